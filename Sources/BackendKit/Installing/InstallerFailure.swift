/// Why an install or a refresh failed.
package enum InstallerFailure: UserFacingError, Equatable {
  /// mise exited with a status other than 0 for this argument, in this folder; with the last line
  /// of its output.
  case mise(argument: String, directory: String, status: Int32, reason: String?)
  /// An index should be updated, but network access is disabled.
  case offline(subject: String)
  /// mise has no plugin for the keys.
  case noPlugin(link: String)
  /// No tag of the tool matches the request.
  case version(UnknownVersion)
  /// A name or version that no registry accepts.
  case identifier(IdentifierFailure)
  /// The options of the entry require other content.
  case refused(InstallFailure)
  /// ocx failed.
  case ocx(OCXFailure)
  /// mise could not be run to its end.
  case process(ProcessFailure)

  private var details: FailureDetails {
    switch self {
    case .mise(let argument, let directory, let status, let reason):
      FailureDetails(
        .inputOutput,
        "mise exited with \(status) for \(argument)" + (reason.map { ": " + $0 } ?? ""),
        hint: "see its whole output: mise --cd \(ShellWord.quoted(directory)) install "
          + ShellWord.quoted(argument))
    case .offline(let subject):
      FailureDetails(
        .policy, "updating \(subject) needs the network",
        hint: "run without --offline; unset OCX_OFFLINE, OCX_FROZEN and MISE_OFFLINE")
    case .noPlugin(let link):
      FailureDetails(
        .configuration, "mise has no plugin ocx: \(link) does not exist",
        hint: "install the plugin",
        remedy: .installPlugin)
    case .version(let failure): FailureDetails(failure)
    case .identifier(let failure): FailureDetails(failure)
    case .refused(let failure): FailureDetails(failure)
    case .ocx(let failure): FailureDetails(failure)
    case .process(let failure): FailureDetails(failure)
    }
  }

  package var code: FailureCode { details.code }
  package var message: String { SafeText.clean(details.message) }
  package var remedy: Remedy? { details.remedy }
  package var hint: String? { details.hint.map(SafeText.clean) }
}
