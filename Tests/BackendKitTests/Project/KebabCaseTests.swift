import Foundation
import TestSupport
import Testing

@testable import BackendKit

@Suite("install folder names")
struct KebabCaseTests {
  private struct Recording: Decodable {
    let install_directories: [String: String]
  }

  /// Skipped, and reported as such, in a checkout without `shared`.
  @Test("every recorded tool")
  func recorded() throws {
    let data = try Recordings.data("install-directories.json")
    let names = try JSONDecoder().decode(Recording.self, from: data).install_directories
    #expect(names.count >= 146)
    let ours = names.map { ($0.key, MiseInstalls.directoryName(for: "ocx:" + $0.key)) }
    #expect(Dictionary(uniqueKeysWithValues: ours) == names)
  }

  /// Expectations follow heck's own documentation and tests for words and sigma.
  @Test(
    "heck's words",
    arguments: [
      ("", ""), ("-", ""), ("__", ""), ("a", "a"), ("A", "a"), ("AB", "ab"), ("aB", "a-b"),
      ("CamelCase", "camel-case"), ("This is Human case.", "this-is-human-case"),
      ("MixedUP CamelCase, with some Spaces", "mixed-up-camel-case-with-some-spaces"),
      ("mixed_up_ snake_case with some _spaces", "mixed-up-snake-case-with-some-spaces"),
      ("SHOUTY_SNAKE_CASE", "shouty-snake-case"), ("XMLHttpRequest", "xml-http-request"),
      ("FIELD_NAME11", "field-name11"), ("99BOTTLES", "99bottles"),
      ("abc123DEF456", "abc123-def456"),
      ("abc123Def456", "abc123-def456"), ("ABC123dEEf456FOO", "abc123d-e-ef456-foo"),
      ("ABCDef", "abc-def"), ("ABC-DEF", "abc-def"), ("A1b", "a1b"), ("aB1C2d", "a-b1c2d"),
      ("ΦΙΛΟΣ ΦΙΛΟΣ", "φιλος-φιλος"), ("ΣΑΣ", "σας"), ("ßŒuvre", "ß-œuvre"),
      ("éÉcole", "é-école"), ("a٣b", "a٣b"), ("x½y", "x½y"), ("日本語Tool", "日本語tool"),
      ("ǅx", "ǆx"), ("a\u{301}B", "a-b"), ("İa", "i\u{307}a"),
      ("ocx:a//b", "ocx-a-b"), ("ocx:r.io:5000/n/p", "ocx-r-io-5000-n-p"),
    ])
  func words(text: String, expected: String) {
    #expect(KebabCase.of(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }
}
