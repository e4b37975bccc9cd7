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

  private var inner: (any UserFacingError)? {
    switch self {
    case .identifier(let failure): failure
    case .version(let failure): failure
    case .refused(let failure): failure
    case .ocx(let failure): failure
    case .process(let failure): failure
    default: nil
    }
  }

  /// What a script can branch on.
  package var code: FailureCode {
    if let inner { return inner.code }
    return switch self {
    case .noPlugin: .configuration
    case .offline: .policy
    default: .inputOutput
    }
  }

  /// One line of cause.
  package var message: String {
    if let inner { return inner.message }
    return switch self {
    case .mise(let argument, _, let status, let reason):
      SafeText.clean(
        "mise ended with \(status) on \(argument)" + (reason.map { ": " + $0 } ?? ""))
    case .offline(let subject):
      SafeText.clean("\(subject) can be brought up to date by the network alone")
    case .noPlugin(let link): "mise has no plugin ocx: \(link) is not there"
    default: ""
    }
  }

  /// What in this program helps.
  package var remedy: Remedy? {
    if let inner { return inner.remedy }
    if case .noPlugin = self { return .installPlugin }
    return nil
  }

  /// One line of mending.
  package var hint: String? {
    if let inner { return inner.hint }
    return switch self {
    case .mise(let argument, let directory, _, _):
      SafeText.clean(
        "see all that it says: mise --cd \(ShellWord.quoted(directory)) install "
          + ShellWord.quoted(argument))
    case .offline:
      "try it without --offline, and with OCX_OFFLINE, OCX_FROZEN and MISE_OFFLINE unset"
    case .noPlugin: "put it there"
    default: nil
    }
  }
}
