/// A content digest: `sha256:` and 64 hexadecimal digits, or the longer sha384 and sha512.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// An index has thousands of digests, nearly all of them sha256 in lower case. These are kept as
  /// numbers, which need no memory of their own.
  private enum Content: Hashable {
    case sha256(Words)
    /// Any other, with its digits as they were written.
    case other(algorithm: String, hex: String)
  }

  private let content: Content

  /// Reads `algorithm:hex` (docs/ocx.md §1).
  ///
  /// - Throws: `IdentifierFailure.digestInvalid` for another algorithm, length or alphabet.
  public init(_ text: String) throws(IdentifierFailure) {
    guard let digest = Digest(utf8: text.utf8) else { throw .digestInvalid(text) }
    self = digest
  }

  /// Reads `algorithm:hex`; nil if it is not a digest. The length alone says which algorithm it can
  /// be.
  init?(utf8 text: some BidirectionalCollection<UInt8>) {
    let length = text.count
    guard
      let (algorithm, count) = Digest.algorithms.first(where: { algorithm, count in
        length == algorithm.utf8.count + 1 + count
      })
    else { return nil }
    let start = text.index(text.startIndex, offsetBy: length - count)
    guard text[..<start].last == UInt8(ascii: ":"), text.starts(with: algorithm.utf8) else {
      return nil
    }
    let digits = text[start...]
    if algorithm == Digest.sha256, let words = Words(digits) {
      content = .sha256(words)
    } else {
      guard digits.allSatisfy(\.isHexDigit) else { return nil }
      content = .other(algorithm: algorithm, hex: String(decoding: digits, as: UTF8.self))
    }
  }

  private static let sha256 = "sha256"

  /// The algorithms with their number of hexadecimal digits.
  static let algorithms = [(sha256, 64), ("sha384", 96), ("sha512", 128)]

  /// `sha256`, `sha384` or `sha512`.
  public var algorithm: String {
    switch content {
    case .sha256: Digest.sha256
    case .other(let algorithm, _): algorithm
    }
  }

  /// The digits.
  public var hex: String {
    switch content {
    case .sha256(let words): words.hex
    case .other(_, let hex): hex
    }
  }

  /// Digests are already evenly distributed, so a part is enough for hashing.
  public func hash(into hasher: inout Hasher) {
    switch content {
    case .sha256(let words): hasher.combine(words.first)
    case .other(_, let hex): hasher.combine(hex)
    }
  }

  /// `sha256:…`, in full.
  public var description: String { algorithm + ":" + hex }
}

/// The 32 bytes of a sha256, most significant first.
private struct Words: Hashable {
  let first, second, third, fourth: UInt64

  /// Reads 64 digits; nil if there are others, or upper-case ones.
  init?(_ digits: some Sequence<UInt8>) {
    var digits = digits.makeIterator()
    func word() -> UInt64? {
      var word: UInt64 = 0
      for _ in 0..<16 {
        guard let digit = digits.next(), !digit.isUpper, let value = digit.hexValue else {
          return nil
        }
        word = word << 4 | UInt64(value)
      }
      return word
    }
    guard let first = word(), let second = word(), let third = word(), let fourth = word(),
      digits.next() == nil
    else { return nil }
    (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
  }

  var hex: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for word in [first, second, third, fourth] { word.appendHex(to: &digits) }
    return String(decoding: digits, as: UTF8.self)
  }
}
