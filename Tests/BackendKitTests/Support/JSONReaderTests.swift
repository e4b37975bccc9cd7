import Foundation
import TestSupport
import Testing

@testable import BackendKit

struct JSONReaderTests {
  /// Reads any value into what Foundation makes of the same bytes.
  private func value(_ reader: inout JSONReader) throws(JSONFailure) -> NSObject {
    switch reader.kind() {
    case .object:
      let result = NSMutableDictionary()
      try reader.object { (key, reader) throws(JSONFailure) in
        result[key] = try value(&reader)
      }
      return result
    case .array:
      let result = NSMutableArray()
      try reader.array { (reader) throws(JSONFailure) in result.add(try value(&reader)) }
      return result
    case .string: return try reader.string() as NSString
    case .number: return NSNumber(value: try reader.integer() ?? -1)
    case .literal, .nothing: return try reader.isNull() ? NSNull() : "literal" as NSString
    }
  }

  private func skips(_ bytes: [UInt8]) -> Bool {
    do {
      try JSONReader.read(bytes) { (reader) throws(JSONFailure) in try reader.skip() }
      return true
    } catch {
      return false
    }
  }

  @Test(arguments: [
    "{}", "[]", "\"\"", "0", "-0", "1.5e+10", "1E-2", "true", "false", "null", " [1 , 2 ] \r\n\t",
    #"{"a": {"b": [1, "x", null, true]}, "c": "\u00e9\ud83d\ude00\\\/\"\b\f\n\r\t"}"#,
    "\"é😀\u{7F}\"", #""\u0000""#, "[[[[]]]]", "-1", "123456789012345678901234567890",
  ])
  func readable(text: String) throws {
    #expect(skips(Array(text.utf8)))
  }

  @Test(arguments: [
    "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
    "{a:1}", "'a'", "\"a", "\"\n\"", "\"\t\"", #""\x""#, #""\u12""#, #""\ud800""#,
    #""\ud800\u0041""#,
    #""\udc00""#, "01", "1.", ".5", "+1", "-", "1e", "1e+", "nul", "True", "NaN", "1 2", "[] x",
    "{\"a\" 1}", "[1 2]", "\u{FEFF}{}", "/**/1", "\"\\",
  ])
  func unreadable(text: String) throws {
    #expect(!skips(Array(text.utf8)))
  }

  @Test(
    arguments: [
      ("2", 2), ("-0", 0), ("2.0", 2), ("-2e1", -20), ("1.5", nil), ("9223372036854775807", .max),
      ("9223372036854775808", nil), ("9007199254740991.0", (1 << 53) - 1),
      ("9007199254740993.0", (1 << 53) + 1), ("7720392233720368.51", nil), ("1.5e1", 15),
      ("4503599627370495.1", nil), ("1.00000000000000000001", nil), ("-120e-1", -12), ("0e-99", 0),
      ("-0.00e99999999999999999999", 0), ("922337203685477580.7e1", Int64.max), ("1e19", nil),
      ("12e-1", nil), ("0.000120e5", 12), ("1E+3", 1000), ("5e-99999999999999999999", nil),
      ("77203685.477592233720368547758085e+10", nil),
    ] as [(String, Int64?)])
  func wholeNumbers(text: String, expected: Int64?) throws {
    let number = try JSONReader.read(Array(text.utf8)) { (reader) throws(JSONFailure) in
      try reader.wholeNumber()
    }
    #expect(number == expected)
  }

  @Test func nestingIsBounded() {
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: UInt8(ascii: "["), count: depth)
        + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }
    #expect(skips(nested(JSONReader.maximumDepth)))
    #expect(!skips(nested(JSONReader.maximumDepth + 1)))
    #expect(!skips([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)))
  }

  @Test func stringsAreUTF8() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    ] {
      #expect(throws: JSONFailure.self) {
        try JSONReader.read(bytes) { (reader) throws(JSONFailure) in try reader.string() }
      }
    }
  }

  /// Every prefix of a document is refused, and no byte thrown into it makes the reader fall over.
  @Test func noBytesCrashTheReader() {
    let text = #"{"a": [1, -2.5e3, "x\u00e9\n", null], "b": {"c": true}}"#
    let bytes = Array(text.utf8)
    for end in 0..<bytes.count { #expect(!skips(Array(bytes[..<end]))) }
    var generator = SeededRandom(seed: 3)
    for _ in 0..<20_000 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        broken[Int.random(in: 0..<bytes.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      // The judge knows what is JSON, but is laxer about UTF-8 in what nobody reads.
      if skips(broken), String(validating: broken, as: UTF8.self) != nil {
        #expect(
          (try? JSONSerialization.jsonObject(with: Data(broken), options: .fragmentsAllowed))
            != nil,
          "\(String(decoding: broken, as: UTF8.self))")
      }
    }
  }

  // Needs the real index next to the package; reported as skipped if it does not exist.
  @Test(.enabled(if: SharedFiles.present, "no ../shared beside the package"))
  func realRootsReadAsFoundationReadsThem() throws {
    for name in ["kitware/cmake", "astral-sh/uv", "shopify/toxiproxy"] {
      let data = try SharedFiles.data("index/ocx.sh/p/\(name).json")
      let ours = try JSONReader.read(Array(data)) { (reader) throws(JSONFailure) in
        try value(&reader)
      }
      let theirs = try JSONSerialization.jsonObject(with: data) as? NSObject
      #expect(ours == theirs)
    }
  }
}
