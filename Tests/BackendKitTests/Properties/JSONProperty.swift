import Foundation
import TestSupport

@testable import BackendKit

/// The JSON reader: it accepts what Foundation accepts, and can write what it has read.
///
/// Known differences: Foundation also accepts other encodings, a byte order mark and a comma after the
/// last element, allows deeper nesting, drops some byte order marks within strings, and refuses numbers
/// that do not fit in a `Double`, except in a member that the object has again. Ours reads numbers that
/// fit in 64 bits exactly, and ignores others.
enum JSONProperty {
  static let property = Property("json") { bytes in
    let ours = try? JSONValue(parsing: bytes)
    let isSkipped = isSkipped(bytes)
    if let ours {
      try Broken.unless(isSkipped, "what is read can be stepped over")
      try checkWriting(of: ours)
    } else if isSkipped, String(validating: bytes, as: UTF8.self) != nil {
      throw Broken("what is stepped over and is UTF-8 can be read")
    }
    let theirs = try? JSONSerialization.jsonObject(
      with: Data(bytes), options: .fragmentsAllowed)
    switch (ours, theirs) {
    case (let ours?, let theirs?):
      try Broken.unless(
        holdsMark(bytes) || agree(ours, theirs), "\(ours.compact) is \(theirs)")
    case (.some, nil):
      try Broken.unless(
        holdsLargeNumber(bytes), "Foundation reads it too: \(TOMLProperty.shown(bytes))")
    case (nil, .some):
      try Broken.unless(
        isForFoundationAlone(bytes), "ours reads it too: \(TOMLProperty.shown(bytes))")
    case (nil, nil): break
    }
  }

  private static func isSkipped(_ bytes: [UInt8]) -> Bool {
    let skipped: Void? = try? JSONReader.read(bytes) { (reader) throws(JSONFailure) in
      try reader.skip()
    }
    return skipped != nil
  }

  private static func checkWriting(of value: JSONValue) throws {
    for text in [value.compact, value.pretty] {
      let again = try? JSONValue(parsing: Array(text.utf8))
      try Broken.unless(again == value, "written, it reads the same: \(text)")
    }
    let isSafe = value.compact.unicodeScalars.allSatisfy { scalar in
      ![.control, .format].contains(scalar.properties.generalCategory)
    }
    try Broken.unless(isSafe, "what is written shows on a terminal as it is")
  }

  private static func agree(_ ours: JSONValue, _ theirs: Any) -> Bool {
    switch ours {
    case .null: return theirs is NSNull || theirs is NSNumber
    case .bool(let flag): return (theirs as? NSNumber)?.boolValue == flag
    case .int(let number):
      guard let theirs = theirs as? NSNumber else { return false }
      // Foundation keeps more digits of a fraction than a `Double` has.
      return theirs.int64Value == number || theirs.doubleValue == Double(number)
    case .string(let text): return (theirs as? String)?.utf8.elementsEqual(text.utf8) == true
    case .array(let elements):
      guard let theirs = theirs as? [Any], theirs.count == elements.count else { return false }
      return zip(elements, theirs).allSatisfy(agree)
    case .object(let members):
      // A dictionary treats two spellings of one letter as the same key.
      let last = Dictionary(members, uniquingKeysWith: { $1 })
      guard let theirs = theirs as? [String: Any], theirs.count == last.count else { return false }
      return last.allSatisfy { key, value in theirs[key].map { agree(value, $0) } == true }
    }
  }

  private static func holdsMark(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{feff}")
  }

  /// Whether a number has an exponent, or so many digits that it may be too large for a `Double`.
  private static func holdsLargeNumber(_ bytes: [UInt8]) -> Bool {
    var digits = 0
    for byte in bytes {
      digits = byte.isDigit ? digits + 1 : 0
      if digits > 300 || (byte | 0x20) == UInt8(ascii: "e") { return true }
    }
    return false
  }

  private static func isForFoundationAlone(_ bytes: [UInt8]) -> Bool {
    // UTF-16 and UTF-32 have bytes of zero in every document.
    if bytes.contains(0) || bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return true }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    // A member that comes again may be a number that is too large.
    if holdsLargeNumber(bytes), bytes.count(where: { $0 == UInt8(ascii: ":") }) > 1 { return true }
    var last: UInt8?
    for byte in bytes where ![0x20, 0x0A, 0x0D, 0x09].contains(byte) {
      if last == UInt8(ascii: ","), byte | 0x20 == UInt8(ascii: "}") { return true }
      last = byte
    }
    return bytes.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
      > JSONReader.maximumDepth
  }
}
