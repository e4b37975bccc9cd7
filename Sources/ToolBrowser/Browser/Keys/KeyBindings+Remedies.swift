import BackendKit

extension KeyBindings {
  /// An error whose hint names a key that helps, else a command.
  ///
  /// - Parameter key: a hint for errors without one.
  func withHint(
    _ problem: ErrorMessage, _ key: KeyHint? = nil, in context: Context, ascii: Bool
  ) -> ErrorMessage {
    func phrase(_ action: Action, _ words: String) -> String? {
      text(of: KeyHint(action, in: context, words), ascii: ascii)
    }
    let hint = problem.hint { remedy in
      switch remedy {
      case .refreshIndex(nil): phrase(.refresh, "refreshes the index")
      case .listPins: phrase(.project, "shows the pins")
      case .listPackages: phrase(.browse, "shows the packages")
      case .refreshIndex, .listVersions, .installPlugin, .pinDigest, .listChanges, .undoAnywhere,
        .forgetChange:
        remedy.command
      }
    }
    return ErrorMessage(
      code: problem.code, message: problem.message,
      hint: hint ?? key.flatMap { text(of: $0, ascii: ascii) })
  }
}
