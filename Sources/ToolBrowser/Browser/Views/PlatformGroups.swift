import BackendKit

/// Platforms for people: `linux amd64 arm64 (glibc, musl), darwin arm64`.
enum PlatformGroups {
  /// The platforms of a version, grouped by system; names that cannot be parsed are unchanged.
  static func text(_ names: [String]) -> String {
    var order: [String] = []
    var groups: [String: Group] = [:]
    for name in names {
      guard let platform = try? Platform(name), !platform.isAny else {
        order.append(name)
        continue
      }
      if groups[platform.os] == nil { order.append(platform.os) }
      groups[platform.os, default: Group()].add(platform)
    }
    return order.map { groups[$0]?.text($0) ?? $0 }.joined(separator: ", ")
  }

  /// The platforms of one system.
  private struct Group {
    /// The features of each architecture, in order.
    private var architectures: [(name: String, features: [String])] = []

    mutating func add(_ platform: Platform) {
      let name = platform.architecture + (platform.variant.map { "/" + $0 } ?? "")
      let features = platform.features.map { $0.hasPrefix("libc.") ? String($0.dropFirst(5)) : $0 }
      let feature = features.joined(separator: "+")
      if let index = architectures.firstIndex(where: { $0.name == name }) {
        architectures[index].features.append(feature)
      } else {
        architectures.append((name, [feature]))
      }
    }

    /// One list if all architectures have the same features, otherwise each with its own.
    func text(_ os: String) -> String {
      let kinds = Set(architectures.map(\.features))
      if kinds.count == 1, let features = kinds.first {
        return os + " " + architectures.map(\.name).joined(separator: " ") + suffix(features)
      }
      return os + " "
        + architectures.map { $0.name + suffix($0.features) }.joined(separator: " ")
    }

    private func suffix(_ features: [String]) -> String {
      let named = features.filter { !$0.isEmpty }
      return named.isEmpty ? "" : " (" + named.joined(separator: ", ") + ")"
    }
  }
}

extension String {
  /// The text with each digest shortened to twelve digits.
  var shortDigest: String {
    guard let range = range(ofDigits: "sha256:") else { return self }
    return String(self[..<range.lowerBound]) + self[range].prefix(12)
      + self[range.upperBound...].shortened
  }

  /// A request for a digest shortened to its first twelve digits; any other is unchanged.
  var bareDigest: String {
    let start = "ref:sha256:"
    let short = shortDigest
    return short != self && short.hasPrefix(start) ? String(short.dropFirst(start.count)) : short
  }

  /// The hexadecimal digits after a prefix, if there are more than twelve.
  private func range(ofDigits prefix: String) -> Range<String.Index>? {
    guard let start = firstRange(of: prefix)?.upperBound else { return nil }
    let end = self[start...].firstIndex { !$0.isHexDigit } ?? endIndex
    return distance(from: start, to: end) > 12 ? start..<end : nil
  }
}

extension Substring {
  fileprivate var shortened: String { String(self).shortDigest }
}
