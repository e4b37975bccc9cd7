/// How mise matches a request against versions (docs/mise.md §2), without its regular expressions.
enum MiseMatching {
  /// The versions that a request covers, in the given order. A pre-release only matches its exact
  /// name.
  static func matches(_ query: String, among versions: [String]) -> [String] {
    versions.filter { version in
      version == query || (!isPrerelease(version) && covers(query, version))
    }
  }

  /// mise's `find_match`: the exact match, else the last.
  static func best(_ query: String, of matches: [String]) -> String? {
    matches.contains(query) ? query : matches.last
  }

  private static func covers(_ query: String, _ version: String) -> Bool {
    if query == "latest" {
      let bytes = version.utf8
      let first = bytes.first == UInt8(ascii: "v") ? bytes.dropFirst().first : bytes.first
      return first?.isDigit == true
    }
    if begins(version, with: query[...]) { return true }
    // Registries may have versions without the leading v.
    guard query.hasPrefix("v") || query.hasPrefix("V") else { return false }
    return begins(version, with: query.dropFirst())
  }

  /// Whether the version is the query, or continues it after a separator; after a query that ends
  /// in `-`, with any text.
  private static func begins(_ version: String, with query: Substring) -> Bool {
    guard version.utf8.starts(with: query.utf8) else { return false }
    let rest = version.utf8.dropFirst(query.utf8.count)
    guard let mark = rest.first, query.utf8.last != UInt8(ascii: "-") else { return true }
    return rest.count > 1
      && (mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "."))
  }

  /// Whether mise considers a version a pre-release. The word may be anywhere, in any case.
  static func isPrerelease(_ version: String) -> Bool {
    let text = version.utf8.map { $0.isUpper ? $0 | 0x20 : $0 }
    return marked.contains { holds(text, $0) } || endsInPrereleaseNumber(text)
  }

  private static let marked: [[UInt8]] =
    [
      "-src", "-latest", "-stm", "-milestone", "-alpha", "-beta", "-next", "-test", "-nightly",
      "-canary", "-experimental", "-insider", "-edge", "snapshot", "master",
    ].map { Array($0.utf8) }
    + ["dev", "rc", "pre"].flatMap { word in ["-", ".", "\\"].map { Array(($0 + word).utf8) } }

  /// `3rc1`, `3alpha1`, `3beta1` at the end: a digit, a word, digits.
  private static func endsInPrereleaseNumber(_ text: [UInt8]) -> Bool {
    var end = text.count
    while end > 0, text[end - 1].isDigit { end -= 1 }
    guard end < text.count else { return false }
    return ["alpha", "beta", "rc"].contains { word in
      let start = end - word.utf8.count
      return start > 0 && text[start - 1].isDigit && text[start..<end].elementsEqual(word.utf8)
    }
  }

  private static func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      text[start] == word[0] && text[start..<(start + word.count)].elementsEqual(word)
    }
  }
}
