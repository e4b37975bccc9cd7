/// What a key asks for. The raw value is its name in the configuration file.
enum Action: String, CaseIterable, Sendable {
  case up, down, left, right
  case pageUp = "page-up"
  case pageDown = "page-down"
  case top, bottom
  case nextPane = "next-pane"
  case previousPane = "previous-pane"
  case nextRegistry = "next-registry"
  case previousRegistry = "previous-registry"
  case browse, project, staged, log
  case filter, open, pin, unpin, upgrades
  case upgradeAll = "upgrade-all"
  case mark, write, undo, drop, edit, install, refresh, scope, copy
  case allTags = "all-tags"
  case help, back, cancel, quit
}

/// The part of the screen that has the keys; help and the bottom line are made for one of these.
enum Context: String, CaseIterable, Sendable {
  case tools, versions, details, project, upgrades, staged, log
}
