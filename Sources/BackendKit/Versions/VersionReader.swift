/// Reads one version off the bytes of a tag.
struct VersionReader {
  private var rest: Substring.UTF8View

  init(_ tag: String) {
    rest = tag[...].utf8
  }

  /// The version that the whole text is, nil where it is none.
  mutating func version() -> Version? {
    var variant: String?
    if rest.first?.isLower == true {
      let name = take { $0.isLower || $0.isDigit || $0 == UInt8(ascii: ".") }
      guard skip("-"), name != "latest" else { return nil }
      variant = name
    }
    guard let major = number() else { return nil }
    var minor: UInt32?
    var patch: UInt32?
    var prerelease: String?
    var build: String?
    if skip(".") {
      minor = number()
      guard minor != nil else { return nil }
      if skip(".") {
        patch = number()
        guard patch != nil else { return nil }
        if skip("-") {
          prerelease = take(while: \.isAlphanumeric)
          guard prerelease != "" else { return nil }
        }
        if skip("_") || skip("+") {
          build = take(while: \.isAlphanumeric)
          guard build != "" else { return nil }
        }
      }
    }
    guard rest.isEmpty else { return nil }
    return Version(
      variant: variant, major: major, minor: minor, patch: patch, prerelease: prerelease,
      build: build)
  }

  /// A number without leading zero that fits 32 bits.
  private mutating func number() -> UInt32? {
    let digits = take(while: \.isDigit)
    guard !digits.isEmpty, digits.utf8.count == 1 || !digits.hasPrefix("0") else { return nil }
    return UInt32(digits)
  }

  private mutating func take(while belongs: (UInt8) -> Bool) -> String {
    let head = rest.prefix(while: belongs)
    rest = rest[head.endIndex...]
    return String(decoding: head, as: UTF8.self)
  }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: mark) else { return false }
    rest.removeFirst()
    return true
  }
}
