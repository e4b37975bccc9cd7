import BackendKit

extension Settings {
  /// The key bindings with these settings.
  func keyBindings(_ environment: Environment) -> KeyBindings {
    KeyBindings(keys, file: Settings.displayPath(environment))
  }

  /// Everything in the file that has no effect, including unknown themes and actions. `bindings`:
  /// those with these settings.
  func allProblems(_ environment: Environment, _ bindings: KeyBindings) -> [SettingsProblem] {
    var all = problems
    if let theme, Theme.named(theme) == nil {
      let names = Theme.all.map(\.name).joined(separator: ", ")
      all.append(
        SettingsProblem(
          location: Settings.displayPath(environment), reason: "unknown theme \(theme)",
          hint: "themes are \(names)"))
    }
    return all + bindings.problems
  }
}
