import BackendKit

/// A search in a text. Unlike a filter it hides no lines, but moves from match to match.
extension Filter? {
  /// The lines that contain all words; none without a search.
  func matches(in text: [String]) -> [Int] {
    self?.words.isEmpty == false ? visible(of: text.count) { text[$0] } : []
  }

  /// Moves to the next or the previous match, and around at the ends; the first time starting at
  /// `top`. Returns the line; nil if none matches.
  mutating func step(_ step: Int, in text: [String], from top: Int) -> Int? {
    let matches = matches(in: text)
    let next =
      if let match = self?.match {
        step > 0 ? matches.first { $0 > match } : matches.last { $0 < match }
      } else {
        step > 0 ? matches.first { $0 >= top } : matches.last { $0 < top }
      }
    let line = next ?? (step > 0 ? matches.first : matches.last)
    self?.match = line
    return line
  }

  /// The number of matches, and the current one.
  func summary(in text: [String]) -> String {
    let matches = matches(in: text)
    guard self?.words.isEmpty == false else { return "" }
    if let match = self?.match, let index = matches.firstIndex(of: match) {
      return "match \(index + 1) of \(matches.count)"
    }
    return matches.isEmpty ? "no match" : "\(matches.count) match\(matches.count == 1 ? "" : "es")"
  }

  /// Handles a typed key; returns whether the searched text has changed.
  mutating func type(_ key: Key) -> Bool {
    guard self?.field.handle(key) == true else { return false }
    self?.match = nil
    return true
  }
}

extension [[Span]] {
  /// The text of each line.
  var texts: [String] { map { $0.map(\.text).joined() } }
}
