/// A pattern for whole paths, as in mise's `ignored_config_paths`: `*` and `?` match within a
/// component, `**` as a whole component matches any number of components, `[…]` matches one byte of
/// a set, and `{a,b}` either alternative; `\` escapes the next byte.
struct PathGlob: Sendable {
  private enum Token {
    case byte(UInt8)
    case one
    case some
    /// `**/` at the beginning.
    case leadingParts
    /// `/**/`.
    case innerParts
    /// `/**` at the end.
    case trailingParts
    case set([ClosedRange<UInt8>], isNegated: Bool)
  }

  private let alternatives: [[Token]]

  // A project's own file may contain patterns: one that would take long to match is rejected.
  private static let lengthLimit = 1024
  private static let alternativeLimit = 256

  /// Whether a path has any special character of a pattern.
  static func isPattern(_ path: String) -> Bool {
    path.utf8.contains { "*?[{".utf8.contains($0) }
  }

  /// Parses a pattern; nil if a bracket or a brace is not closed, or the pattern is implausibly
  /// long or has implausibly many alternatives.
  init?(_ pattern: String) {
    var left = Self.alternativeLimit
    guard pattern.utf8.count <= Self.lengthLimit,
      let texts = Self.alternatives(of: Array(pattern.utf8), &left)
    else { return nil }
    var alternatives: [[Token]] = []
    for text in texts {
      guard let tokens = Self.tokens(of: text) else { return nil }
      alternatives.append(tokens)
    }
    self.alternatives = alternatives
  }

  /// Whether the pattern matches the whole path.
  func matches(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    return alternatives.contains { Self.match($0, bytes) }
  }

