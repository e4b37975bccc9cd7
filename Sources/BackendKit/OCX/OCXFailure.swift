/// Why `ocx` did not do what it was asked. The exit status says which (docs/ocx.md §3), the
/// index says more where it can (`OCXDiagnosis`); ocx's own words may be the cause shown, never
/// the fix, because they contain outdated commands (docs/real-programs.md).
///
/// `subject` is what the call was about: a reference, a tool, a registry or a subcommand.
package enum OCXFailure: UserFacingError, Equatable {
  /// ocx is not installed: not where `OCX_MISE_OCX` says, not on PATH, not where it installs
  /// itself.
  case absent(searched: String)
  /// It is older than the oldest supported version.
  case tooOld(program: String, found: String, minimum: String)
  /// It is newer than the newest known version, and its answers have another shape.
  case newer(program: String, version: String, reason: String)
  /// It did not report its version.
  case unknownVersion(program: String, answer: String)
  /// 64: it rejects the arguments.
  case usage(subject: String, reason: String?)
  /// 65: a document or a digest is invalid.
  case data(subject: String, reason: String?)
  /// 65: the version is yanked; `safe` is the nearest one that is not.
  case yanked(subject: String, reason: String?, safe: String?)
  /// 69: an index or a service does not answer.
  case unavailable(subject: String, reason: String?)
  /// 74: it could not read or write.
  case inputOutput(subject: String, reason: String?)
  /// 75, after all attempts: it may succeed later.
  case tryAgain(subject: String, reason: String?)
  /// 77: the system denies access.
  case permission(subject: String, reason: String?)
  /// 78: its configuration is invalid.
  case configuration(subject: String, reason: String?)
  /// 79: it does not exist; with similar names and ocx's message.
  case notFound(subject: String, near: [String], reason: String? = nil)
  /// 79, although the index has it for this host; with ocx's message.
  case notServed(subject: String, reason: String?)
  /// By the status or the `detail` of a rejected signature: a trust policy does not allow
  /// installing it.
  case untrusted(subject: String, TrustFailure)
  /// 79: it is published, but not for the platforms of this host.
  case otherPlatform(subject: String, offered: [String], host: String)
  /// 80: the registry host accepts none of ocx's credentials.
  case authentication(subject: String, host: String)
  /// 81: offline or frozen, and not in the store.
  case offline(subject: String, reason: String?)
  /// 82 from 0.7 on: the registry, or this build of ocx, lacks a required feature.
  case unsupported(subject: String, reason: String?)
  /// Any other status.
  case failed(subject: String, status: Int32, reason: String?)
  /// It succeeded, but its answer violates the contract.
  case unexpectedAnswer(subject: String, reason: String)
  /// It gave no result.
  case process(ProcessFailure)

  /// The error code for scripts.
  package var code: FailureCode {
    switch self {
    case .absent: .unavailable
    case .tooOld, .newer, .configuration: .configuration
    case .unknownVersion, .data, .yanked, .unexpectedAnswer: .data
    case .usage: .usage
    case .unavailable, .unsupported: .unavailable
    case .inputOutput, .failed: .inputOutput
    case .tryAgain: .tryAgain
    case .permission: .permission
    case .notFound, .notServed, .otherPlatform: .notFound
    case .untrusted(_, let failure): failure.refusal.code
    case .authentication: .authentication
    case .offline: .policy
    case .process(let failure): failure.code
    }
  }

  /// The cause, on one line.
  package var message: String {
    switch self {
    case .absent(let searched): "there is no ocx: searched \(searched)"
    case .tooOld(let program, let found, let minimum):
      "\(program) is ocx \(found), older than \(minimum)"
    case .newer(let program, let version, let reason):
      "\(program) is ocx \(version), newer than this program knows: its answer has another shape "
        + "(\(reason))"
    case .unknownVersion(let program, let answer):
      "\(program) does not report its version\(answer.isEmpty ? "" : ": \(answer)")"
    case .usage(let subject, let reason):
      Self.line("ocx does not accept \(subject)", reason)
    case .data(let subject, let reason): Self.line("ocx rejects \(subject)", reason)
    case .yanked(let subject, let reason, _):
      Self.line("\(subject) was yanked by its publisher", reason)
    case .unavailable(let subject, let reason):
      Self.line("no answer for \(subject)", reason)
    case .inputOutput(let subject, let reason):
      Self.line("ocx could not read or write for \(subject)", reason)
    case .tryAgain(let subject, let reason):
      Self.line("the registry of \(subject) does not answer now", reason)
    case .permission(let subject, let reason):
      Self.line("ocx has no permission for \(subject)", reason)
    case .configuration(let subject, let reason):
      Self.line("the configuration of ocx does not allow \(subject)", reason)
    case .notFound(let subject, _, _): "there is no \(subject)"
    case .notServed(let subject, let reason):
      Self.line("ocx does not find \(subject), although the index has it", reason)
    case .untrusted(let subject, let failure): failure.message(subject: subject)
    case .otherPlatform(let subject, let offered, let host):
      "\(subject) is not available for \(host), only for \(offered.joined(separator: ", "))"
    case .authentication(let subject, let host):
      "\(host) needs a login for \(subject)"
    case .offline(let subject, let reason):
      Self.line("\(subject) is not in the store, and ocx may not use the network", reason)
    case .unsupported(let subject, let reason):
      Self.line("the registry of \(subject), or this ocx, lacks a required feature", reason)
    case .failed(let subject, let status, let reason):
      Self.line("ocx ended with \(status) on \(subject)", reason)
    case .unexpectedAnswer(let subject, let reason):
      "ocx gave an invalid answer for \(subject): \(reason)"
    case .process(let failure): failure.message
    }
  }

  /// A command of this program that helps.
  package var remedy: Remedy? {
    switch self {
    case .data, .notServed: .refreshIndex(of: nil)
    case .notFound(_, let near, _) where near.isEmpty: .listPackages
    default: nil
    }
  }

  /// How to fix it, on one line.
  package var hint: String? {
    switch self {
    case .absent: "install ocx (https://ocx.sh), or name it in OCX_MISE_OCX"
    case .tooOld(_, _, let minimum):
      "update it to \(minimum) or later: ocx self update, or name another in OCX_MISE_OCX"
    case .newer:
      "update this program, or name an older ocx in OCX_MISE_OCX: \(OCXVersion.newestSeen) "
        + "is known"
    case .unknownVersion(let program, _): "check what it is: \(program) version"
    case .usage:
      "check the name and the version, and whether ocx is newer than this program knows"
    case .data, .notServed: "update the index, then try again"
    case .untrusted(_, let failure): failure.hint
    case .yanked(_, _, let safe?): "use \(safe) instead"
    case .yanked: "to use exactly this version, pin it by its digest"
    case .unavailable: "check the network and the index of the registry, then try again"
    case .inputOutput:
      "check the disk space, the owner of ocx's folder (OCX_HOME), and whether another ocx is "
        + "running"
    case .tryAgain: "check whether the registry answers, then try again"
    case .permission: "check the owner of ocx's folder (OCX_HOME)"
    case .configuration:
      "check its config.toml and the OCX_ variables: a registry with a private address needs "
        + "trusted_hosts, one without TLS OCX_INSECURE_REGISTRIES"
    case .notFound(_, let near, _) where !near.isEmpty:
      "did you mean \(near.joined(separator: ", "))?"
    case .notFound: "list them"
    case .otherPlatform: "choose one of them with the option platform, or use another version"
    case .authentication(_, let host):
      "ocx login \(host), or set \(Self.variable(host, "USER")) and \(Self.variable(host, "TOKEN"))"
    case .offline:
      "install it once with network access: without --offline, OCX_OFFLINE, OCX_FROZEN, MISE_OFFLINE"
    case .failed, .unsupported, .unexpectedAnswer: "run ocx yourself to see more"
    case .process(let failure): failure.hint
    }
  }

  /// The variable that ocx reads for a registry host: every character except letters and digits is
  /// replaced by `_`, and case is kept (docs/ocx.md §5).
  static func variable(_ host: String, _ part: String) -> String {
    let slug = host.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return "OCX_AUTH_\(String(slug))_\(part)"
  }

  private static func line(_ cause: String, _ reason: String?) -> String {
    reason.map { cause + ": " + $0 } ?? cause
  }
}
