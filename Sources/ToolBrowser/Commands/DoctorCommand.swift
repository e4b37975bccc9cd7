import BackendKit

/// `doctor`: checks the setup, and says how to fix what is wrong.
struct DoctorCommand: ReportingCommand, Equatable {
  /// Whether the report is for somebody who does not know this machine.
  var isForMaintainers = false

  static let name = "doctor"
  static let declaration = CommandDeclaration<Self>(
    summary: "check the setup: what was checked, what was found, and how to fix it",
    options: [
      .flag(
        \.isForMaintainers, "report",
        "everything in one block to paste into an issue, without the values of secret variables")
    ],
    hasJSON: true)

  func report(_ context: CommandContext) throws -> DoctorReport {
    try context.interruptible { cancellation in
      var report = report(context, cancellation: cancellation)
      if isForMaintainers { report.machine = MachineSummary(context.environment) }
      return report
    }
  }

  private func report(_ context: CommandContext, cancellation: Cancellation) -> DoctorReport {
    let changes = changes(context)
    let workspace = context.workspace()
    let plugin = PluginCheck(environment: context.environment, cancellation: cancellation)
    return DoctorReport(
      checks: [
        ocx(context, cancellation: cancellation),
        plugin.mise(),
        plugin.plugin(),
        index(context),
        terminal(context.environment),
      ] + changes + settings(context.environment) + variables(context)
        + files(workspace) + disabled(workspace)
        + pins(workspace))
  }

  private func ocx(
    _ context: CommandContext, cancellation: Cancellation
  ) -> DoctorReport.Check {
    do throws(OCXFailure) {
      let client = try OCXClient.locate(
        environment: context.environment, offline: context.offline)
      try client.checkDocuments(cancellation: cancellation)
      let about = try client.about(timeLimit: 10, cancellation: cancellation)
      let found =
        "\(about.version) at \(client.program); home \(about.home), registry \(about.registry)"
      guard about.registry == context.defaultRegistry else {
        return .init(
          "ocx", .attention, SafeText.clean(found),
          hint: "a name without a registry means \(context.defaultRegistry) here: name the registry"
        )
      }
      return .init("ocx", .good, SafeText.clean(found))
    } catch {
      return .init("ocx", failure: error)
    }
  }

  /// Variables whose effect users may have forgotten.
  private func variables(_ context: CommandContext) -> [DoctorReport.Check] {
    var checks: [DoctorReport.Check] = []
    if let name = context.environment["OCX_MISE_TUI"], !Files.isExecutable(name) {
      checks.append(
        .init(
          "OCX_MISE_TUI", .attention, "\(SafeText.clean(name)) is not a program",
          hint: "the plugin calls only that: name an existing program, or unset the variable"))
    }
    checks += LoweredSafeguard.all(context.environment).map {
      .init($0.name, .attention, $0.meaning, hint: $0.hint)
    }
    if let variable = NetworkPolicy.forbiddingVariable(context.environment) {
      checks.append(
        .init(
          variable, .attention, "set: registries are not contacted",
          hint: "unset it to see and install new versions"))
    }
    return checks
  }

  /// Recovers from interrupted changes; no checks if there are none.
  private func changes(_ context: CommandContext) -> [DoctorReport.Check] {
    let changes = Changes(environment: context.environment)
    guard changes.hasLeftovers else { return [] }
    do throws(ChangeFailure) {
      return try changes.recover().map { note in
        DoctorReport.Check(
          "changes", note.isOpen ? .attention : .good,
          note.line(home: context.environment.home),
          hint: note.commandHint.map(SafeText.clean))
      }
    } catch {
      return [.init("changes", failure: error)]
    }
  }

  private func index(_ context: CommandContext) -> DoctorReport.Check {
    let index = context.index
    do throws(IndexFailure) {
      let sources = try index.sources()
      let parts = try sources.map { source throws(IndexFailure) in
        let age = index.age(of: source).map { ", " + Age.short(seconds: $0) } ?? ""
        return "\(source.registry) (\(try index.names(in: source).count) packages\(age))"
      }
      guard !parts.isEmpty else { throw .absent(path: index.path) }
      return .init("index", .good, parts.joined(separator: ", ") + " in \(index.path)")
    } catch {
      return .init("index", failure: error)
    }
  }

  private func terminal(_ environment: Environment) -> DoctorReport.Check {
    let terminal = TerminalEnvironment(environment: environment)
    let name = terminal.term.map { "TERM is \(SafeText.clean($0))" } ?? "TERM is not set"
    let encoding = terminal.isUTF8 ? "UTF-8" : "no UTF-8 in the locale: drawn in ASCII"
    let plain = DoctorReport.Check(
      "terminal", .attention, "\(name): it has no screen, so the browser runs as plain text",
      hint: "set TERM to what the terminal is, such as xterm-256color")
    guard !TerminalDescription.isPlain(term: terminal.term), let term = terminal.term else {
      return plain
    }
    // The same lookup as in the browser.
    switch TerminalDescription.find(term: term)?.source {
    case .host: return .init("terminal", .good, "\(name), \(encoding)")
    case .builtIn:
      return .init(
        "terminal", .good,
        "\(name), which this host does not describe: using the built-in description, \(encoding)")
    case nil: return plain
    }
  }

  private func files(_ workspace: Workspace) -> [DoctorReport.Check] {
    let project = workspace.project
    var checks = project.files.map { file -> DoctorReport.Check in
      if let skipped = SkippedItem(file, of: project) { return .init("file", failure: skipped) }
      guard workspace.hasMise, file.needsTrust else {
        return .init("file", .good, project.displayPath(file.path))
      }
      return .init(
        "file", .attention,
        "\(project.displayPath(file.path)) is not trusted yet: mise will not"
          + " read it", hint: "mise trust \(ShellWord.quoted(file.path))")
    }
    let target = project.writeTarget(.project)
    let writable = Files.isWritable(Files.exists(target) ? target : Paths.parent(target))
    checks.append(
      .init(
        "pins go to", writable ? .good : .attention, project.displayPath(target),
        hint: writable ? nil : "it cannot be written: check its permissions"))
    return checks
  }

  /// Whether mise's settings disable this backend.
  private func disabled(_ workspace: Workspace) -> [DoctorReport.Check] {
    workspace.refusals.compactMap { refusal in
      guard case .disabledBackend = refusal else { return nil }
      return .init(
        "backend", .attention, SafeText.clean(refusal.message), hint: refusal.commandHint)
    }
  }

  /// What is wrong with single pins: a missing index and an untrusted file have checks of their
  /// own.
  private func pins(_ workspace: Workspace) -> [DoctorReport.Check] {
    workspace.pins().flatMap { pin -> [DoctorReport.Check] in
      var general: [String?] = workspace.refusals.map(\.warning)
      if case .absent = pin.failure { general.append(pin.failure?.message) }
      return pin.warnings.filter { !general.contains($0) }.map { warning in
        .init("pin", .attention, "\(pin.entry.key): \(warning)")
      }
    }
  }
}
