/// How OCX classifies a tag, in this order (docs/ocx.md §2).
package enum TagClass: Hashable, Sendable {
  /// The tag `latest`.
  case latest
  /// One of OCX's internal tags, `__ocx…` in any case: descriptions, patches.
  case `internal`
  /// A version.
  case version(Version)
  /// `<algorithm>.<full hex>`: content by its digest.
  case canonical
  /// Anything else, such as `main` or `v1.2.3`.
  case other

  /// Classifies a tag.
  package init(_ tag: String) {
    if tag == "latest" {
      self = .latest
    } else if tag.utf8.first == UInt8(ascii: "_"),
      tag.utf8.prefix(5).map({ $0.isUpper ? $0 | 0x20 : $0 }) == Array("__ocx".utf8)
    {
      self = .internal
    } else if let version = Version(asOCX: tag) {
      self = .version(version)
    } else if DigestTag(tag)?.separator == UInt8(ascii: ".") {
      self = .canonical
    } else {
      self = .other
    }
  }

  /// Whether OCX excludes the tag from all lists: internal tags, and tags for content, signatures
  /// or attestations (`sha256-….sig`).
  func isReserved(_ tag: String) -> Bool {
    switch self {
    case .internal, .canonical: true
    case .latest, .version: false
    case .other: DigestTag(tag) != nil
    }
  }
}

/// A tag made from a digest: `sha256.<hex>`, `sha256-<hex>`, the same with `.sig`, `.att` or
/// `.sbom`, and `sha384-` or `sha512-` with only the first 64 digits (docs/ocx-0.6.md §12).
private struct DigestTag {
  let separator: UInt8

  init?(_ tag: String) {
    let bytes = tag.utf8
    guard
      let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }),
      let length = Digest.algorithms.first(where: { bytes[..<mark].elementsEqual($0.0.utf8) })?.1
    else { return nil }
    separator = bytes[mark]
    var rest = bytes[bytes.index(after: mark)...]
    if separator == UInt8(ascii: "-") {
      for suffix in [".sig", ".att", ".sbom"]
      where rest.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) {
        rest = rest.dropLast(suffix.utf8.count)
        break
      }
    }
    let isShortened = separator == UInt8(ascii: "-") && rest.count == 64 && length > 64
    guard rest.count == length || isShortened, rest.allSatisfy(\.isHexDigit) else { return nil }
  }
}
