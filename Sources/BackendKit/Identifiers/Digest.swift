/// The digest of some content: `sha256:` and 64 hexadecimal digits, or its longer siblings.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// `sha256`, `sha384` or `sha512`.
  public let algorithm: String
  /// The digits, exactly as many as the algorithm has.
  public let hex: String

  /// Reads `algorithm:hex` (contracts/ocx.md §1).
  ///
  /// - Throws: `IdentifierFailure.digestInvalid` for another algorithm, length or alphabet.
  public init(_ text: String) throws(IdentifierFailure) {
    guard let digest = Digest(utf8: text.utf8) else { throw .digestInvalid(text) }
    self = digest
  }

  /// Reads `algorithm:hex`, nil where it is none.
  init?(utf8 text: some BidirectionalCollection<UInt8>) {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let digits = text[text.index(after: colon)...]
    let algorithm = String(decoding: text[..<colon], as: UTF8.self)
    guard let length = Digest.lengths[algorithm], digits.count == length,
      digits.allSatisfy(\.isHexDigit)
    else { return nil }
    self.algorithm = algorithm
    self.hex = String(decoding: digits, as: UTF8.self)
  }

  /// The number of hexadecimal digits by algorithm.
  static let lengths = ["sha256": 64, "sha384": 96, "sha512": 128]

  /// `sha256:…`, in full.
  public var description: String { algorithm + ":" + hex }
  /// The first twelve digits, enough to tell two apart on a screen.
  public var short: String { String(hex.prefix(12)) }
}
