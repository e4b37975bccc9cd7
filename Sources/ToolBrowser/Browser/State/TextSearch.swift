import BackendKit

/// A search in a text, whose lines all stay: it goes from match to match.
extension Filter? {
  /// The lines that hold all of its words; none where nothing is searched for.
  func matches(in text: [String]) -> [Int] {
    self?.words.isEmpty == false ? visible(of: text.count) { text[$0] } : []
  }

  /// Goes to the next line that matches, or to the one before, around at the ends; the first time from
  /// `top` on. Returns that line; nil if none matches.
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

  /// How many lines match, and which of them it is at.
  func summary(in text: [String]) -> String {
    let matches = matches(in: text)
    guard self?.words.isEmpty == false else { return "" }
    if let match = self?.match, let place = matches.firstIndex(of: match) {
      return "match \(place + 1) of \(matches.count)"
    }
    return matches.isEmpty ? "no match" : "\(matches.count) match\(matches.count == 1 ? "" : "es")"
  }

  /// Takes a key that is typed; whether what is searched for is another text now.
  mutating func type(_ key: Key) -> Bool {
    guard self?.field.handle(key) == true else { return false }
    self?.match = nil
    return true
  }
}

extension [[Span]] {
  /// The lines as they are searched.
  var texts: [String] { map { $0.map(\.text).joined() } }
}
