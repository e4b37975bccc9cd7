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
    let bindings = bindings(in: context)
    if let binding = bindings.first(where: { $0.keys.contains(pressed) }) {
      return .action(binding.entry.action)
    }
    let isStart = bindings.contains { $0.keys.contains { $0.collides(with: pressed) } }
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
      location: "\(file):\(winner.line):\(winner.column)",
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
    let entries = KeyTable.entries(in: context)
    var taken: [(keys: KeySequence, by: UserBinding)] = []
    // The keys of each entry; nil where the settings say nothing of it.
    var result: [[KeySequence]?] = Array(repeating: nil, count: entries.count)
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
    for binding in own {
      guard let index = entries.firstIndex(where: { $0.action == binding.action }) else { continue }
      let usable = binding.keys.filter { $0.isUsable(in: context) }
      // A prompt keeps its own key if the new one would be typed into it.
      guard usable.count == binding.keys.count || !usable.isEmpty else { continue }
      let keys = free(usable, for: binding.action)
      result[index] = keys
      taken += keys.map { ($0, binding) }
    }
    var bindings = zip(entries, result).map { entry, own in
      Binding(
        entry: entry,
        keys: own ?? free(entry.keys.filter { $0.isUsable(in: context) }, for: entry.action))
    }
    keepExit(of: context, &bindings)
    return (bindings, conflicts)
  }

  /// Ensures that dialogs can be closed and the program can be quit, whatever the settings.
  private static func keepExit(of context: Context, _ bindings: inout [Binding]) {
    let exits: [Action] = Context.tabs.contains(context) ? [.quit, .back] : [.cancel]
    let exitBindings = bindings.filter { exits.contains($0.entry.action) }
    guard exitBindings.allSatisfy(\.keys.isEmpty),
      let exit = exitBindings.first(where: { $0.entry.action == exits.first })
    else { return }
    bindings = bindings.map { binding in
      let isExit = binding.entry.action == exit.entry.action
      let left = binding.keys.filter { keys in
        !exit.entry.keys.contains { $0.collides(with: keys) }
      }
      return Binding(entry: binding.entry, keys: isExit ? exit.entry.keys : left)
    }
  }
}

extension KeySequence {
  /// Whether it can be bound in a context, that is, it is not typed as text there.
  fileprivate func isUsable(in context: Context) -> Bool {
    guard context.takesText, case .character(let character) = keys.first else { return true }
    // A version consists of other characters.
    return context == .pinField && !character.isLetter && !character.isNumber
      && !"._-+".contains(character)
  }
}

/// Reads the lines of `[keys]` and collects invalid ones.
private struct KeySettingsReader {
  let file: String
  var problems: [SettingsProblem] = []

  init(file: String) { self.file = file }

  mutating func read(_ setting: KeySetting) -> UserBinding? {
    let location = "\(file):\(setting.line):\(setting.column)"
    guard let action = Action(rawValue: setting.action) else {
      let near = Suggestions.typos(of: setting.action, among: Action.allCases.map(\.rawValue))
      problems.append(
        SettingsProblem(
          location: location, reason: "unknown action \(setting.action)",
          hint: near.first.map { "did you mean \($0)?" }))
      return nil
    }
    var keys: [KeySequence] = []
    for text in setting.keys {
      guard let sequence = KeySequence(parsing: text) else {
        problems.append(
          SettingsProblem(
            location: location, reason: "\(setting.action): \"\(text)\" is not a key",
            hint: "keys are written as a character, or as <Enter>, <C-x>, <F5>, <Space>"))
        return nil
      }
      keys.append(sequence)
    }
    return UserBinding(
      action: action, keys: keys, line: setting.line, column: setting.column)
  }
}
