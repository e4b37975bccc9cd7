import BackendKit
import Testing

/// The vectors of FIPS 180-4's examples and of NIST's SHAVS.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
        + "lmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func vectors(text: String, digest: String) {
    #expect(SHA256.hex(of: text) == digest)
  }

  @Test func millionLetters() {
    #expect(
      SHA256.hex(of: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Wherever the text is split, including at and near the boundaries of blocks.
  @Test func piecesGiveTheSame() {
    let bytes = (0..<200).map { UInt8($0) }
    let whole = SHA256.hex(of: bytes)
    let cut = (0...200).map { end in
      var hash = SHA256()
      hash.update(Array(bytes[..<end]))
      hash.update([])
      hash.update(Array(bytes[end...]))
      return hash.finish()
    }
    #expect(cut == Array(repeating: whole, count: 201))
  }

  /// From Python's hashlib: every length around the borders of blocks and of the padding.
  @Test(arguments: [
    (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
    (63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"),
    (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
    (65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"),
  ])
  func padding(length: Int, digest: String) {
    #expect(SHA256.hex(of: String(repeating: "a", count: length)) == digest)
  }
}
