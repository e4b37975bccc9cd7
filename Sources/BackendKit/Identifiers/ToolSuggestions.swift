extension Suggestions {
  /// The tools most similar to the given one, by the last segment of the name or by the whole name.
  static func near(_ tool: ToolName, among tools: [ToolName], limit: Int = 3) -> [ToolName] {
    func last(_ tool: ToolName) -> [UInt32] {
      FuzzyScore.letters(String(tool.repository.split(separator: "/").last ?? ""))
    }
    let whole = FuzzyScore.letters(tool.repository)
    let name = last(tool)
    return best(tools, limit: limit) { candidate in
      let known = FuzzyScore.letters(candidate.repository)
      // Three letters are easily similar: another registry must have exactly the same name.
      let isSame = name == last(candidate)
      guard isSame || name.count > 3 || candidate.registry == tool.registry else { return nil }
      let distances = [
        near(whole, known), near(name, last(candidate)),
        // `cmake/cmake`, or `cmake` alone, may stand for `kitware/cmake`.
        name.count > 2 && last(candidate).starts(with: name) ? 1 : nil,
      ]
      return distances.compactMap(\.self).min()
    }
  }
}
