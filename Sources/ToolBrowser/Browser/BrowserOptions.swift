import BackendKit

/// What the command line and the settings say about the browser. The options of its session can be
/// read and set as its own.
@dynamicMemberLookup
struct BrowserOptions: Sendable {
  /// Where the session works, and what it may do.
  var session: SessionOptions
  /// `--ascii`, or a locale without UTF-8.
  var ascii = false
  /// `--theme`.
  var theme = Theme.terminal
  /// The opposite of `--no-mouse`.
  var mouse = true
  /// The program that opens web pages; nil where there is none.
  var opener: String?
  /// What the settings file says.
  var settings = Settings()
  /// What of the settings has no effect, shown at the start.
  var settingsProblems: [SettingsProblem] = []

  subscript<Value>(dynamicMember path: WritableKeyPath<SessionOptions, Value>) -> Value {
    get { session[keyPath: path] }
    set { session[keyPath: path] = newValue }
  }
}
