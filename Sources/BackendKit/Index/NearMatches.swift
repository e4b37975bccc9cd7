/// "Did you mean": what is called much like something that is not there.
extension FuzzyMatcher {
  /// The texts most like the one given, best first and else in their order.
  public static func near(_ text: String, among texts: [String], limit: Int = 3) -> [String] {
    let letters = FuzzyScore.letters(text)
    return best(texts, limit: limit) { near(letters, FuzzyScore.letters($0)) }
  }

  /// The tools most like the one given: by the last segment of the name, which people know, or by
  /// the whole.
  static func near(_ tool: ToolName, among tools: [ToolName], limit: Int = 3) -> [ToolName] {
    func last(_ tool: ToolName) -> [UInt32] {
      FuzzyScore.letters(String(tool.repository.split(separator: "/").last ?? ""))
    }
    let whole = FuzzyScore.letters(tool.repository)
    let name = last(tool)
    return best(tools, limit: limit) { candidate in
      let known = FuzzyScore.letters(candidate.repository)
      let distances = [
        near(whole, known), near(name, last(candidate)),
        // `cmake/cmake`, or `cmake` alone, may be meant for `kitware/cmake`.
        name.count > 2 && last(candidate).starts(with: name) ? 1 : nil,
      ]
      return distances.compactMap(\.self).min()
    }
  }

  private static func best<Item>(
    _ items: [Item], limit: Int, distance: (Item) -> Int?
  ) -> [Item] {
    items.enumerated()
      .compactMap { place, item in distance(item).map { (distance: $0, place: place, item: item) } }
      .sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }
      .prefix(limit).map(\.item)
  }

  /// The distance of two texts, nil where they have little in common.
  private static func near(_ left: [UInt32], _ right: [UInt32]) -> Int? {
    let bound = max(1, min(left.count, right.count) / 3)
    guard abs(left.count - right.count) <= bound else { return nil }
    let distance = distance(left, right)
    return distance <= bound ? distance : nil
  }

  /// How many letters must be put in, left out, exchanged, or swapped with their neighbour.
  static func distance(_ left: [UInt32], _ right: [UInt32]) -> Int {
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
