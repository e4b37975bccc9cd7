/// Parses a version. Reads bytes by index, because an index has thousands of tags and each is parsed
/// before the first frame.
struct VersionReader {
  private let bytes: [UInt8]
  private var offset = 0
  /// Whether parsing stopped at a minor or patch number that is too large.
  private(set) var wasCut = false

  init(_ tag: String) {
    bytes = Array(tag.utf8)
  }

  /// The version that makes up the whole text; nil if it is not one.
  mutating func version() -> Version? {
    var variant: String?
    if next?.isLower == true {
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
    guard next == nil, let major = UInt32(exactly: major) else { return nil }
    let shortMinor = minor.flatMap(UInt32.init(exactly:))
    let shortPatch = patch.flatMap(UInt32.init(exactly:))
    wasCut = (shortMinor == nil) != (minor == nil) || (shortPatch == nil) != (patch == nil)
    if wasCut { (prerelease, build) = (nil, nil) }
    return Version(
      variant: variant, major: major, minor: shortMinor,
      patch: shortMinor == nil ? nil : shortPatch, prerelease: prerelease, build: build)
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// A number without leading zero; `.max` if it is too large.
  private mutating func number() -> UInt64? {
    let start = offset
    var number: UInt64? = 0
    while let digit = next, digit.isDigit {
      number = number?.appending(digit)
      offset += 1
    }
    let count = offset - start
    guard count == 1 || count > 1 && bytes[start] != UInt8(ascii: "0") else { return nil }
    return number ?? .max
  }

  private mutating func take(while belongs: (UInt8) -> Bool) -> String {
    let start = offset
    while let byte = next, belongs(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    offset += 1
    return true
  }
}

extension UInt64 {
  /// The number with a digit added on the right; nil if it is too large.
  fileprivate func appending(_ digit: UInt8) -> UInt64? {
    let (tens, isTooLarge) = multipliedReportingOverflow(by: 10)
    let (sum, overflows) = tens.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
    return isTooLarge || overflows ? nil : sum
  }
}
