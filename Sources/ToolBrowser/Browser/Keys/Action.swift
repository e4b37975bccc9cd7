/// What a key does. The raw value is its name in the settings file.
enum Action: String, CaseIterable, Sendable {
  case up, down, left, right
  case pageUp = "page-up"
  case pageDown = "page-down"
  case halfPageUp = "half-page-up"
  case halfPageDown = "half-page-down"
  case top, bottom
  case nextPane = "next-pane"
  case previousPane = "previous-pane"
  case nextRegistry = "next-registry"
  case previousRegistry = "previous-registry"
  case browse, project, staged, log
  case filter
  case nextMatch = "next-match"
  case previousMatch = "previous-match"
  case open, pin, unpin, upgrades
  case upgradeAll = "upgrade-all"
  case mark, write, undo, drop, install, refresh
  case targetFile = "target-file"
  case openUpstream = "open-upstream"
  case edit
  case copy
  case allTags = "all-tags"
  case palette, repaint
  case nextTheme = "next-theme"
  case help, back, cancel, quit
}

extension Action {
  /// The movement in a list or text whose pages have so many lines; nil for other actions.
  func movement(page: Int) -> Movement? {
    switch self {
    case .up: .lines(-1)
    case .down: .lines(1)
    case .pageUp: .lines(-page)
    case .pageDown: .lines(page)
    case .halfPageUp: .lines(-max(page / 2, 1))
    case .halfPageDown: .lines(max(page / 2, 1))
    case .top: .toStart
    case .bottom: .toEnd
    default: nil
    }
  }
}

/// A movement in a list or text.
enum Movement: Hashable, Sendable {
  case lines(Int)
  case toStart, toEnd

  /// The index after the movement, at least 0 and at most `last`.
  func index(from index: Int, last: Int) -> Int {
    switch self {
    case .lines(let lines): max(min(index + lines, last), 0)
    case .toStart: 0
    case .toEnd: max(last, 0)
    }
  }
}

/// A focusable part of the screen. Help and the bottom line are made for one of these.
enum Context: String, CaseIterable, Sendable {
  case tools, versions, details, project, upgrades, staged, log
  /// A filter or a search is being typed.
  case filter
  case menu
  /// The question before quitting.
  case quitPrompt
  /// The pin prompt while a preset is selected.
  case pinPrompt
  /// The pin prompt while a version is being typed.
  case pinField
  case filePrompt, undoPrompt, help, palette

  /// Whether characters are typed as text, so that they cannot be bound as keys.
  var takesText: Bool {
    switch self {
    case .filter, .pinField, .filePrompt, .palette: true
    default: false
    }
  }

  /// The contexts of the four tabs, without dialogs.
  static let tabs: Set<Context> = [
    .tools, .versions, .details, .project, .upgrades, .staged, .log,
  ]
}
