/// Which key does what, after the configuration file was read.
struct KeyBindings: Sendable {
  /// Keys that the configuration gives instead of those of the table.
  private var own: [Action: [Key]] = [:]

  /// The keys of the table.
  init() {}

  /// Binds an action to other keys; they lose what they meant before.
  mutating func bind(_ action: Action, to keys: [Key]) {
    for other in own.keys { own[other]?.removeAll(where: keys.contains) }
    own[action] = keys
  }

  /// What a key does in a place; nil where it does nothing.
  func action(for key: Key, in context: Context) -> Action? {
    for (action, keys) in own where keys.contains(key) {
      let isHere = KeyTable.entries.contains {
        $0.action == action && $0.contexts.contains(context)
      }
      if isHere { return action }
    }
    return KeyTable.entries.first { entry in
      entry.contexts.contains(context) && own[entry.action] == nil && entry.keys.contains(key)
    }?.action
  }

  /// The keys of a line of the table.
  func keys(of entry: KeyTable.Entry) -> [Key] {
    if let keys = own[entry.action] { return keys }
    let taken = Set(own.values.joined())
    return entry.keys.filter { !taken.contains($0) }
  }

  /// The lines of the table that count in a place, those without any key left out.
  func entries(in context: Context) -> [(entry: KeyTable.Entry, keys: [Key])] {
    KeyTable.entries.compactMap { entry in
      guard entry.contexts.contains(context) else { return nil }
      let keys = keys(of: entry)
      return keys.isEmpty ? nil : (entry, keys)
    }
  }

  /// What the bottom line says of a place: a key and a word, what matters most first.
  func chief(
    _ context: Context, isEmpty: Bool = false
  ) -> [(key: Key, label: String)] {
    let entries = entries(in: context)
    let actions = isEmpty ? KeyTable.chiefOfNothing(context) : KeyTable.chief(context)
    return actions.compactMap { action in
      guard let found = entries.first(where: { $0.entry.action == action }),
        let key = found.keys.first
      else { return nil }
      return (key, found.entry.label)
    }
  }

  /// The first key of an action in a place.
  func key(for action: Action, in context: Context) -> Key? {
    entries(in: context).first { $0.entry.action == action }?.keys.first
  }
}
