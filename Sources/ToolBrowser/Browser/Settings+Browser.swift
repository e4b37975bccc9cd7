import BackendKit

extension Settings {
  /// The keys, as the settings bind them.
  func keyBindings(_ environment: Environment) -> KeyBindings {
    KeyBindings(keys, file: Settings.displayPath(environment))
  }

  /// Everything in the file that has no effect: what no program could read, and names of themes and
  /// actions that this one does not have.
  func allProblems(_ environment: Environment) -> [SettingsProblem] {
    var all = problems
    if let theme, Theme.named(theme) == nil {
      let names = Theme.all.map(\.name).joined(separator: ", ")
      all.append(
        SettingsProblem(
          place: Settings.displayPath(environment), reason: "unknown theme \(theme)",
          hint: "themes are \(names)"))
    }
    return all + keyBindings(environment).problems
  }
}
