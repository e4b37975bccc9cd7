/// Reads one settings file; an invalid part leaves the default.
struct SettingsReader {
  let file: String
  var settings = Settings()

  init(file: String) { self.file = file }

  mutating func refuse(_ line: Int, _ column: Int, _ reason: String, hint: String?) {
    settings.problems.append(
      SettingsProblem(location: "\(file):\(line):\(column)", reason: reason, hint: hint))
  }

  mutating func read(_ root: TOMLTable) {
    for entry in root.entries {
      guard let name = SettingName(rawValue: entry.key.name) else {
        let near = Suggestions.typos(
          of: entry.key.name, among: SettingName.allCases.map(\.rawValue))
        refuse(
          entry.key.line, entry.key.column, "unknown setting \(entry.key.name)",
          hint: near.first.map { "did you mean \($0)?" })
        continue
      }
      if let expected = read(name, entry.value) {
        refuse(
          entry.value.line, entry.value.column, "\(name.rawValue) must be \(expected)", hint: nil)
      }
    }
  }

  /// Stores a value, or returns what was expected instead.
  private mutating func read(_ name: SettingName, _ value: TOMLValue) -> String? {
    switch name {
    case .theme:
      settings.theme = value.string
      return value.string == nil ? "the name of a theme" : nil
    case .ascii: return read(value, into: \.ascii)
    case .mouse: return read(value, into: \.mouse)
    case .readOnly: return read(value, into: \.readOnly)
    case .hardLinks:
      guard let flag = value.boolean else { return "true or false" }
      settings.hardLinks = flag
    case .jobs:
      guard let number = value.integer, (1...Settings.maximumJobs).contains(number) else {
        return "a number from 1 to \(Settings.maximumJobs)"
      }
      settings.jobs = Int(number)
    case .platforms:
      let texts = value.array?.compactMap(\.string)
      guard let texts, texts.count == value.array?.count else {
        return "a list such as [\"linux/amd64\", \"darwin/arm64\"]"
      }
      for text in texts {
        guard let platform = try? Platform(text) else {
          return "a list such as [\"linux/amd64\", \"darwin/arm64\"], not \(text)"
        }
        settings.platforms.append(platform)
      }
    case .precision:
      guard let precision = value.string.flatMap(PinPrecision.init(rawValue:)) else {
        return "exact, minor, major or latest"
      }
      settings.precision = precision
    case .keys:
      guard let table = value.table else { return "a table of actions" }
      for entry in table.entries { readKeys(entry) }
    }
    return nil
  }

  private mutating func read(
    _ value: TOMLValue, into setting: WritableKeyPath<Settings, Bool?>
  ) -> String? {
    settings[keyPath: setting] = value.boolean
    return value.boolean == nil ? "true or false" : nil
  }

  private mutating func readKeys(_ entry: TOMLTable.Entry) {
    let texts = entry.value.string.map { [$0] } ?? entry.value.array?.compactMap(\.string)
    guard let texts, entry.value.array.map({ $0.count == texts.count }) ?? true else {
      refuse(
        entry.value.line, entry.value.column, "\(entry.key.name) must be a key or a list of keys",
        hint: nil)
      return
    }
    settings.keys.append(
      KeySetting(
        action: entry.key.name, keys: texts, line: entry.key.line, column: entry.key.column))
  }
}
