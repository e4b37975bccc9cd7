/// Matches a query against text: its letters in order, with gaps.
package enum FuzzyMatcher {
  /// A match with its score.
  package struct Match: Hashable, Sendable {
    /// Higher is better.
    package let score: Int
    /// The indices of the matched characters, ascending.
    package let positions: [Int]
  }

  /// The searchable texts of a package.
  package struct Candidate: Hashable, Sendable {
    /// `kitware/cmake`, with or without registry.
    package let name: String
    /// `CMake`.
    package let title: String?
    /// Further search terms, ranked below name and title.
    package let keywords: [String]
    /// What may come before the name: `ocx.sh/`. Without them, a name copied from a list would find
    /// nothing.
    package let prefixes: [String]

    package init(
      name: String, title: String? = nil, keywords: [String] = [], prefixes: [String] = []
    ) {
      self.name = name
      self.title = title
      self.keywords = keywords
      self.prefixes = prefixes
    }
  }

  /// A candidate that matched.
  package struct Hit: Hashable, Sendable {
    /// Its index among the candidates.
    package let index: Int
    /// Higher is better.
    package let score: Int
    /// The matched characters of the name; empty if the title or a keyword matched.
    package let namePositions: [Int]
    /// The matched characters of the title; empty if another part matched.
    package let titlePositions: [Int]
  }

  /// The candidates that match every word of the query, best first; of equal ones the shorter name,
  /// then in the given order. A name counts more than a title, and a title more than a keyword,
  /// which must contain the word literally. A word that starts with a prefix of the name is matched
  /// without the prefix, and ranks highest if the name starts with the rest; the beginning of a
  /// prefix matches last. An empty query matches everything.
  package static func rank(query: String, among candidates: [Candidate]) -> [Hit] {
    let words = query.split(whereSeparator: \.isWhitespace).map { FuzzyScore.letters(String($0)) }
    guard !words.isEmpty else {
      return candidates.indices.map {
        Hit(index: $0, score: 0, namePositions: [], titlePositions: [])
      }
    }
    var hits: [(hit: Hit, length: Int)] = []
    for (index, candidate) in candidates.enumerated() {
      let name = FuzzyScore.letters(candidate.name)
      if let hit = hit(index, words, name: name, candidate) { hits.append((hit, name.count)) }
    }
    hits.sort {
      ($1.hit.score, $0.length, $0.hit.index) < ($0.hit.score, $1.length, $1.hit.index)
    }
    return hits.map(\.hit)
  }

  private static func hit(
    _ index: Int, _ words: [[UInt32]], name: [UInt32], _ candidate: Candidate
  ) -> Hit? {
    var score = 0
    var namePositions: Set<Int> = []
    var titlePositions: Set<Int> = []
    let title = candidate.title.map(FuzzyScore.letters) ?? []
    for written in words {
      let prefix = FuzzyScore.prefix(written, candidate.prefixes)
      let word: [UInt32]
      var bonus = 0
      switch prefix {
      case .whole(let length):
        word = Array(written.dropFirst(length))
        if name.starts(with: word) { bonus = FuzzyScore.fullNameWeight }
      case .beginning, nil: word = written
      }
      let inName = FuzzyScore.match(word, name).map {
        Match(
          score: $0.score + FuzzyScore.nameBonus(word, name) + bonus, positions: $0.positions)
      }
      let inTitle = FuzzyScore.match(word, title)
      let inKeywords = candidate.keywords.lazy.compactMap {
        FuzzyScore.keyword(word, FuzzyScore.letters($0))
      }.max()
      let scores = [
        inName.map { $0.score + FuzzyScore.nameWeight },
        inTitle.map { $0.score + FuzzyScore.titleWeight }, inKeywords,
      ]
      guard let best = scores.compactMap(\.self).max() else {
        if case .beginning = prefix { continue }
        return nil
      }
      score += best
      if best == scores[0] {
        namePositions.formUnion(inName?.positions ?? [])
      } else if best == scores[1] {
        titlePositions.formUnion(inTitle?.positions ?? [])
      }
    }
    return Hit(
      index: index, score: score, namePositions: namePositions.sorted(),
      titlePositions: titlePositions.sorted())
  }
}
