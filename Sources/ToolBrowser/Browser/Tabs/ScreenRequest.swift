import BackendKit

/// What a tab or dialog can read besides its own state.
struct ScreenContext: Sendable {
  let session: Session
  let layout: Layout
  let bindings: KeyBindings
  /// The default precision of new pins.
  let precision: PinPrecision
}

/// What a tab or dialog asks of the screen. It changes only its own state itself.
enum ScreenRequest: Sendable {
  /// Make a request to the session.
  case ask(Intent)
  /// Show a message to the user.
  case notify(Message)
  /// Open a dialog.
  case show(Overlay)
  /// Select a tool in Browse.
  case reveal(ToolName)
  /// Expand the upgrade levels of an entry in Project, by its index.
  case openUpgrades(Int)
  /// Perform an action in the open tab.
  case perform(Action)
  /// Open a file at a line in the editor.
  case edit(file: String, line: Int)
  /// Open a tab.
  case open(Tab)
  /// End the program.
  case quit
}
