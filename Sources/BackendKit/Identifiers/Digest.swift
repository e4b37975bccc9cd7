/// A content digest: `sha256:` and 64 hexadecimal digits, or the longer sha384 and sha512.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// `sha256`, `sha384` or `sha512`.
  public let algorithm: String
  /// The digits.
  public let hex: String

  /// Reads `algorithm:hex` (docs/ocx.md §1).
  ///
  /// - Throws: `IdentifierFailure.digestInvalid` for another algorithm, length or alphabet.
  public init(_ text: String) throws(IdentifierFailure) {
    guard let digest = Digest(utf8: text.utf8) else { throw .digestInvalid(text) }
    self = digest
  }

  /// Reads `algorithm:hex`; nil if it is not a digest.
  init?(utf8 text: some BidirectionalCollection<UInt8>) {
    for (algorithm, length) in Digest.algorithms where text.starts(with: algorithm.utf8) {
      let rest = text.dropFirst(algorithm.utf8.count)
      guard rest.first == UInt8(ascii: ":") else { return nil }
      let digits = rest.dropFirst()
      guard digits.count == length, digits.allSatisfy(\.isHexDigit) else { return nil }
      self.algorithm = algorithm
      self.hex = String(decoding: digits, as: UTF8.self)
      return
    }
    return nil
  }

  /// The algorithms with their number of hexadecimal digits.
  static let algorithms = [("sha256", 64), ("sha384", 96), ("sha512", 128)]

  /// Digests are already evenly distributed, so eight digits are enough for hashing.
  public func hash(into hasher: inout Hasher) {
    var start: UInt64 = 0
    for byte in hex.utf8.prefix(8) { start = start << 8 | UInt64(byte) }
    hasher.combine(start)
  }

  /// `sha256:…`, in full.
  public var description: String { algorithm + ":" + hex }
}
