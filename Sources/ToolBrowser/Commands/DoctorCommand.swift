import BackendKit

/// `doctor`: each check says what was looked at, what was found, and how to fix it.
struct DoctorCommand: ReportingCommand {
  /// Whether the answer is for somebody who does not know this machine.
  var isForMaintainers = false

  static let name = "doctor"
  static let declaration = CommandDeclaration<Self>(
    summary: "what was looked at, what was found, and how to fix it",
    options: [
      .flag(
        \.isForMaintainers, "report",
        "all of it in one block to paste into an issue; no value of a secret variable is in it")
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
    let hasMise = MiseProgram.locate(context.environment) != nil
    let plugin = PluginCheck(environment: context.environment, cancellation: cancellation)
    return DoctorReport(
      checks: [
        ocx(context, cancellation: cancellation),
        plugin.mise(),
        plugin.plugin(),
        index(context),
        terminal(context.environment),
      ] + changes + settings(context.environment) + variables(context)
        + files(workspace, hasMise: hasMise) + disabled(workspace)
        + pins(workspace))
  }

  private func ocx(
    _ context: CommandContext, cancellation: Cancellation
  ) -> DoctorReport.Check {
    do throws(OCXFailure) {
      let client = try OCXClient.locate(
        environment: context.environment, offline: context.offline)
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

  /// Variables that aim elsewhere than people may remember.
  private func variables(_ context: CommandContext) -> [DoctorReport.Check] {
    var checks: [DoctorReport.Check] = []
    if let name = context.environment["OCX_MISE_TUI"], !Files.isExecutable(name) {
      checks.append(
        .init(
          "OCX_MISE_TUI", .attention, "\(SafeText.clean(name)) is no program",
          hint: "the plugin calls it and nothing else: name the one that is there, or unset it"))
    }
    checks += LoweredSafeguard.all(context.environment).map {
      .init($0.name, .attention, $0.meaning, hint: $0.hint)
    }
    if let variable = NetworkPolicy.forbiddingVariable(context.environment) {
      checks.append(
        .init(
          variable, .attention, "set: nothing is asked of a registry",
          hint: "unset it to see and install what is new"))
    }
    return checks
  }

  /// What crashes have left unfinished, which is ended here; nothing where there is none.
  private func changes(_ context: CommandContext) -> [DoctorReport.Check] {
    let changes = Changes(environment: context.environment)
    guard changes.hasLeftovers else { return [] }
    do throws(ChangeFailure) {
      return try changes.recover().map { note in
        DoctorReport.Check(
          "changes", note.isOpen ? .attention : .good,
          SafeText.clean(
            note.message { Paths.abbreviate($0, home: context.environment.home) }),
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
      "terminal", .attention, "\(name): no screen, so the browser is the plain one",
      hint: "set TERM to what the terminal is, such as xterm-256color")
    guard !TerminalDescription.isPlain(term: terminal.term), let term = terminal.term else {
      return plain
    }
    // The same look-up as the browser's.
    switch TerminalDescription.find(term: term)?.source {
    case .host: return .init("terminal", .good, "\(name), \(encoding)")
    case .builtIn:
      return .init(
        "terminal", .good,
        "\(name), which this host does not describe: using the built-in description, \(encoding)")
    case nil: return plain
    }
  }

  private func files(_ workspace: Workspace, hasMise: Bool) -> [DoctorReport.Check] {
    let project = workspace.project
    var checks = project.files.map { file -> DoctorReport.Check in
      if let skipped = SkippedItem(file, of: project) { return .init("file", failure: skipped) }
      guard hasMise, file.needsTrust else {
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

  /// That mise is told to install nothing from this backend.
  private func disabled(_ workspace: Workspace) -> [DoctorReport.Check] {
    workspace.refusals.compactMap { refusal in
      guard case .disabledBackend = refusal else { return nil }
      return .init(
        "backend", .attention, SafeText.clean(refusal.message), hint: refusal.commandHint)
    }
  }

  /// What is wrong with one pin alone: a missing index and an untrusted file have checks of their
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
