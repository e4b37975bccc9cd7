extension OCXClient {
  /// Makes a call and gives its standard output, after the version was checked. Only 75 is tried
  /// again. `registry` is whose credentials may be wanting.
  func call(
    _ arguments: [String], subject: String, registry: String? = nil,
    _ options: Options = Options(), cancellation: Cancellation
  ) throws(OCXFailure) -> [UInt8] {
    let deadline = options.timeLimit.map { retry.now() + $0 }
    try checkVersion(timeLimit: options.timeLimit, cancellation: cancellation)
    var failures = 0
    while true {
      var attempt = options
      attempt.timeLimit = deadline.map { max(0, $0 - retry.now()) }
      let result = try run(arguments, attempt, cancellation)
      if result.succeeded { return result.output }
      let failure = Self.failure(
        of: result, subject: subject, registry: registry, keepsStatus: options.keepsStatus)
      guard case .tryAgain = failure else { throw failure }
      failures += 1
      let wait = retry.wait(after: failures)
      if failures >= retry.attempts { throw failure }
      if let deadline, retry.now() + wait >= deadline { throw failure }
      options.onLine?("try \(failures + 1) of \(retry.attempts): \(failure.message)")
      retry.sleep(wait, cancellation)
    }
  }

  /// Runs ocx once, whatever it answers.
  func run(
    _ arguments: [String], _ options: Options, _ cancellation: Cancellation
  ) throws(OCXFailure) -> ProcessResult {
    var flags = ["--format", "json", "--color", "never"]
    if offline { flags.append("--offline") }
    var command = ProcessRunner.Command(
      executable: program, arguments: flags + options.flags + arguments,
      environment: variables.merging(options.variables) { $1 })
    command.timeLimit = options.timeLimit
    if let onLine = options.onLine {
      command.onErrorLine = { line in
        let clean = SafeText.clean(line)
        if !clean.isEmpty { onLine(clean) }
      }
    }
    do {
      return try runner.run(command, cancellation: cancellation)
    } catch {
      throw .process(error)
    }
  }

  /// What ocx finds in its environment: all of ours, for its authentication, proxies and
  /// certificates, but for the variables that aim it at another project, hide its answers, or have
  /// it put shims where a package is to be. A home is named from the root, for ocx writes its paths
  /// into links.
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

  /// What the exit status says (docs/ocx.md §3).
  static func failure(
    of result: ProcessResult, subject: String, registry: String?, keepsStatus: Bool = false
  ) -> OCXFailure {
    // ocx 0.5.8 prints no document of a failure; its log has the cause.
    let message =
      OCXDecoding.errorMessage(result.output) ?? OCXLogLine.lastError(in: result.errorOutput)
    let reason = message.flatMap { Self.cause($0, of: subject) }
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
    case .exited(79): .notFound(subject: subject, near: [])
    case .exited(80): .authentication(subject: subject, host: registry ?? "its registry")
    case .exited(81): .offline(subject: subject, reason: nil)
    case .exited(let status): .failed(subject: subject, status: status, reason: reason)
    }
  }

  /// The cause in ocx's words: without the mend that may follow it, which names commands that are
  /// out of date, and without the subject, which our own line names.
  private static func cause(_ message: String, of subject: String) -> String? {
    var text = OCXLogLine.withoutCredentials(SafeText.clean(message))
    for mark in ["; run ", "; resolve ", "; install ", "; use "] {
      if let range = text.firstRange(of: mark) { text = String(text[..<range.lowerBound]) }
    }
    if let range = text.firstRange(of: " — ") { text = String(text[range.upperBound...]) }
    text = withoutRepeats(text)
    return text.isEmpty ? nil : String(text.prefix(300))
  }

  /// A chain of causes without those that it has already: ocx says some up to four times.
  private static func withoutRepeats(_ text: String) -> String {
    var causes: [Substring] = []
    var rest = text[...]
    while let mark = rest.firstRange(of: ": ") {
      causes.append(rest[..<mark.lowerBound])
      rest = rest[mark.upperBound...]
    }
    causes.append(rest)
    var known: Set<Substring> = []
    return causes.filter { known.insert($0).inserted }.joined(separator: ": ")
  }
}
