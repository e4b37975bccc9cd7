import Testing

@testable import BackendKit

@Suite struct Base64Tests {
  /// The examples of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func examples(plain: String, text: String) {
    #expect(Base64.text(Array(plain.utf8)) == text)
    #expect(Base64.bytes(text) == Array(plain.utf8))
  }

  @Test func everyByteComesBack() {
    let all = (UInt8.min...UInt8.max).map(\.self)
    for count in [all.count, 255, 254] {
      let bytes = Array(all.prefix(count))
      #expect(Base64.bytes(Base64.text(bytes)) == bytes)
    }
  }

  /// A length that is none, a foreign character, padding that is not at the end, bits that no byte
  /// has.
  @Test(arguments: ["Z", "Zg", "Zg=", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm9_", "Zh==", "Zm9="])
  func refusesWhatItDoesNotWrite(text: String) {
    #expect(Base64.bytes(text) == nil)
  }
}
