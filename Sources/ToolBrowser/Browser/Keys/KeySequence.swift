/// The keys pressed one after another for one action, usually one, at most two.
struct KeySequence: Hashable, Sendable {
  let keys: [Key]

  init(_ keys: Key...) { self.keys = keys }

  init(_ keys: [Key]) { self.keys = keys }

  /// Reads `p`, `<Enter>`, `<C-x>` or two of them such as `gg`; nil for anything else.
  init?(parsing text: String) {
    var keys: [Key] = []
    var rest = text[...]
    while let character = rest.popFirst() {
      guard character == "<" else {
        // Spaces are written <Space>, so that a sentence is not read as keys.
        guard character != " " else { return nil }
        keys.append(.character(character))
        continue
      }
      guard let end = rest.firstIndex(of: ">"), let key = Key(scriptName: String(rest[..<end]))
      else { return nil }
      keys.append(key)
      rest = rest[rest.index(after: end)...]
    }
    guard (1...KeySequence.most).contains(keys.count) else { return nil }
    self.keys = keys
  }

  /// The maximum number of keys of one action.
  static let most = 2

  /// The displayed name.
  func shown(ascii: Bool) -> String {
    let names = keys.map { $0.shown(ascii: ascii) }
    return names.joined(separator: names.allSatisfy { $0.count == 1 } ? "" : " ")
  }

  /// The name in scripts and the settings file.
  var scriptName: String { keys.map(\.scriptName).joined() }

  /// Whether one of the two is a prefix of the other, so that both cannot be bound.
  func collides(with other: KeySequence) -> Bool {
    zip(keys, other.keys).allSatisfy { $0 == $1 }
  }
}
