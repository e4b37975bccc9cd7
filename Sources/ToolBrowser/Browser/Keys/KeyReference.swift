import BackendKit

/// The keys and settings, as the manual lists them.
enum KeyReference {
  /// An action: its keys, its name in the settings, what it does.
  struct Row: Sendable {
    let keys: [String]
    let name: String
    let summary: String
  }

  /// The actions of the tabs, by group, with their default keys. An action with several meanings
  /// has its first summary.
  static let groups: [(title: String, rows: [Row])] = KeyTable.groups.compactMap { group in
    var seen: Set<Action> = []
    let entries = group.entries.filter { entry in
      !entry.contexts.isDisjoint(with: Context.tabs) && seen.insert(entry.action).inserted
    }
    guard !entries.isEmpty else { return nil }
    return (
      group.title,
      entries.map { entry in
        Row(
          keys: entry.keys.map { $0.shown(ascii: true) }, name: entry.action.rawValue,
          summary: entry.summary)
      }
    )
  }

  /// The value and meaning of each setting, in the order of the manual.
  static let settings: [(name: SettingName, value: String, summary: String)] =
    SettingName.allCases.map { name in
      switch name {
      case .theme:
        (name, Theme.all.map(\.name).joined(separator: ", "), "the colours of the browser")
      case .ascii: (name, "true, false", "draw in ASCII only")
      case .mouse: (name, "true, false", "use clicks and the wheel")
      case .readOnly: (name, "true, false", "write nothing, install nothing")
      case .jobs: (name, "1 to \(Settings.maximumJobs)", "how many installs run concurrently")
      case .platforms:
        (name, "a list such as [\"linux/amd64\"]", "the platforms that the project has to run on")
      case .hardLinks:
        (name, "true, false", "let installs share large files with the OCX store")
      case .precision:
        (
          name, PinPrecision.allCases.map(\.rawValue).joined(separator: ", "),
          "the precision of a pin made without a version; exact unless set"
        )
      case .keys:
        (name, "a table", "each line binds an action to a key or a list of keys; [] to none")
      }
    }
}
