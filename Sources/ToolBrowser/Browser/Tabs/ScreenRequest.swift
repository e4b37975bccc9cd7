import BackendKit

/// What a tab or a dialog can read besides its own state.
struct ScreenContext: Sendable {
  let session: Session
  let layout: Layout
  let bindings: KeyBindings
  /// How precisely a new pin is made by default.
  let precision: PinPrecision
}

/// What a tab or a dialog asks of the screen around it. Either changes only its own state.
enum ScreenRequest: Sendable {
  /// Ask the session.
  case ask(Intent)
  /// Tell the person something.
  case tell(Message)
  /// Lay something over the screen.
  case show(Overlay)
  /// Show a tool in Browse.
  case reveal(ToolName)
  /// Show the upgrade levels of an entry in Project, by its index.
  case openUpgrades(Int)
  /// Do what a key of the open tab would.
  case perform(Action)
  /// Open a file at a line in the editor.
  case edit(file: String, line: Int)
  /// Open a tab.
  case open(Tab)
  /// End the program.
  case quit
}
