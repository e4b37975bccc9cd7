/// What a key asks for. The raw value is its name in the settings file.
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
  /// How far a list moves with this, in lines, where a page has so many; to an end, farther than any
  /// list is long. nil for what is no movement.
  func movement(page: Int) -> Int? {
    switch self {
    case .up: -1
    case .down: 1
    case .pageUp: -page
    case .pageDown: page
    case .halfPageUp: -max(page / 2, 1)
    case .halfPageDown: max(page / 2, 1)
    case .top: -.max / 2
    case .bottom: .max / 2
    default: nil
    }
  }
}

/// The part of the screen that has the keys. Help and the bottom line are made for one of these.
enum Context: String, CaseIterable, Sendable {
  case tools, versions, details, project, upgrades, staged, log
  /// The filter or the search text is being typed.
  case filter
  case menu
  /// The question before quitting.
  case quitPrompt
  /// The pin prompt while one of its offers is chosen.
  case pinPrompt
  /// The pin prompt while a version is being typed.
  case pinField
  case filePrompt, undoPrompt, help, palette

  /// Whether characters are typed here, so that none of them can be a key.
  var takesText: Bool {
    switch self {
    case .filter, .pinField, .filePrompt, .palette: true
    default: false
    }
  }

  /// The contexts of the four tabs, without those of prompts.
  static let tabs: Set<Context> = [
    .tools, .versions, .details, .project, .upgrades, .staged, .log,
  ]
}
