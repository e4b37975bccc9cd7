import Testing

@testable import BackendKit

@Suite struct TypoTests {
  private static let words = ["pin", "pins", "unpin", "upgrade", "undo", "packages", "versions"]

  @Test(arguments: [
    ("verzions", ["versions"]), ("version", ["versions"]), ("pi", ["pin"]), ("pni", ["pin"]),
    ("pinz", ["pin", "pins"]), ("pack", ["packages"]), ("upgrdae", ["upgrade"]), ("zzz", []),
    ("", []), ("u", []), ("un", ["unpin", "undo"]),
  ])
  func finds(word: String, near: [String]) {
    #expect(Suggestions.typos(of: word, among: Self.words) == near)
  }
}
