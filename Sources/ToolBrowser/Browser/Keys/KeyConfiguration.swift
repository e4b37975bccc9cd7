import BackendKit

/// Reads `[keys]` of the user's configuration file: an action and its key or keys each line.
enum KeyConfiguration {
  /// The file, whether it is there or not.
  static func path(environment: Environment) -> String {
    let base = environment["XDG_CONFIG_HOME"] ?? Paths.join(environment.home, ".config")
    return Paths.join(base, "ocx-mise-tui/config.toml")
  }

  /// The bindings of the file, and what is wrong with it; what is wrong changes nothing.
  static func load(environment: Environment) -> (KeyBindings, [ErrorMessage]) {
    let path = path(environment: environment)
    guard Files.exists(path) else { return (KeyBindings(), []) }
    let shown = Paths.abbreviate(path, home: environment.home)
    do {
      return read(try TOMLDocument(parsing: try Files.read(path)).root, file: shown)
    } catch {
      let trouble = ErrorMessage(error)
      let message = "\(shown): \(trouble.message)"
      return (KeyBindings(), [ErrorMessage(message: message, hint: trouble.hint)])
    }
  }

  private static func read(_ root: TOMLTable, file: String) -> (KeyBindings, [ErrorMessage]) {
    var bindings = KeyBindings()
    var troubles: [ErrorMessage] = []
    guard let table = root["keys"]?.table else { return (bindings, []) }
    for entry in table.entries {
      let name = entry.key.name
      guard let action = Action(rawValue: name) else {
        let near = Suggestions.near(name, among: Action.allCases.map(\.rawValue))
        troubles.append(
          ErrorMessage(
            message: "\(file): there is no action \"\(name)\"",
            hint: near.isEmpty ? nil : "Near matches: " + near.joined(separator: ", ")))
        continue
      }
      let texts = entry.value.string.map { [$0] } ?? entry.value.array?.compactMap(\.string) ?? []
      let keys = texts.compactMap(key)
      guard !keys.isEmpty, keys.count == texts.count else {
        troubles.append(
          ErrorMessage(
            message: "\(file): \(name) is bound to no key",
            hint: "Keys are written as p, <Enter>, <C-x>; several of them in an array."))
        continue
      }
      bindings.bind(action, to: keys)
    }
    return (bindings, troubles)
  }

  /// One key as scripts write it.
  private static func key(_ text: String) -> Key? {
    if text.count > 2, text.first == "<", text.last == ">" {
      return Key(scriptName: String(text.dropFirst().dropLast()))
    }
    guard text.count == 1, let character = text.first, character != " " else { return nil }
    return .character(character)
  }
}
