extension KeyTable {
  /// An item of the bottom line: an action, or related ones, such as up and down.
  struct BarItem: Sendable {
    let actions: [Action]
    /// A label that replaces the one in the table.
    let label: String?

    init(_ actions: Action..., label: String? = nil) {
      self.actions = actions
      self.label = label
    }
  }

  /// The items of the bottom line besides help, most important first. A context without lines has
  /// other items.
  static func bottomBarItems(in context: Context, isEmpty: Bool) -> [BarItem] {
    switch context {
    case .menu, .filePrompt, .palette: return [BarItem(.open), BarItem(.cancel)]
    case .quitPrompt: return [BarItem(.open), BarItem(.cancel), BarItem(.back)]
    case .filter:
      return [
        BarItem(.open), BarItem(.cancel), BarItem(.nextPane), BarItem(.up, .down, label: "move"),
      ]
    case .pinPrompt, .pinField:
      return [
        BarItem(.open), BarItem(.cancel), BarItem(.up, .down, label: "precision"),
        BarItem(.nextPane),
      ] + (context == .pinPrompt ? [BarItem(.targetFile)] : [])
    case .undoPrompt:
      return [BarItem(.open), BarItem(.cancel), BarItem(.up, .down, label: "scroll")]
    case .help:
      return [BarItem(.cancel), BarItem(.up, .down, label: "scroll"), BarItem(.filter)]
    default: return actions(in: context, isEmpty: isEmpty).map { BarItem($0) }
    }
  }

  private static func actions(in context: Context, isEmpty: Bool) -> [Action] {
    switch context {
    case .tools, .versions, .details:
      if isEmpty { return [.refresh, .filter, .project, .log, .back] }
      switch context {
      case .tools: return [.open, .pin, .install, .filter, .refresh]
      case .versions: return [.pin, .install, .allTags, .copy, .filter]
      default: return [.open, .pin, .install, .copy, .nextPane]
      }
    case .project where isEmpty: return [.browse, .refresh, .targetFile, .undo, .back]
    // The last one is there where the first ones cannot work.
    case .project: return [.upgrades, .upgradeAll, .pin, .unpin, .install, .refresh]
    case .upgrades: return [.open, .up, .down, .upgradeAll, .cancel]
    case .staged where isEmpty: return [.browse, .project, .undo, .targetFile, .back]
    case .staged: return [.write, .drop, .open, .undo, .targetFile]
    default: return [.filter, .browse, .undo, .back]
    }
  }
}
