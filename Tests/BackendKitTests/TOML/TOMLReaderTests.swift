import TestSupport
import Testing

@testable import BackendKit

@Suite struct TOMLReaderTests {
  @Test(arguments: [
    ("a = ", "1:5 expected a value"),
    ("é\n", "1:1 expected a key"),
    ("x = 'é' y", "1:9 expected the end of the line"),
    ("\u{FEFF}x", "1:2 expected \"=\""),
    ("a = 1\na = 2", "2:1 \"a\" is already defined"),
    ("[a]\nb.c = 1\n[a.b]\n", "3:4 \"b\" is already defined"),
    ("a = {b = 1}\n[a.c]", "2:2 \"a\" cannot be added to"),
    ("a = [\n1,\n\"x\ny\"]", "3:1 this string has no closing quote on its line"),
    ("a = 1\rb = 2", "1:6 a carriage return without a line feed"),
    ("a = 2021-02-29", "1:5 no such day"),
    ("a = 9223372036854775808", "1:5 an integer has at most 64 bits"),
    ("a = \"\\ud800\"", "1:6 no Unicode scalar has this number"),
    ("\"\u{1B}[31m\" = 1", "1:2 a control character in a string"),
  ])
  func errorsHavePositions(text: String, expected: String) {
    #expect(Self.fault(in: text) == expected)
  }

  @Test(arguments: [
    ("{ a = 1, }", "{ a = 1 }"),
    ("{\n  a = 1, # one\n  # two\r\n\n  b = 2\n}", "{ a = 1, b = 2 }"),
    ("{ # empty\n}", "{}"),
    ("{\n a = 1\n , b = { c = [\n] , } }", "{ a = 1, b = { c = [] } }"),
    ("\"\\e[\\x41\\xe9\"", "\"\\u001b[Aé\""),
    ("\"\"\"\\x20\"\"\"", "' '"),
    ("07:32", "07:32:00"),
    ("1979-05-27 07:32", "1979-05-27T07:32:00"),
    ("1979-05-27t07:32z", "1979-05-27T07:32:00Z"),
    ("1979-05-27T07:32-00:30", "1979-05-27T07:32:00-00:30"),
  ])
  func newFormsOfTOML11(new: String, old: String) throws {
    let values = try [new, old].map { text in
      try #require(try TOMLDocument(parsing: Array("x = \(text)".utf8)).root["x"])
    }
    #expect(values[0] == values[1])
  }

  @Test(arguments: [
    ("a = { , }", "1:7 expected a key"),
    ("a = { b = 1,, }", "1:13 expected a key"),
    ("a = {\n  b = 1\n  c = 2\n}", "3:3 expected \",\" or \"}\""),
    ("a = {\n  b\n = 1 }", "2:4 expected \"=\""),
    ("a = {\n  b =\n 1 }", "2:6 expected a value"),
    ("a = {\n  b = 1,\n  b = 2,\n}", "3:3 \"b\" is already defined"),
    ("a = { b = 1 # }", "1:16 expected \",\" or \"}\""),
    ("a = { b = 1 # \u{1}\n}", "1:15 a control character in a comment"),
    ("a = {\r b = 1 }", "1:6 expected a key"),
    ("a = \"\\x4\"", "1:6 expected 2 hexadecimal digits"),
    ("a = 07:32.5", "1:5 a time is written hh:mm or hh:mm:ss"),
    ("a = 1979-05-27T07:3", "1:5 a time is written hh:mm or hh:mm:ss"),
    ("a = 24:00", "1:5 a time is written hh:mm or hh:mm:ss"),
    ("a = 1979-05-27T07:32+1", "1:5 an offset is written Z or +hh:mm"),
  ])
  func faultsInNewForms(text: String, expected: String) {
    #expect(Self.fault(in: text) == expected)
  }

  private static func fault(in text: String) -> String? {
    do throws(TOMLFailure) {
      _ = try TOMLDocument(parsing: Array(text.utf8))
      return nil
    } catch {
      return "\(error.line):\(error.column) \(error.reason)"
    }
  }

  @Test func firstByteThatIsNotUTF8IsNamed() {
    let failure = #expect(throws: TOMLFailure.self) {
      try TOMLDocument(parsing: Array("a = 'é".utf8) + [0xFF] + Array("'".utf8))
    }
    #expect(failure == TOMLFailure(line: 1, column: 7, reason: "this is not UTF-8"))
  }

  @Test func positionsOfKeysAndValues() throws {
    let text = "\u{FEFF}# é\r\n[tools]\r\n'ü' . b = [ 1, 'x' ]\r\n"
    let document = try TOMLDocument(parsing: Array(text.utf8))
    let entry = try #require(document.root["tools"]?.table?.entry("ü")?.value.table?.entry("b"))
    #expect([entry.key.line, entry.key.column] == [3, 7])
    let elements = try #require(entry.value.array)
    #expect(elements.map { [$0.line, $0.column] } == [[3, 13], [3, 16]])
    #expect(document.bytes[entry.value.range].elementsEqual("[ 1, 'x' ]".utf8))
  }

  /// Keys are bytes: Swift's own comparison would take these for one.
  @Test func keysWithOtherBytesAreOtherKeys() throws {
    let text = "\"\u{E9}\" = 1\n\"e\u{301}\" = 2\n"
    let root = try TOMLDocument(parsing: Array(text.utf8)).root
    #expect(root["\u{E9}"]?.integer == 1)
    #expect(root["e\u{301}"]?.integer == 2)
  }

  @Test func manyKeysAreFoundAndRepeatedOnesRefused() throws {
    let lines = (0..<500).map { "k\($0) = \($0)\n" }.joined()
    let root = try TOMLDocument(parsing: Array(lines.utf8)).root
    #expect((0..<500).allSatisfy { root["k\($0)"]?.integer == Int64($0) })
    #expect(throws: TOMLFailure.self) {
      try TOMLDocument(parsing: Array((lines + "k499 = 1").utf8))
    }
  }

  @Test(arguments: ["[", "a = |[", "a = |{a=", "a|.a", "[a|.a", "a = {a|.a", "[[a|.a"])
  func depthIsBounded(pattern: String) {
    let parts = pattern.split(separator: "|").map(String.init)
    let text = parts.dropLast().joined() + String(repeating: parts.last ?? "", count: 100_000)
    let failure = #expect(throws: TOMLFailure.self) {
      try TOMLDocument(parsing: Array((text + "|").utf8))
    }
    #expect(failure.map { $0.line == 1 && $0.column < 1_000_000 } == true)
  }

  @Test func depthBelowTheBoundIsRead() throws {
    let text = "a = " + String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(try TOMLDocument(parsing: Array(text.utf8)).root["a"]?.array?.count == 1)
  }

  /// Random bytes, and true documents with random wounds: refused or read, never a crash.
  @Test func noBytesCrashTheReader() throws {
    var random = SeededRandom(seed: 7)
    let whole = Array(
      "[tools]\n\"ocx:a/b\" = { version = '1', os = [\"linux\"] } # c\nx.y = 1e3\n".utf8)
    for _ in 0..<5_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(whole.randomElement(using: &random) ?? 0, at: index)
        }
      }
      do {
        _ = try TOMLDocument(
          parsing: Array(bytes[..<Int.random(in: 0...bytes.count, using: &random)]))
      } catch {
        #expect(error.line >= 1 && error.column >= 1)
      }
    }
  }
}
