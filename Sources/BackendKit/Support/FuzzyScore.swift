/// Scores fuzzy matches: consecutive letters and letters at the beginning of words count more, gaps
/// count less.
enum FuzzyScore {
  /// The weight of a match in the name, compared with a keyword.
  static let nameWeight = 24
  /// The weight of a match in the title.
  static let titleWeight = 12

  /// The weight of a name that starts with the query, including its prefix.
  static let fullNameWeight = 1000

  private static let letter = 16
  private static let atWord = 8
  private static let inRow = 6
  private static let gapStart = -3
  private static let gapMore = -1
  private static let none = Int.min / 2

  /// One number for each character, ignoring case.
  static func letters(_ text: String) -> [UInt32] {
    var letters: [UInt32] = []
    letters.reserveCapacity(text.utf8.count)
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
      for byte in text.utf8 { letters.append(UInt32(byte.isUpper ? byte | 0x20 : byte)) }
    } else {
      for character in text {
        letters.append(character.lowercased().unicodeScalars.first?.value ?? 0)
      }
    }
    return letters
  }

  /// The best match of a query in a text; nil if there is none.
  static func match(_ query: [UInt32], _ text: [UInt32]) -> FuzzyMatcher.Match? {
    guard !query.isEmpty else { return FuzzyMatcher.Match(score: 0, positions: []) }
    guard query.count <= text.count, holds(query, text) else { return nil }
    let width = text.count
    // By query letter and text index: the best score of a match that ends there.
    var ending = [Int](repeating: none, count: query.count * width)
    // The index before it in that best match.
    var before = [Int](repeating: -1, count: query.count * width)
    for (row, wanted) in query.enumerated() {
      var reach = none
      var reachPosition = -1
      for position in row..<width {
        // The best score so far without a match of the previous letter at `position - 1`.
        if row > 0, position > 1 {
          let candidate = ending[(row - 1) * width + position - 2]
          if reach > none { reach += gapMore }
          if candidate > none, candidate + gapStart >= reach {
            reach = candidate + gapStart
            reachPosition = position - 2
          }
        }
        guard text[position] == wanted else { continue }
        let points = letter + (isWordStart(text, position) ? atWord : 0)
        if row == 0 {
          ending[position] = points + (position == 0 ? atWord : 0)
          continue
        }
        let cell = row * width + position
        let adjacent = position > 0 ? ending[(row - 1) * width + position - 1] : none
        if adjacent > none, adjacent + inRow >= reach {
          ending[cell] = adjacent + inRow + points
          before[cell] = position - 1
        } else if reach > none {
          ending[cell] = reach + points
          before[cell] = reachPosition
        }
      }
    }
    return best(ending, before, rows: query.count, width: width)
  }

  private static func best(
    _ ending: [Int], _ before: [Int], rows: Int, width: Int
  ) -> FuzzyMatcher.Match? {
    let last = (rows - 1) * width
    var position = -1
    for candidate in 0..<width where ending[last + candidate] > none {
      if position < 0 || ending[last + candidate] > ending[last + position] { position = candidate }
    }
    guard position >= 0 else { return nil }
    let score = ending[last + position]
    var positions: [Int] = []
    for row in stride(from: rows - 1, through: 0, by: -1) {
      positions.append(position)
      position = before[row * width + position]
    }
    return FuzzyMatcher.Match(score: score, positions: positions.reversed())
  }

  private static func holds(_ query: [UInt32], _ text: [UInt32]) -> Bool {
    var next = query.startIndex
    for letter in text where letter == query[next] {
      next += 1
      if next == query.endIndex { return true }
    }
    return false
  }

  private static func isWordStart(_ text: [UInt32], _ position: Int) -> Bool {
    guard position > 0 else { return true }
    return !isLetterOrDigit(text[position - 1])
  }

  private static func isLetterOrDigit(_ letter: UInt32) -> Bool {
    UInt8(exactly: letter)?.isAlphanumeric ?? true
  }

  /// How a word relates to the prefixes of a name.
  enum Prefix {
    /// It is the beginning of one.
    case beginning
    /// It starts with a whole one, of this many letters.
    case whole(Int)
  }

  /// With fewer letters, a word is the beginning of too many prefixes.
  private static let shortestPrefix = 3

  /// The longest prefix that a word starts with, else one that starts with the word; nil if there
  /// is none.
  static func prefix(_ word: [UInt32], _ prefixes: [String]) -> Prefix? {
    guard word.count >= shortestPrefix else { return nil }
    var found: Prefix?
    var longest = 0
    for prefix in prefixes.lazy.map(letters) {
      if prefix.count > longest, word.starts(with: prefix) {
        longest = prefix.count
        found = .whole(longest)
      } else if longest == 0, prefix.starts(with: word) {
        found = .beginning
      }
    }
    return found
  }

  /// A bonus if the last segment of the name, which people call the tool, equals the query or
  /// starts with it.
  static func nameBonus(_ query: [UInt32], _ name: [UInt32]) -> Int {
    let slash = name.lastIndex(of: UInt32(UInt8(ascii: "/")))
    let segment = name[(slash.map { $0 + 1 } ?? 0)...]
    guard segment.starts(with: query) else { return 0 }
    return segment.count == query.count ? 40 : 16
  }

  /// The score of a keyword that contains the word literally.
  static func keyword(_ query: [UInt32], _ keyword: [UInt32]) -> Int? {
    guard query.count <= keyword.count, !query.isEmpty else { return nil }
    let starts = 0...(keyword.count - query.count)
    guard let position = starts.first(where: { keyword[$0...].starts(with: query) }) else {
      return nil
    }
    let whole = position == 0 && query.count == keyword.count
    return query.count * (letter + inRow) - inRow + (position == 0 ? 2 * atWord : 0)
      + (whole ? atWord : 0)
  }
}
