import BackendKit

extension RecoveryNote {
  /// The note as a line that is safe for display.
  func line(home: String) -> String {
    SafeText.clean(message { Paths.abbreviate($0, home: home) })
  }
}
