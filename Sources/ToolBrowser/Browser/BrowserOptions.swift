import BackendKit

/// What the command line says about the browser.
struct BrowserOptions: Sendable {
  /// The variables and folder of this process.
  var environment: Environment
  /// Where mise's file search starts, absolute.
  var projectDirectory: String
  /// `--index`.
  var indexOverride: String?
  /// `--offline`.
  var offline = false
  /// `demo`: a world without network and `ocx`.
  var isDemo = false
  /// `--read-only`.
  var readOnly = false
  /// `--ascii`, or a locale without UTF-8.
  var ascii = false
  /// `--theme`.
  var theme = Theme.terminal
  /// The opposite of `--no-mouse`.
  var mouse = true
  /// What the settings file says.
  var settings = Settings()
  /// What of the settings has no effect, shown at the start.
  var settingsProblems: [SettingsProblem] = []
  /// Seconds since 1970.
  var clock: @Sendable () -> Int64 = { Clock.now }
  /// The platform that versions are to run on; nil for this machine's.
  var host: Platform?
}
