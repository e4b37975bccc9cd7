import BackendKit

/// Which key does what, with the settings applied. Both directions are built from one list per
/// context, so that help always matches behaviour.
struct KeyBindings: Sendable {
  /// An action of a context and its keys, if any.
  struct Binding: Sendable {
    let entry: KeyTable.Entry
    let keys: [KeySequence]
  }

  private var bindings: [Context: [Binding]] = [:]
  private var actions: [Context: [KeySequence: Action]] = [:]
  /// Settings of keys that have no effect, and conflicts.
  private(set) var problems: [SettingsProblem] = []

  /// The keys of the table, overridden by settings. `file` is the displayed path of the settings
  /// file.
  init(_ settings: [KeySetting] = [], file: String = "") {
    var reader = KeySettingsReader(file: file)
    let own = settings.compactMap { reader.read($0) }
    problems = reader.problems
    for context in Context.allCases {
      let resolved = KeyBindings.resolve(context, own)
      bindings[context] = resolved.bindings
      var owners: [KeySequence: Action] = [:]
      for binding in resolved.bindings {
        for keys in binding.keys { owners[keys] = binding.entry.action }
      }
      actions[context] = owners
      for conflict in resolved.conflicts {
        let problem = conflict.problem(file: file)
        if !problems.contains(problem) { problems.append(problem) }
      }
    }
  }

  /// The meaning of the keys pressed so far.
  enum Meaning: Hashable, Sendable {
    case action(Action)
    /// They start a sequence.
    case incomplete
    case nothing
  }

  /// The meaning of keys in a context.
  func meaning(of keys: [Key], in context: Context) -> Meaning {
    let pressed = KeySequence(keys)
    if let action = actions[context]?[pressed] { return .action(action) }
    let isStart = actions[context]?.keys.contains { $0.collides(with: pressed) } ?? false
    return isStart ? .incomplete : .nothing
  }

  /// The keys of an action in a context. The first one is shown in texts.
  func keys(of action: Action, in context: Context) -> [KeySequence] {
    binding(of: action, in: context)?.keys ?? []
  }

  /// The first key of an action in a context.
  func key(for action: Action, in context: Context) -> KeySequence? {
    keys(of: action, in: context).first
  }

  /// The label and summary of an action in a context; nil if it is not available there.
  func entry(of action: Action, in context: Context) -> KeyTable.Entry? {
    binding(of: action, in: context)?.entry
  }

  /// All actions of a context, in the order of help.
  func bindings(in context: Context) -> [Binding] { bindings[context] ?? [] }

  private func binding(of action: Action, in context: Context) -> Binding? {
    bindings[context]?.first { $0.entry.action == action }
  }
}

/// Two actions bound to the same keys in one context.
private struct KeyConflict {
  let keys: KeySequence
  let winner: UserBinding
  let loser: Action

  func problem(file: String) -> SettingsProblem {
    SettingsProblem(
      place: "\(file):\(winner.line):\(winner.column)",
      reason: "\(keys.scriptName) is bound to \(winner.action.rawValue) and to \(loser.rawValue)",
      hint: "\(winner.action.rawValue) has it; bind \(loser.rawValue) to another key")
  }
}

/// A valid line of `[keys]`.
struct UserBinding: Sendable {
  let action: Action
  let keys: [KeySequence]
  let line: Int
  let column: Int
}

extension KeyBindings {
  /// The bindings of a context: those of the settings first, in the order of the file, then those
  /// of the table that are left.
  private static func resolve(
    _ context: Context, _ own: [UserBinding]
  ) -> (bindings: [Binding], conflicts: [KeyConflict]) {
    let entries = KeyTable.entries.filter { $0.contexts.contains(context) }
    var taken: [(keys: KeySequence, by: UserBinding)] = []
    var result: [Action: [KeySequence]] = [:]
    var conflicts: [KeyConflict] = []
    func free(_ wanted: [KeySequence], for action: Action) -> [KeySequence] {
      wanted.filter { keys in
        guard let other = taken.first(where: { $0.keys.collides(with: keys) }) else { return true }
        if other.by.action != action {
          conflicts.append(KeyConflict(keys: keys, winner: other.by, loser: action))
        }
        return false
      }
    }
    for binding in own where entries.contains(where: { $0.action == binding.action }) {
      let usable = binding.keys.filter { $0.isUsable(in: context) }
      // A prompt keeps its own key if the new one would be typed into it.
      guard usable.count == binding.keys.count || !usable.isEmpty else { continue }
      result[binding.action] = free(usable, for: binding.action)
      taken += (result[binding.action] ?? []).map { ($0, binding) }
    }
    for entry in entries where result[entry.action] == nil {
      result[entry.action] = free(
        entry.keys.filter { $0.isUsable(in: context) }, for: entry.action)
    }
    keepAWayOut(of: context, entries, &result)
    let bindings = entries.map { Binding(entry: $0, keys: result[$0.action] ?? []) }
    return (bindings, conflicts)
  }

  /// Ensures that dialogs can be closed and the program can be quit, whatever the settings.
  private static func keepAWayOut(
    of context: Context, _ entries: [KeyTable.Entry], _ result: inout [Action: [KeySequence]]
  ) {
    let exits: [Action] = Context.tabs.contains(context) ? [.quit, .back] : [.cancel]
    guard exits.allSatisfy({ result[$0]?.isEmpty != false }), let exit = exits.first,
      let entry = entries.first(where: { $0.action == exit })
    else { return }
    for action in result.keys {
      result[action]?.removeAll { keys in entry.keys.contains { $0.collides(with: keys) } }
    }
    result[exit] = entry.keys
  }
}

extension KeySequence {
  /// Whether it can be bound in a context, that is, it is not typed as text there.
  fileprivate func isUsable(in context: Context) -> Bool {
    guard context.takesText, case .character = keys.first else { return true }
    return false
  }
}

/// Reads the lines of `[keys]` and collects invalid ones.
private struct KeySettingsReader {
  let file: String
  var problems: [SettingsProblem] = []

  init(file: String) { self.file = file }

  mutating func read(_ setting: KeySetting) -> UserBinding? {
    let place = "\(file):\(setting.line):\(setting.column)"
    guard let action = Action(rawValue: setting.action) else {
      let near = Suggestions.typos(of: setting.action, among: Action.allCases.map(\.rawValue))
      problems.append(
        SettingsProblem(
          place: place, reason: "unknown action \(setting.action)",
          hint: near.first.map { "did you mean \($0)?" }))
      return nil
    }
    var keys: [KeySequence] = []
    for text in setting.keys {
      guard let sequence = KeySequence(parsing: text) else {
        problems.append(
          SettingsProblem(
            place: place, reason: "\(setting.action): \"\(text)\" is not a key",
            hint: "keys are written as a character, or as <Enter>, <C-x>, <F5>, <Space>"))
        return nil
      }
      keys.append(sequence)
    }
    return UserBinding(
      action: action, keys: keys, line: setting.line, column: setting.column)
  }
}
