extension OCXClient {
  /// Makes a call, after checking the version, and returns its standard output. Only status 75 is
  /// retried. `registry` is the one whose credentials may be missing.
  func call(
    _ arguments: [String], subject: String, registry: String? = nil,
    _ options: Options = Options(), cancellation: Cancellation
  ) throws(OCXFailure) -> [UInt8] {
    let deadline = options.timeLimit.map { retry.now() + $0 }
    let version = try checkVersion(timeLimit: options.timeLimit, cancellation: cancellation)
    let log = options.onNote.map(OCXLog.init)
    let flags = (offline ? ["--offline"] : []) + options.flags
    onCommand(ShellWord.command(["ocx"] + flags + arguments))
    var failures = 0
    while true {
      var attempt = options
      attempt.timeLimit = deadline.map { max(0, $0 - retry.now()) }
      if log != nil { attempt.flags += logFlags(of: version) }
      let result = try run(arguments, attempt, cancellation, log: log)
      if result.succeeded { return result.output }
      let failure = Self.failure(
        of: result, subject: subject, registry: registry, version: version,
        keepsStatus: options.keepsStatus)
      guard result.ending == .exited(FailureCode.tryAgain.exitCode) else { throw failure }
      failures += 1
      let wait = retry.wait(after: failures)
      if failures >= retry.attempts { throw failure }
      if let deadline, retry.now() + wait >= deadline { throw failure }
      log?.add(.progress("try \(failures + 1) of \(retry.attempts): \(failure.message)"))
      retry.sleep(wait, cancellation)
    }
  }

  /// Flags that make a newer ocx report progress, unless the user has chosen a log level.
  private func logFlags(of version: OCXVersion) -> [String] {
    let isChosen = ["OCX_LOG", "OCX_LOG_CONSOLE", "OCX_LOG_LEVEL", "RUST_LOG"]
      .contains { environment[$0] != nil }
    return version < .wrapping || isChosen ? [] : ["--log-level", "info"]
  }

  /// Runs ocx once, whatever the result.
  func run(
    _ arguments: [String], _ options: Options, _ cancellation: Cancellation, log: OCXLog? = nil
  ) throws(OCXFailure) -> ProcessResult {
    var flags = ["--format", "json", "--color", "never"]
    if offline { flags.append("--offline") }
    var command = ProcessRunner.Command(
      executable: program, arguments: flags + options.flags + arguments,
      environment: variables.merging(options.variables) { $1 })
    command.timeLimit = options.timeLimit
    if let log { command.onErrorLine = log.process }
    do {
      return try runner.run(command, cancellation: cancellation)
    } catch {
      throw .process(error)
    }
  }

  /// The environment for ocx: ours, because of authentication, proxies and certificates, without
  /// the variables that select another project, hide answers, or install shims instead of packages.
  /// The home is made absolute, because ocx writes it into links.
  private var variables: [String: String] {
    var variables = environment.variables
    for name in ["OCX_QUIET", "OCX_PROJECT", "OCX_GLOBAL", "OCX_LAZY_MODE"] {
      variables[name] = nil
    }
    if let home = environment["OCX_HOME"], !Paths.isAbsolute(home) {
      variables["OCX_HOME"] = Paths.absolute(home, from: environment.workingDirectory)
    }
    variables["OCX_NO_UPDATE_CHECK"] = "1"
    return variables
  }

  /// The failure for an exit status, in this version of ocx (docs/ocx.md §3, docs/ocx-0.6.md §3).
  /// Messages about signatures are checked first, because their status codes have other meanings
  /// elsewhere.
  static func failure(
    of result: ProcessResult, subject: String, registry: String?, version: OCXVersion? = nil,
    keepsStatus: Bool = false
  ) -> OCXFailure {
    let envelope = OCXErrorEnvelope(result.output)
    let message = envelope?.message ?? OCXLogLine.lastError(in: result.errorOutput)
    let reason = message.flatMap { OCXMessage.cause($0, of: subject) }
    if !keepsStatus, case .exited(let status) = result.ending,
      let failure = TrustFailure(
        envelope, message: message ?? "", status: status, version: version, subject: subject)
    {
      return .untrusted(subject: subject, failure)
    }
    if envelope?.detail == "yanked_refused" {
      return .yanked(subject: subject, reason: nil, safe: nil)
    }
    return switch result.ending {
    case .exited(let status) where keepsStatus && status != FailureCode.tryAgain.exitCode:
      .failed(subject: subject, status: status, reason: reason)
    case .signalled(let signal):
      .failed(subject: subject, status: 128 + signal, reason: "signal \(signal) ended it")
    case .exited(64): .usage(subject: subject, reason: reason)
    case .exited(65): .data(subject: subject, reason: reason)
    case .exited(69): .unavailable(subject: subject, reason: reason)
    case .exited(74): .inputOutput(subject: subject, reason: reason)
    case .exited(75): .tryAgain(subject: subject, reason: reason)
    case .exited(77): .permission(subject: subject, reason: reason)
    case .exited(78): .configuration(subject: subject, reason: reason)
    // An explicitly named file is missing.
    case .exited(79) where reason?.hasPrefix("config file not found") == true:
      .configuration(subject: subject, reason: reason)
    case .exited(79): .notFound(subject: subject, near: [], reason: reason)
    case .exited(80): .authentication(subject: subject, host: registry ?? "its registry")
    case .exited(81): .offline(subject: subject, reason: nil)
    case .exited(82) where version.map { $0 >= .wrapping } == true:
      .unsupported(subject: subject, reason: reason)
    case .exited(let status): .failed(subject: subject, status: status, reason: reason)
    }
  }
}
