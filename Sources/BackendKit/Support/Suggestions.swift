/// "Did you mean": the known names most similar to an unknown one.
package enum Suggestions {
  /// The names most similar to `text`, best first, then in their order. Longer names may differ
  /// more.
  package static func near(_ text: String, among names: [String], limit: Int = 3) -> [String] {
    let letters = FuzzyScore.letters(text)
    return best(names, limit: limit) { near(letters, FuzzyScore.letters($0)) }
  }

  /// The nearest names within two typing errors of `word` (one if it has at most three letters); if
  /// there are none, the names that start with it.
  package static func typos(of word: String, among names: [String]) -> [String] {
    guard !word.isEmpty else { return [] }
    let letters = Array(word.utf8)
    let most = letters.count <= 3 ? 1 : 2
    let distances = names.map { ($0, distance(letters, Array($0.utf8))) }
    let least = distances.map(\.1).min() ?? .max
    if least <= most { return distances.filter { $0.1 == least }.map(\.0) }
    return letters.count < 2 ? [] : names.filter { $0.hasPrefix(word) }
  }

  /// The items with the smallest distances, ascending. Items without a distance are left out.
  static func best<Item>(_ items: [Item], limit: Int, distance: (Item) -> Int?) -> [Item] {
    items.enumerated()
      .compactMap { index, item in distance(item).map { (distance: $0, index: index, item: item) } }
      .sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
      .prefix(limit).map(\.item)
  }

  /// The distance of two texts; nil if they are too different.
  static func near(_ left: [UInt32], _ right: [UInt32]) -> Int? {
    let bound = max(1, min(left.count, right.count) / 3)
    guard abs(left.count - right.count) <= bound else { return nil }
    let distance = distance(left, right)
    return distance <= bound ? distance : nil
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions, and swaps of adjacent
  /// letters.
  static func distance<Letter: Equatable>(_ left: [Letter], _ right: [Letter]) -> Int {
    var older: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let same = left[row] == right[column]
        var cost = min(
          current[column] + 1, previous[column + 1] + 1, previous[column] + (same ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, older[column - 1] + 1)
        }
        current.append(cost)
      }
      (older, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
