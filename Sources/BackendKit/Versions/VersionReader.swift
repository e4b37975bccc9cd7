/// Parses a version.
struct VersionReader {
  private var rest: Substring.UTF8View
  /// Whether parsing stopped at a minor or patch number that is too large.
  private(set) var wasCut = false

  init(_ tag: String) {
    rest = tag[...].utf8
  }

  /// The version that makes up the whole text; nil if it is not one.
  mutating func version() -> Version? {
    var variant: String?
    if rest.first?.isLower == true {
      let name = take { $0.isLower || $0.isDigit || $0 == UInt8(ascii: ".") }
      guard skip("-"), name != "latest" else { return nil }
      variant = name
    }
    guard let major = number() else { return nil }
    var minor: UInt64?
    var patch: UInt64?
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
    guard rest.isEmpty, let major = UInt32(exactly: major) else { return nil }
    let shortMinor = minor.flatMap(UInt32.init(exactly:))
    let shortPatch = patch.flatMap(UInt32.init(exactly:))
    wasCut = (shortMinor == nil) != (minor == nil) || (shortPatch == nil) != (patch == nil)
    if wasCut { (prerelease, build) = (nil, nil) }
    return Version(
      variant: variant, major: major, minor: shortMinor,
      patch: shortMinor == nil ? nil : shortPatch, prerelease: prerelease, build: build)
  }

  /// A number without leading zero; `.max` if it is too large.
  private mutating func number() -> UInt64? {
    let digits = rest.prefix(while: \.isDigit)
    rest = rest[digits.endIndex...]
    guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0") else {
      return nil
    }
    return UInt64(Substring(digits)) ?? .max
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
