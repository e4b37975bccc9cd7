/// The keys of a terminal as the host describes them: the byte sequence of each.
struct HostKeys: Sendable {
  private var keys: [[UInt8]: Key?] = [:]
  /// All proper prefixes of the sequences.
  private var beginnings: Set<[UInt8]> = []
  private var firstBytes: Set<UInt8> = []
  private var longest = 0

  /// A table of sequences; of duplicates, the first counts. A key of nil has no meaning in this
  /// program. Printable characters and the introducers of sequences are never keys.
  init(_ entries: [(bytes: [UInt8], key: Key?)]) {
    let introducers = ["\u{1b}", "\u{1b}[", "\u{1b}O"].map { Array($0.utf8) }
    for (bytes, key) in entries {
      guard let first = bytes.first, first < 0x20 || first >= 0x7f, !introducers.contains(bytes),
        keys[bytes] == nil
      else { continue }
      keys[bytes] = .some(key)
      firstBytes.insert(first)
      longest = max(longest, bytes.count)
      for length in 1..<max(bytes.count, 1) { beginnings.insert(Array(bytes[..<length])) }
    }
  }

  enum Match: Equatable, Sendable {
    /// The longest sequence at the beginning of the bytes.
    case key(Key?, length: Int)
    /// More bytes could form a longer sequence than the one given, if any.
    case incomplete(soFar: Key?, length: Int)
    case none
  }

  /// Matches the beginning of these bytes.
  func match(_ bytes: ArraySlice<UInt8>) -> Match {
    guard let first = bytes.first, firstBytes.contains(first) else { return .none }
    var found: (key: Key?, length: Int)?
    for length in 1...min(longest, bytes.count) {
      if let key = keys[Array(bytes.prefix(length))] { found = (key, length) }
    }
    if beginnings.contains(Array(bytes)) {
      return .incomplete(soFar: found?.key, length: found?.length ?? 0)
    }
    return found.map { .key($0.key, length: $0.length) } ?? .none
  }
}
