import BackendKit

/// `doctor`: each check says what was looked at, what was found, and how to mend it.
struct DoctorCommand {
  func run(_ context: CommandContext, cancellation: Cancellation) -> DoctorReport {
    let workspace = context.workspace()
    return DoctorReport(
      checks: [
        ocx(context, cancellation: cancellation),
        mise(context),
        plugin(context),
        index(context),
        terminal(context.environment),
      ] + files(workspace) + pins(workspace))
  }

  private func ocx(
    _ context: CommandContext, cancellation: Cancellation
  ) -> DoctorReport.Check {
    do {
      let client = try OCXClient.locate(
        environment: context.environment, offline: context.offline)
      let version = try client.checkVersion(cancellation: cancellation)
      return .init("ocx", .good, "\(version) at \(client.program)")
    } catch let failure as any Failure {
      return .init("ocx", failure: failure)
    } catch {
      return .init("ocx", .bad, "\(error)")
    }
  }

  private func mise(_ context: CommandContext) -> DoctorReport.Check {
    guard let path = ExecutableSearch.find("mise", in: context.environment) else {
      return .init(
        "mise", .attention, "not on PATH",
        hint: "browsing and pinning work; to install through it: https://mise.jdx.dev")
    }
    return .init("mise", .good, path)
  }

  private func plugin(_ context: CommandContext) -> DoctorReport.Check {
    let plugin = PluginInstallation(environment: context.environment)
    guard plugin.isLinked else {
      return .init(
        "plugin", .attention, "mise has none at \(plugin.link)",
        hint: "ocx-mise-tui plugin install")
    }
    return .init("plugin", .good, plugin.link)
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
    let name = environment["TERM"] ?? "none"
    guard name != "dumb", name != "none" else {
      return .init("terminal", .attention, "TERM is \(name)", hint: "ocx-mise-tui --plain")
    }
    return .init("terminal", .good, "TERM is \(name)")
  }

  private func files(_ workspace: Workspace) -> [DoctorReport.Check] {
    let project = workspace.project
    var checks = project.files.map { file in
      file.problem.map { DoctorReport.Check("file", failure: $0) }
        ?? .init("file", .good, project.displayPath(file.path))
    }
    let target = project.writeTarget(.project)
    let writable = Files.isWritable(Files.exists(target) ? target : Paths.parent(target))
    checks.append(
      .init(
        "pins go to", writable ? .good : .attention, project.displayPath(target),
        hint: writable ? nil : "it cannot be written: check its permissions"))
    return checks
  }

  private func pins(_ workspace: Workspace) -> [DoctorReport.Check] {
    workspace.pins().flatMap { pin in
      pin.warnings.map { warning in
        .init("pin", .attention, "\(pin.entry.key): \(warning)")
      }
    }
  }
}

/// What `doctor` found.
struct DoctorReport: Report {
  /// How a check came out.
  enum Verdict: String, Sendable {
    case good = "ok"
    case attention
    case bad = "failed"
  }

  /// One thing that was looked at.
  struct Check: Sendable {
    let subject: String
    let verdict: Verdict
    let found: String
    let hint: String?

    init(_ subject: String, _ verdict: Verdict, _ found: String, hint: String? = nil) {
      self.subject = subject
      self.verdict = verdict
      self.found = found
      self.hint = hint
    }

    init(_ subject: String, failure: any Failure) {
      self.init(subject, .bad, failure.message, hint: failure.hint)
    }
  }

  let checks: [Check]

  var json: JSONValue {
    .array(
      checks.map { check in
        var members: [(String, JSONValue)] = [
          ("check", .string(check.subject)), ("state", .string(check.verdict.rawValue)),
          ("found", .string(check.found)),
        ]
        if let hint = check.hint { members.append(("hint", .string(hint))) }
        return .object(members)
      })
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([.init(""), .init("CHECK"), .init("FOUND")])
    for check in checks {
      table.add([check.verdict.rawValue, check.subject, check.found])
      if let hint = check.hint { table.add(["", "", "-> " + hint]) }
    }
    return table.text(style: style)
  }
}
