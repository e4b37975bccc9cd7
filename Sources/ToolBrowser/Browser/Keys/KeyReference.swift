import BackendKit

/// The keys and the settings, as the manual lists them.
enum KeyReference {
  /// An action: its keys, its name in the settings, what it does.
  struct Row: Sendable {
    let keys: [String]
    let name: String
    let summary: String
  }

  /// The actions of the tabs, by group, with the keys of the table. An action that means several
  /// things has its first summary.
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

  /// What each setting does, in the order in which the manual lists them.
  static let settings: [(name: SettingName, value: String, summary: String)] =
    SettingName.allCases.map { name in
      switch name {
      case .theme:
        (name, Theme.all.map(\.name).joined(separator: ", "), "the colours of the browser")
      case .ascii: (name, "true, false", "draw with ASCII alone")
      case .mouse: (name, "true, false", "take clicks and the wheel")
      case .readOnly: (name, "true, false", "write nothing, install nothing")
      case .jobs: (name, "1 to \(Settings.mostJobs)", "how many installs run at a time")
      case .platforms:
        (name, "a list such as [\"linux/amd64\"]", "the platforms that the project must run on")
      case .hardLinks:
        (name, "true, false", "let installs share large files with the OCX store")
      case .precision:
        (
          name, PinPrecision.allCases.map(\.rawValue).joined(separator: ", "),
          "what a pin without a version gets; exact unless set"
        )
      case .keys:
        (name, "a table", "an action and its key or list of keys in each line; [] takes them away")
      }
    }
}
