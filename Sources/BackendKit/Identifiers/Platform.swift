/// A platform, as OCX spells it: `linux/amd64`, `linux/arm64/v8`, `linux/amd64+libc.glibc`, `any`
/// (contracts/ocx.md §8).
public struct Platform: Hashable, Sendable, CustomStringConvertible {
  /// `linux`, `darwin`, `windows`, or `any`.
  public let os: String
  /// `amd64`, `arm64`, or `any`.
  public let architecture: String
  /// `v8` in `linux/arm64/v8`; nil where there is none.
  public let variant: String?
  /// What the host must have: `libc.glibc`. In the order given.
  public let features: [String]

  /// A platform of parts.
  public init(os: String, architecture: String, variant: String? = nil, features: [String] = []) {
    self.os = os
    self.architecture = architecture
    self.variant = variant
    self.features = features
  }

  /// The platform that every host can use.
  public static let any = Platform(os: "any", architecture: "any")
  /// Whether every host can use it.
  public var isAny: Bool { os == "any" && architecture == "any" }

  /// Reads `os/architecture[/variant][+feature,feature]` or `any`.
  ///
  /// - Throws: `IdentifierFailure.platformInvalid`.
  public init(_ text: String) throws(IdentifierFailure) {
    if text == "any" {
      self = .any
      return
    }
    let halves = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let features =
      halves.count == 2
      ? halves[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init) : []
    guard 2...3 ~= parts.count, (parts + features).allSatisfy(Platform.isWord) else {
      throw .platformInvalid(text)
    }
    self.init(
      os: parts[0], architecture: parts[1], variant: parts.count == 3 ? parts[2] : nil,
      features: features)
  }

  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
          || $0 == UInt8(ascii: "-")
      }
  }

  public var description: String {
    if isAny, variant == nil, features.isEmpty { return "any" }
    return os + "/" + architecture + (variant.map { "/" + $0 } ?? "")
      + (features.isEmpty ? "" : "+" + features.joined(separator: ","))
  }
}
