import BackendKit

/// What a tab looks at beside its own state.
struct TabContext: Sendable {
  let session: Session
  let layout: Layout
}

/// What a tab asks of the screen around it. A tab changes only its own state.
enum TabRequest: Sendable {
  /// Ask the session.
  case ask(Intent)
  /// Tell something until the next key, with the key that helps.
  case tell(String, KeyHint? = nil)
  /// Tell something until the next key, and keep it in the log.
  case log(String)
  /// Show an error with the key that helps.
  case fail(String, KeyHint)
  /// Lay something over the screen.
  case show(Overlay)
  /// Ask how precisely to pin what the tab has selected, this precision first.
  case askForPin(PinPrecision?)
  /// Ask what a staged change is to pin instead.
  case edit(StagedChange)
  /// Show a tool in Browse.
  case reveal(ToolName)
  /// Show the upgrade levels of an entry in Project, by its index.
  case openUpgrades(Int)
}
