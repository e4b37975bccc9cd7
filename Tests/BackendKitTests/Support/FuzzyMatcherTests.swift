import TestSupport
import Testing

@testable import BackendKit

struct FuzzyMatcherTests {
  /// How a query matches one text.
  private func match(_ query: String, _ text: String) -> FuzzyMatcher.Match? {
    FuzzyScore.match(FuzzyScore.letters(query), FuzzyScore.letters(text))
  }

  private func order(_ query: String, _ names: [String]) -> [String] {
    FuzzyMatcher.rank(query: query, among: names.map { .init(name: $0) }).map { names[$0.index] }
  }

  @Test(arguments: [
    ("cmake", "kitware/cmake", [8, 9, 10, 11, 12]),
    ("KC", "kitware/cmake", [0, 8]),
    ("cm", "cxm-cm", [4, 5]),
    ("é", "café", [3]),
    ("🇩🇪", "a🇩🇪b", [1]),
    ("", "x", []),
  ])
  func positions(query: String, text: String, expected: [Int]) {
    #expect(match(query, text)?.positions == expected)
  }

  @Test(arguments: [("x", ""), ("ba", "ab"), ("aa", "a"), ("abc", "ab")])
  func noMatch(query: String, text: String) {
    #expect(match(query, text) == nil)
  }

  @Test func positionsSpellTheQuery() {
    var generator = SeededRandom(seed: 11)
    let letters = Array("abc-/")
    func text(_ length: Int) -> String {
      String((0..<length).compactMap { _ in letters.randomElement(using: &generator) })
    }
    for _ in 0..<2_000 {
      let query = text(Int.random(in: 1...4, using: &generator))
      let candidate = text(Int.random(in: 0...12, using: &generator))
      var rest = Substring(candidate)
      let fits = query.allSatisfy { letter in
        guard let found = rest.firstIndex(of: letter) else { return false }
        rest = rest[rest.index(after: found)...]
        return true
      }
      let match = match(query, candidate)
      #expect((match != nil) == fits)
      guard let positions = match?.positions else { continue }
      #expect(positions == positions.sorted() && Set(positions).count == query.count)
      #expect(positions.map { Array(candidate)[$0] } == Array(query))
    }
  }

  @Test func betterMatchesStandFirst() {
    #expect(order("make", ["a/mxaxkxe", "kitware/cmake", "gnu/make"]).first == "gnu/make")
    #expect(order("go", ["go-task/task", "golang/go", "a/gopls"]).first == "golang/go")
    #expect(
      order("uv", ["x/unavailable", "astral-sh/uv", "y/uvx"]) == [
        "astral-sh/uv", "y/uvx", "x/unavailable",
      ])
    #expect(order("rip", ["b/grip", "b/ripgrep"]) == ["b/ripgrep", "b/grip"])
  }

  @Test func equalsKeepTheirOrderAndShorterComesFirst() {
    #expect(
      order("ab", ["x/ab", "y/ab", "longer/ab", "z/ab"]) == ["x/ab", "y/ab", "z/ab", "longer/ab"])
    #expect(order("", ["c", "a", "b"]) == ["c", "a", "b"])
  }

  /// What a list prints can be typed back in.
  @Test(arguments: [
    ("ocx.sh/kitware/cmake", ["ocx.sh/kitware/cmake"]),
    ("ocx:ocx.sh/kitware/cmake", ["ocx.sh/kitware/cmake"]),
    ("OCX.sh/kit", ["ocx.sh/kitware/cmake"]),
    ("ocx.sh/cmake", ["ocx.sh/kitware/cmake"]),
    ("127", ["127.0.0.1:5000/a/b", "127.0.0.1:5000/a/cmake"]),
    ("127.0.0.1:5000/", ["127.0.0.1:5000/a/b", "127.0.0.1:5000/a/cmake"]),
    ("127.0.0.1:5000/a/b", ["127.0.0.1:5000/a/b"]),
    ("ocx cmake", ["127.0.0.1:5000/a/cmake", "ocx.sh/kitware/cmake"]),
    ("ghcr.io/kitware/cmake", []), ("oc", ["ocx.sh/ocx/cli"]),
    (
      "ocx",
      ["ocx.sh/ocx/cli", "127.0.0.1:5000/a/b", "127.0.0.1:5000/a/cmake", "ocx.sh/kitware/cmake"]
    ),
  ])
  func aNameIsFoundAsItIsWritten(query: String, expected: [String]) throws {
    let tools = try [
      "ocx.sh/kitware/cmake", "ocx.sh/ocx/cli", "127.0.0.1:5000/a/cmake", "127.0.0.1:5000/a/b",
    ].map { try ToolName(parsing: $0) }
    let hits = FuzzyMatcher.rank(
      query: query, among: tools.map { FuzzyMatcher.Candidate($0, root: nil) })
    #expect(hits.map { tools[$0.index].description } == expected)
  }

  @Test func theBeginningOfAFullNameRanksHighest() {
    let candidates = [
      FuzzyMatcher.Candidate(name: "x/km", title: "a/km", prefixes: ["r/"]),
      FuzzyMatcher.Candidate(name: "a/xkxm", prefixes: ["reg/"]),
      FuzzyMatcher.Candidate(name: "a/kmxxxxxxxxxxxx", prefixes: ["reg/"]),
    ]
    let hits = FuzzyMatcher.rank(query: "reg/a/km", among: candidates)
    #expect(hits.map(\.index) == [2, 1])
    #expect(hits[0].namePositions == [0, 1, 2, 3])
  }

  @Test func nameBeforeTitleBeforeKeyword() {
    let candidates = [
      FuzzyMatcher.Candidate(name: "a/x1", keywords: ["search"]),
      FuzzyMatcher.Candidate(name: "a/x2", title: "Search"),
      FuzzyMatcher.Candidate(name: "a/search"),
      FuzzyMatcher.Candidate(name: "a/x3", keywords: ["s-e-a-r-c-h"]),
    ]
    let hits = FuzzyMatcher.rank(query: "search", among: candidates)
    #expect(hits.map(\.index) == [2, 1, 0])
    #expect(hits[0].namePositions == [2, 3, 4, 5, 6, 7])
    #expect(hits[0].titlePositions == [])
    #expect(hits[1].titlePositions == [0, 1, 2, 3, 4, 5])
    #expect(hits[2].namePositions == [] && hits[2].titlePositions == [])
  }

  @Test func everyWordMustMatchSomewhere() {
    let candidates = [
      FuzzyMatcher.Candidate(name: "kitware/cmake", title: "CMake", keywords: ["build"]),
      FuzzyMatcher.Candidate(name: "gnu/make", title: "Make", keywords: []),
    ]
    #expect(FuzzyMatcher.rank(query: "  make  build ", among: candidates).map(\.index) == [0])
    #expect(FuzzyMatcher.rank(query: "make zzz", among: candidates).isEmpty)
  }

  @Test(arguments: [
    ("cmkae", ["cmake"]), ("Cmake", ["cmake"]), ("cmak", ["cmake"]), ("cmakee", ["cmake"]),
    ("zzzzz", []), ("", []),
  ])
  func near(text: String, expected: [String]) {
    #expect(Suggestions.near(text, among: ["ninja", "cmake", "meson"]) == expected)
  }

  @Test func distances() {
    func distance(_ left: String, _ right: String) -> Int {
      Suggestions.distance(FuzzyScore.letters(left), FuzzyScore.letters(right))
    }
    #expect(distance("", "") == 0)
    #expect(distance("abc", "") == 3)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("ab", "ba") == 1)
    #expect(distance("cmake", "cmkae") == 1)
  }
}
