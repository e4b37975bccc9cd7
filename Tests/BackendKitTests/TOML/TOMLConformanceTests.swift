import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// The suite toml-test, every document that its list names for TOML 1.1. Skipped, and shown as
/// skipped, if there is no `../shared`.
@Suite(.enabled(if: SharedFiles.present, "no ../shared beside the package"))
struct TOMLConformanceTests {
  @Test func listIsWhole() throws {
    #expect(try ConformanceSuite.names("valid").count == 220)
    #expect(try ConformanceSuite.names("invalid").count == 492)
  }

  @Test func validDocumentsMeanWhatTheSuiteSays() throws {
    for name in try ConformanceSuite.names("valid") {
      let bytes = try ConformanceSuite.bytes(name + ".toml")
      let expected = try JSONSerialization.jsonObject(
        with: SharedFiles.data("toml-test/tests/\(name).json"))
      let document = try TOMLDocument(parsing: bytes)
      let found = TaggedJSON.of(.table(document.root))
      #expect(TaggedJSON.equal(found, expected), "\(name): \(found)")
    }
  }

  @Test func invalidDocumentsAreRefusedWithAPlace() throws {
    for name in try ConformanceSuite.names("invalid") {
      let bytes = try ConformanceSuite.bytes(name + ".toml")
      let failure = #expect(throws: TOMLFailure.self, "\(name)") {
        try TOMLDocument(parsing: bytes)
      }
      let lines = bytes.count { $0 == 0x0A } + 1
      #expect((1...lines).contains(failure?.line ?? 0), "\(name)")
      #expect((failure?.column ?? 0) >= 1, "\(name)")
    }
  }

  @Test func rangesHoldExactlyWhatTheyName() throws {
    for name in try ConformanceSuite.names("valid") {
      let document = try TOMLDocument(parsing: try ConformanceSuite.bytes(name + ".toml"))
      for statement in document.statements {
        guard case .pair(let value) = statement.kind else { continue }
        let again = Array("x = ".utf8) + document.bytes[value.range]
        #expect(try TOMLDocument(parsing: again).root["x"] == value, "\(name)")
        for key in statement.keys {
          let alone = Array(document.bytes[key.range]) + Array(" = 1".utf8)
          let entries = try TOMLDocument(parsing: alone).root.entries
          #expect(entries.map { TOMLName($0.key.name) } == [TOMLName(key.name)], "\(name)")
        }
      }
    }
  }
}

/// The documents of the suite.
enum ConformanceSuite {
  /// The names without ending that begin so, `valid` or `invalid`.
  static func names(_ kind: String) throws -> [String] {
    let list = String(
      decoding: try SharedFiles.data("toml-test/tests/files-toml-1.1.0"), as: UTF8.self)
    return list.split(separator: "\n")
      .filter { $0.hasPrefix(kind + "/") && $0.hasSuffix(".toml") }
      .map { String($0.dropLast(".toml".count)) }
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try SharedFiles.data("toml-test/tests/" + name))
  }
}

/// The suite's own way to write values: `{"type": …, "value": …}`.
enum TaggedJSON {
  static func of(_ kind: TOMLValue.Kind) -> Any {
    func tagged(_ type: String, _ value: String) -> Any { ["type": type, "value": value] }
    switch kind {
    case .string(let text): return tagged("string", text)
    case .integer(let number): return tagged("integer", "\(number)")
    case .float(let number): return tagged("float", "\(number)")
    case .boolean(let value): return tagged("bool", "\(value)")
    case .offsetDateTime(let text): return tagged("datetime", text)
    case .localDateTime(let text): return tagged("datetime-local", text)
    case .localDate(let text): return tagged("date-local", text)
    case .localTime(let text): return tagged("time-local", text)
    case .array(let elements): return elements.map { of($0.kind) }
    case .table(let table):
      return [String: Any](
        table.entries.map { ($0.key.name, of($0.value.kind)) }, uniquingKeysWith: { one, _ in one })
    }
  }

  static func equal(_ one: Any, _ other: Any) -> Bool {
    if let one = one as? [Any], let other = other as? [Any] {
      return one.count == other.count && zip(one, other).allSatisfy { equal($0, $1) }
    }
    guard let one = one as? [String: Any], let other = other as? [String: Any] else { return false }
    if let type = one["type"] as? String, let value = one["value"] as? String {
      guard other["type"] as? String == type, let wanted = other["value"] as? String else {
        return false
      }
      return equalScalars(type, value, wanted)
    }
    return one.count == other.count
      && one.allSatisfy { key, value in other[key].map { equal(value, $0) } ?? false }
  }

  private static func equalScalars(_ type: String, _ one: String, _ other: String) -> Bool {
    switch type {
    case "float":
      guard let one = Double(one), let other = Double(other) else { return false }
      return one == other || (one.isNaN && other.isNaN)
    case "string": return one.utf8.elementsEqual(other.utf8)
    default: return withoutFractionZeros(one) == withoutFractionZeros(other)
    }
  }

  /// `.600` and `.6` are one time.
  private static func withoutFractionZeros(_ text: String) -> String {
    text.replacing(/(\.\d*?)0+(?!\d)/) { $0.1 == "." ? "" : String($0.1) }
  }
}
