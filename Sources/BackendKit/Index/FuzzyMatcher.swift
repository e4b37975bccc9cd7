/// Matches a query against text the way people type: the letters in order, gaps allowed.
public struct FuzzyMatcher: Sendable {
  /// How well, and where.
  public struct Match: Hashable, Sendable {
    /// Higher is better.
    public let score: Int
    /// The places of the matched characters, ascending.
    public let positions: [Int]
  }

  /// What a package is found by.
  public struct Candidate: Hashable, Sendable {
    /// `kitware/cmake`, with its registry or without.
    public let name: String
    /// `CMake`.
    public let title: String?
    /// Found by, but after name and title.
    public let keywords: [String]

    /// A candidate of parts.
    public init(name: String, title: String? = nil, keywords: [String] = []) {
      self.name = name
      self.title = title
      self.keywords = keywords
    }
  }

  /// A candidate that matched.
  public struct Hit: Hashable, Sendable {
    /// Its place in what was given.
    public let index: Int
    /// Higher is better.
    public let score: Int
    /// The matched characters of the name; empty where the title or a keyword matched.
    public let namePositions: [Int]
    /// The matched characters of the title; empty where another part matched.
    public let titlePositions: [Int]
  }

  /// How a query matches a text; nil where it does not.
  public static func match(query: String, text: String) -> Match? { nil }

  /// The candidates that match, best first; in the order given where equally good. An empty query
  /// matches all.
  public static func rank(query: String, among candidates: [Candidate]) -> [Hit] { [] }

  /// The texts most like the one given, best first, for "did you mean".
  public static func near(_ text: String, among texts: [String], limit: Int = 3) -> [String] { [] }
}
