/// Why an install or a refresh came to nothing.
package enum InstallerFailure: UserFacingError, Equatable {
  /// mise ended with a status other than 0 on this argument, in this folder; the last thing that
  /// it said.
  case mise(argument: String, directory: String, status: Int32, reason: String?)
  /// An index is to be brought up to date, and the network is not to be used.
  case offline(subject: String)
  /// mise has no plugin for the keys.
  case noPlugin(link: String)
  /// No tag of the tool is what was asked for.
  case version(UnknownVersion)
  /// A name or version that no registry takes.
  case identifier(IdentifierFailure)
  /// The options of the entry allow other content.
  case refused(InstallFailure)
  /// ocx refused.
  case ocx(OCXFailure)
  /// mise gave no result at all.
  case process(ProcessFailure)

  private var details: FailureDetails {
    switch self {
    case .mise(let argument, let directory, let status, let reason):
      FailureDetails(
        .inputOutput,
        "mise ended with \(status) on \(argument)" + (reason.map { ": " + $0 } ?? ""),
        hint: "see all that it says: mise --cd \(ShellWord.quoted(directory)) install "
          + ShellWord.quoted(argument))
    case .offline(let subject):
      FailureDetails(
        .policy, "updating \(subject) needs the network",
        hint: "run without --offline; unset OCX_OFFLINE, OCX_FROZEN and MISE_OFFLINE")
    case .noPlugin(let link):
      FailureDetails(
        .configuration, "mise has no plugin ocx: \(link) is not there", hint: "put it there",
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
