/// A platform, as OCX spells it: `linux/amd64`, `linux/arm64/v8`, `linux/amd64+libc.glibc`, `any`
/// (docs/ocx.md §8).
public struct Platform: Hashable, Sendable, CustomStringConvertible {
  /// `linux`, `darwin`, `windows`, or `any`.
  public let os: String
  /// `amd64`, `arm64`, or `any`.
  public let architecture: String
  /// `v8` in `linux/arm64/v8`; nil if there is none.
  public let variant: String?
  /// Features that the host must have, such as `libc.glibc`; sorted, without duplicates.
  public let features: [String]

  package init(os: String, architecture: String, variant: String? = nil, features: [String] = []) {
    self.os = os
    self.architecture = architecture
    self.variant = variant
    self.features = features.count < 2 ? features : Set(features).sorted()
  }

  /// The platform that every host can use.
  package static let any = Platform(os: "any", architecture: "any")
  /// Whether every host can use it.
  package var isAny: Bool { os == "any" && architecture == "any" }

  /// Whether OCX knows the combination of system and architecture; it never chooses others.
  package var isKnown: Bool { isAny || Platform.known[os]?.contains(architecture) == true }

  private static let known: [String: Set<String>] = [
    "linux": ["amd64", "arm64"], "darwin": ["amd64", "arm64"], "windows": ["amd64", "arm64"],
    "wasip1": ["wasm"], "wasip2": ["wasm"],
  ]

  /// Reads `os/architecture[/variant][+feature,feature]` or `any`.
  ///
  /// - Throws: `IdentifierFailure.platformInvalid`, also for a combination of system and
  ///   architecture that OCX does not know.
  public init(_ text: String) throws(IdentifierFailure) {
    guard let platform = Platform(reading: text) else { throw .platformInvalid(text) }
    self = platform
  }

  private init?(reading text: String) {
    if text == "any" {
      self = .any
      return
    }
    let halves = text[...].parts(between: "+", atMost: 2)
    let parts = halves[0].parts(between: "/")
    guard 2...3 ~= parts.count else { return nil }
    var variant: String?
    if parts.count == 3 {
      variant = Platform.unescape(parts[2])
      guard variant?.isEmpty == false else { return nil }
    }
    var features: [String] = []
    if halves.count == 2 {
      for word in halves[1].parts(between: ",") {
        guard !word.isEmpty, let feature = Platform.unescape(word) else { return nil }
        features.append(feature)
      }
    }
    self.init(
      os: String(parts[0]), architecture: String(parts[1]), variant: variant, features: features)
    guard isKnown, !isAny else { return nil }
  }

  /// As OCX writes it. Separators are escaped in variants and features.
  public var description: String {
    if isAny { return "any" }
    return os + "/" + architecture + (variant.map { "/" + Platform.escape($0) } ?? "")
      + (features.isEmpty ? "" : "+" + features.map(Platform.escape).joined(separator: ","))
  }

  private static let escapes: [Unicode.Scalar: String] = [
    "%": "%25", "/": "%2F", "+": "%2B", ",": "%2C",
  ]

  private static func escape(_ text: String) -> String {
    text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
  }

  private static func unescape(_ text: Substring) -> String? {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars
    while let next = rest.first {
      guard next == "%" else {
        result.append(rest.removeFirst())
        continue
      }
      guard let plain = escapes.first(where: { rest.starts(with: $0.value.unicodeScalars) })?.key
      else { return nil }
      result.append(plain)
      rest = rest.dropFirst(3)
    }
    return String(result)
  }
}
