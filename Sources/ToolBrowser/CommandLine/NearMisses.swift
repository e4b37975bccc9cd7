/// Words that a mistyped one may have meant.
enum NearMisses {
  /// The candidates within two slips of `word` - a letter too many, missing, wrong, or swapped
  /// with its neighbour - or those that it begins, the nearest alone.
  static func of(_ word: String, among candidates: [String]) -> [String] {
    guard !word.isEmpty else { return [] }
    let letters = Array(word.utf8)
    let most = letters.count <= 3 ? 1 : 2
    let distances = candidates.map { candidate in
      (candidate, distance(letters, Array(candidate.utf8)))
    }
    let least = distances.map(\.1).min() ?? .max
    if least <= most { return distances.filter { $0.1 == least }.map(\.0) }
    return letters.count < 2 ? [] : candidates.filter { $0.hasPrefix(word) }
  }

  /// Optimal string alignment distance.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for i in 0..<left.count {
      var current = [i + 1]
      for j in 0..<right.count {
        var least = min(previous[j + 1], current[j]) + 1
        least = min(least, previous[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          least = min(least, before[j - 1] + 1)
        }
        current.append(least)
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
