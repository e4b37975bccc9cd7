import BackendKit
import Foundation
import Testing

@Suite struct JSONValueTests {
  private let document: JSONValue = [
    "zebra": 1, "apple": [true, nil, -3], "empty": [], "none": [:], "text": "a\"b\\c\n\u{1}é🙂",
  ]

  @Test func keepsTheOrderOfKeys() {
    #expect(
      document.compact
        == #"{"zebra":1,"apple":[true,null,-3],"empty":[],"none":{},"text":"a\"b\\c\n\u0001é🙂"}"#)
  }

  @Test func indents() {
    let small: JSONValue = ["a": [1, ["b": nil]], "c": []]
    #expect(
      small.pretty == """
        {
          "a": [
            1,
            {
              "b": null
            }
          ],
          "c": []
        }
        """)
  }

  @Test func missingValuesAreNull() {
    let values: [JSONValue] = [JSONValue(String?.none), JSONValue(Int?.none), JSONValue("x")]
    #expect(values == [.null, .null, .string("x")])
  }

  /// Another reader gets back every scalar that a text can hold.
  @Test func anyTextComesBack() throws {
    for start in stride(from: UInt32(0), to: 0x11_0000, by: 0x400) {
      var text = ""
      text.unicodeScalars.append(
        contentsOf: (start..<start + 0x400).compactMap(Unicode.Scalar.init))
      let bytes = Data(JSONValue.array([.string(text)]).compact.utf8)
      let back = try JSONDecoder().decode([String].self, from: bytes)
      #expect(back.first.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test("what is not seen, or turns the text around it, is written as a number")
  func unseenCharacters() {
    let text = "a\u{9b}b\u{202e}c\u{200b}d\u{feff}e\u{2028}f\u{e0041}g\u{2066}é日😀\u{7f}"
    #expect(
      JSONValue.string(text).compact
        == #""a\u009bb\u202ec\u200bd\ufeffe\u2028f\udb40\udc41g\u2066é日😀\u007f""#)
  }
}