  /// The pattern with its braces expanded.
  private static func alternatives(of pattern: [UInt8], _ left: inout Int) -> [[UInt8]]? {
    var position = pattern.startIndex
    guard let open = next(of: "{", in: pattern, from: &position) else {
      left -= 1
      return left >= 0 && position == pattern.endIndex ? [pattern] : nil
    }
    var depth = 1
    var cuts = [open]
    position = open + 1
    while depth > 0 {
      guard let mark = next(of: "{,}", in: pattern, from: &position) else { return nil }
      switch pattern[mark] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      default: break
      }
      if depth == 0 || (depth == 1 && pattern[mark] == UInt8(ascii: ",")) { cuts.append(mark) }
      position = mark + 1
    }
    var texts: [[UInt8]] = []
    for (start, end) in zip(cuts, cuts.dropFirst()) {
      let text = pattern[..<open] + pattern[(start + 1)..<end] + pattern[position...]
      guard let more = alternatives(of: Array(text), &left) else { return nil }
      texts += more
    }
    return texts
  }

  /// The position of the next of these characters outside `[…]` and not escaped; nil if there is
  /// none. `position` is then the end, unless a bracket is not closed.
  private static func next(of marks: String, in pattern: [UInt8], from position: inout Int) -> Int?
  {
    while position < pattern.endIndex {
      if marks.utf8.contains(pattern[position]) { return position }
      switch pattern[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "["):
        guard let end = endOfSet(pattern, position) else { return nil }
        position = end
      default: break
      }
      position += 1
    }
    position = pattern.endIndex
    return nil
  }

  /// The end of the set that begins at a position; a `]` at its beginning belongs to the set.
  private static func endOfSet(_ pattern: [UInt8], _ open: Int) -> Int? {
    var first = open + 1
    if first < pattern.endIndex, isNegation(pattern[first]) { first += 1 }
    guard first < pattern.endIndex else { return nil }
    return pattern[(first + 1)...].firstIndex(of: UInt8(ascii: "]"))
  }

  private static func isNegation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "!") || byte == UInt8(ascii: "^")
  }

  private static func tokens(of pattern: [UInt8]) -> [Token]? {
    var tokens: [Token] = []
    var position = pattern.startIndex
    while position < pattern.endIndex {
      let rest = pattern[position...]
      let isAtStart = position == pattern.startIndex
      if rest.starts(with: "/**/".utf8) {
        position = endOfParts(pattern, position + 1)
        let isLast = pattern[position...].elementsEqual("**".utf8)
        tokens.append(isLast ? .trailingParts : .innerParts)
        if isLast { position += 2 }
      } else if isAtStart, rest.starts(with: "**/".utf8) {
        tokens.append(.leadingParts)
        position = endOfParts(pattern, position)
      } else if rest.elementsEqual("/**".utf8) {
        tokens.append(.trailingParts)
        position += 3
      } else if isAtStart, rest.elementsEqual("**".utf8) {
        tokens += [.leadingParts, .some]
        position += 2
      } else if rest.first == UInt8(ascii: "[") {
        guard let end = endOfSet(pattern, position) else { return nil }
        tokens.append(set(pattern[(position + 1)..<end]))
        position = end + 1
      } else if rest.first == UInt8(ascii: "\\"), rest.count > 1 {
        tokens.append(.byte(pattern[position + 1]))
        position += 2
      } else {
        switch pattern[position] {
        case UInt8(ascii: "*"): tokens.append(.some)
        case UInt8(ascii: "?"): tokens.append(.one)
        default: tokens.append(.byte(pattern[position]))
        }
        position += 1
      }
    }
    return tokens
  }

  /// The position after one or more `**/`; several have the same effect as one.
  private static func endOfParts(_ pattern: [UInt8], _ start: Int) -> Int {
    var position = start
    while pattern[position...].starts(with: "**/".utf8) { position += 3 }
    return position
  }

  private static func set(_ body: ArraySlice<UInt8>) -> Token {
    var body = body
    let isNegated = body.first.map(isNegation) ?? false
    if isNegated { body.removeFirst() }
    var ranges: [ClosedRange<UInt8>] = []
    while let first = body.popFirst() {
      if body.count > 1, body.first == UInt8(ascii: "-"), let last = body.dropFirst().first {
        body = body.dropFirst(2)
        if first <= last { ranges.append(first...last) }
      } else {
        ranges.append(first...first)
      }
    }
    return .set(ranges, isNegated: isNegated)
  }

  /// Tracks, token by token, which positions of the path can be reached: no pattern makes that
  /// slow.
  private static func match(_ tokens: [Token], _ path: [UInt8]) -> Bool {
    var isReached = Array(repeating: false, count: path.count + 1)
    isReached[0] = true
    for token in tokens {
      isReached = positions(after: token, isReached, path)
      if !isReached.contains(true) { return false }
    }
    return isReached[path.count]
  }

  private static func positions(
    after token: Token, _ isReached: [Bool], _ path: [UInt8]
  ) -> [Bool] {
    let slash = UInt8(ascii: "/")
    var next = Array(repeating: false, count: path.count + 1)
    func step(_ takes: (UInt8) -> Bool) {
      for (position, byte) in path.enumerated() where isReached[position] && takes(byte) {
        next[position + 1] = true
      }
    }
    switch token {
    case .byte(let byte): step { $0 == byte }
    case .one: step { $0 != slash }
    case .set(let ranges, let isNegated):
      step { byte in
        byte != slash && ranges.contains { $0.contains(byte) } != isNegated
      }
    case .some:
      next = isReached
      for (position, byte) in path.enumerated() where next[position] && byte != slash {
        next[position + 1] = true
      }
    case .trailingParts:
      for (position, byte) in path.enumerated() where isReached[position] && byte == slash {
        next[path.count] = true
      }
    case .leadingParts, .innerParts:
      if case .leadingParts = token { next = isReached }
      guard
        let start = path.indices.first(where: { position in
          if case .leadingParts = token { return isReached[position] }
          return isReached[position] && path[position] == slash
        })
      else { break }
      for position in start..<path.count where path[position] == slash { next[position + 1] = true }
    }
    return next
  }
}
