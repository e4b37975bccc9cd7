/// Finds paths into the store in a text, such as the value of a variable.
///
/// A path must start with ocx's home, as it was given or with links resolved, followed by the path
/// of a package.
struct StorePaths: Sendable {
  /// A piece of a text.
  enum Piece: Hashable, Sendable {
    /// Text without such a path.
    case text(Substring)
    /// The path of a package, with its spelling. The following text starts with a slash, or is not
    /// part of the path.
    case package(StorePackage, spelling: Substring)
  }

  /// The beginnings of paths to packages, longest first.
  private let prefixes: [[UInt8]]

  /// Finds paths below a home, also under the name that it has in the environment, because ocx
  /// builds its paths from that name.
  init(home: OCXHome, environment: Environment) {
    var names: Set<String> = [home.path]
    if let named = environment["OCX_HOME"], Paths.isAbsolute(named) {
      names.insert(named)
    }
    for name in names {
      if let resolved = try? Files.resolveLinks(name) { names.insert(resolved) }
    }
    prefixes = names.map { name in
      let bytes = Array(name.utf8)
      let end = bytes.lastIndex { $0 != UInt8(ascii: "/") }.map { $0 + 1 } ?? 0
      return bytes[..<end] + Array("/packages/".utf8)
    }.sorted { $0.count > $1.count }
  }

  /// The pieces of a text in order. Joined, they are the text again.
  func pieces(of text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var start = 0
    var position = 0
    func slice(_ range: Range<Int>) -> Substring {
      let first = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
      return text[first..<text.utf8.index(first, offsetBy: range.count)]
    }
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "/"), isStart(position, in: bytes, after: start),
        let (package, end) = package(at: position, in: bytes)
      {
        if start < position { pieces.append(.text(slice(start..<position))) }
        pieces.append(.package(package, spelling: slice(position..<end)))
        (start, position) = (end, end)
      } else {
        position += 1
      }
    }
    if start < bytes.count { pieces.append(.text(slice(start..<bytes.count))) }
    return pieces
  }

  /// The package whose path starts at an index, and the end of the path.
  private func package(at position: Int, in bytes: [UInt8]) -> (StorePackage, end: Int)? {
    let rest = bytes[position...]
    guard let prefix = prefixes.first(where: { rest.starts(with: $0) }) else { return nil }
    var components: [String] = []
    var next = position + prefix.count
    while components.count < 4 {
      let end = bytes[next...].firstIndex { !Self.isName($0) } ?? bytes.count
      components.append(String(decoding: bytes[next..<end], as: UTF8.self))
      if components.count == 4 {
        return StorePackage(components: components).map { ($0, end) }
      }
      guard end < bytes.count, bytes[end] == UInt8(ascii: "/") else { return nil }
      next = end + 1
    }
    return nil
  }

  /// Whether a path can start at an index: not if it is part of a longer path, such as
  /// `/mnt/home/me/.ocx`. A prefix in the same word, such as `-I` or `file://`, has slashes only at
  /// its end.
  private func isStart(_ position: Int, in bytes: [UInt8], after start: Int) -> Bool {
    let word = bytes[start..<position].reversed().prefix { !Self.endsWord($0) }
    // A path that ends right before this index is part of a longer one.
    if start > 0 && word.count == position - start { return false }
    return !word.drop { $0 == UInt8(ascii: "/") }.contains(UInt8(ascii: "/"))
  }

  /// Whether a byte can be part of a folder name in the path of a package, or would continue one.
  private static func isName(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || "._-+~@%".utf8.contains(byte) || byte >= 0x80
  }

  /// Whether a byte separates the paths in a value.
  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= 0x20 || ":;,=\"'`|&<>()[]{}".utf8.contains(byte)
  }
}
