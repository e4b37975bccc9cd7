/// Matches a query against text the way people type: the letters in order, gaps allowed.
package enum FuzzyMatcher {
  /// How well, and where.
  package struct Match: Hashable, Sendable {
    /// Higher is better.
    package let score: Int
    /// The places of the matched characters, ascending.
    package let positions: [Int]
  }

  /// What a package is found by.
  package struct Candidate: Hashable, Sendable {
    /// `kitware/cmake`, with its registry or without.
    package let name: String
    /// `CMake`.
    package let title: String?
    /// Found by, but after name and title.
    package let keywords: [String]
    /// What may stand before the name where it is written out: `ocx.sh/`. Without them, a name that
    /// was copied from a list would find nothing.
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
    /// Its place in what was given.
    package let index: Int
    /// Higher is better.
    package let score: Int
    /// The matched characters of the name; empty where the title or a keyword matched.
    package let namePositions: [Int]
    /// The matched characters of the title; empty where another part matched.
    package let titlePositions: [Int]
  }

  /// The candidates that match every word of the query, best first; among equals the shorter name,
  /// then the order given. A name counts for more than a title, and that for more than a keyword,
  /// which must hold the word as it stands. A word that goes on from a prefix of the name is matched
  /// without it, and counts for most where the name begins so; the beginning of a prefix alone
  /// matches last. An empty query matches all.
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
