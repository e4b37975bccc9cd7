import BackendKit

/// `upgrade [TOOL …]`: rewrites the pins in force that have newer versions. If a named tool cannot
/// be checked, nothing is written; other pins that cannot be checked are reported and skipped.
struct UpgradeCommand: ReportingCommand, Equatable {
  var tools: [ToolArgument] = []
  /// The highest level.
  var level = UpgradeLevel.standard
  /// Whether global and system files are changed as well.
  var includesGlobal = false
  var file: PathArgument?
  /// The task of the file whose tools are upgraded.
  var task: String?
  /// Whether the upgraded pins are installed as well.
  var installs = false
  var dryRun = false

  static let name = "upgrade"
  static let declaration = CommandDeclaration<Self>(
    summary: "upgrade pins to newer versions",
    discussion: [
      "Without TOOL, upgrades the pins in the project's own files. A pin keeps its precision and its"
        + " options. Upgrades go up to LEVEL, minor unless given; higher ones are reported. The level"
        + " within changes no file: it installs the newest version that each pin covers.",
      "If a TOOL cannot be checked, that is an error and nothing is written. Without TOOL the rest is"
        + " written, and the exit status is that of the first file or pin that could not be checked.",
    ],
    argument: .many(
      \.tools, "TOOL", "[ocx:][registry/]namespace/name", completion: .dynamic(.pin)),
    options: [
      .value(\.level, "to", "LEVEL", "within, patch, minor or major; minor unless given"),
      .value(\.file, "file", "FILE", "the pins in this file", group: .target),
      .value(
        \.task, "task", "NAME", "the tools of this task of the file", completion: .dynamic(.task),
        needs: "file"),
      .flag(\.includesGlobal, "global", "the global and system files as well", group: .target),
      .flag(\.installs, "install", "install the upgraded pins and newer versions within pins"),
      .dryRun(\.dryRun),
    ],
    hasJSON: true)

  func report(_ context: CommandContext) throws -> ChangeReport {
    try context.requireNamedIndex()
    let workspace = context.workspace(writing: !dryRun && level != .within)
    let project = workspace.project
    let chosen = try pins(in: workspace, context)
    let unknown = chosen.compactMap { SkippedItem($0, of: project) }
    if !tools.isEmpty, let first = unknown.first { throw first }
    let files = SkippedItem.files(of: project)
    var session = context.session(on: workspace)
    if let file { session.agree(toNamed: context.path(file), of: project) }
    let pinning = Pinning(workspace: workspace)
    var report = ChangeReport(plan: ChangePlan(files: []), written: false)
    var outside: [SkippedItem] = []
    if level == .within {
      report.installStatus = try install(chosen, &session, context)
    } else {
      let staged = try session.stage([.upgrade(chosen, to: level)])
      if tools.isEmpty, file == nil, !dryRun { outside = leaveOutside(&session, context) }
      report = try context.report(on: &session, dryRun: dryRun)
      for left in staged.left where !(installs && left.level == .within) {
        context.output.standardError("left: \(SkippedUpgradeText.line(left))\n")
      }
      if installs {
        if task != nil {
          context.output.standardError("not installed: mise does that when it runs the task\n")
        }
        if dryRun {
          previewInstall(of: chosen, after: staged.changes, context)
        } else {
          report.installStatus = try installUpgraded(chosen, warned: files + unknown, context)
        }
      }
    }
    for line in chosen.flatMap(SkippedUpgradeText.tooYoung) {
      context.output.standardError("left: \(line)\n")
    }
    for pin in pinning.heldBack(chosen, to: level) {
      let name = SafeText.clean("\(pin.entry.key) \"\(pin.entry.request)\"")
      context.output.standardError(
        "left as it is: \(name), for its list has the newer one already\n")
    }
    context.warn(of: files + unknown + outside)
    if !chosen.isEmpty { context.warnOfRefusals(workspace) }
    if tools.isEmpty { report.skipped = files + unknown + outside }
    return report
  }

  /// Drops the changes of files outside of the project without consent, so that the others can be
  /// written.
  private func leaveOutside(
    _ session: inout SessionDriver, _ context: CommandContext
  ) -> [SkippedItem] {
    session.session.unagreed.compactMap { file in
      guard let refusal = session.refusal(of: file, context) else { return nil }
      let changes = session.session.staged.changes
      for index in changes.indices.reversed()
      where Files.resolvedTarget(of: changes[index].change.file) == file.target {
        _ = session.request(.drop(index))
      }
      return SkippedItem(refusal)
    }
  }

  /// Installs what the files say now: the pins that were raised, and what is newer within others.
  ///
  /// - Parameter warned: what has been reported already.
  private func installUpgraded(
    _ chosen: [Pin], warned: [SkippedItem], _ context: CommandContext
  ) throws -> Int32 {
    let workspace = context.workspace()
    let entries = Set(chosen.map { [$0.entry.file, $0.entry.key, "\($0.entry.index)"] })
    let selection = InstallSelection.missingOrNewer(
      of: workspace.pins().filter { pin in
        entries.contains([pin.entry.file, pin.entry.key, "\(pin.entry.index)"])
      })
    let skipped = selection.skippedItems(of: workspace.project, context.output)
    context.warn(of: skipped.filter { !warned.contains($0) })
    let status = skipped.first?.code.exitCode ?? 0
    guard !selection.items.isEmpty else { return status }
    var session = context.session(on: workspace)
    let installed = try install(.install(selection.items), &session, context)
    return installed == 0 ? status : installed
  }

  /// Prints what `installUpgraded` would install after these changes.
  private func previewInstall(
    of chosen: [Pin], after changes: [StagedChange], _ context: CommandContext
  ) {
    for pin in chosen where pin.entry.format == nil {
      let entry = pin.entry
      let raised = changes.lazy.map(\.change).first { change in
        change.file == entry.file && change.key == entry.key
          && (change.index ?? entry.index) == entry.index
      }
      if let request = raised?.request {
        context.output.standardError(
          "would install: \(SafeText.clean("\(entry.key)@\(request)"))\n")
      } else if let item = InstallSelection.missingOrNewer(of: [pin]).items.first {
        let newer = pin.isInstalled ? pin.upgrades?.within : nil
        let line = newer.map {
          SkippedUpgradeText.line(SkippedUpgrade(pin: pin, level: .within, step: $0))
        }
        context.output.standardError("would install: \(line ?? SafeText.clean(item.name))\n")
      }
    }
  }

  private func install(
    _ intent: Intent, _ session: inout SessionDriver, _ context: CommandContext
  ) throws -> Int32 {
    let notices = try context.interruptible { cancellation in
      try session.perform(intent, context, cancellation)
    }
    return notices.reduce(0) { status, notice in
      guard case .installed(let results, _) = notice else { return status }
      return InstallReport(
        results: results, isByMise: MiseProgram.locate(context.environment) != nil
      ).write(to: context.output)
    }
  }

  /// Installs the newest version that each pin covers; no file changes.
  private func install(
    _ pins: [Pin], _ session: inout SessionDriver, _ context: CommandContext
  ) throws -> Int32 {
    guard !dryRun else {
      for pin in InstallSelection.newer(within: pins).pins {
        guard let step = pin.upgrades?.within else { continue }
        let left = SkippedUpgrade(pin: pin, level: .within, step: step)
        context.output.standardError("would install: \(SkippedUpgradeText.line(left))\n")
      }
      return 0
    }
    return try install(.upgrade(pins, to: .within), &session, context)
  }

  /// The pins of a file: its `[tools]`, or those of a task. A tool stub has one pin, a file task
  /// its own.
  private func pins(in path: String, _ workspace: Workspace) throws -> [Pin] {
    if task == nil, workspace.project.kind(of: path) != nil {
      return try workspace.pins(in: path)
    }
    let pins = try workspace.taskPins(in: path).filter { task == nil || $0.entry.task == task }
    if let task, pins.isEmpty {
      throw CommandFailure.noTask(task, file: workspace.project.displayPath(path))
    }
    return pins
  }

  /// The pins to upgrade.
  private func pins(in workspace: Workspace, _ context: CommandContext) throws -> [Pin] {
    let project = workspace.project
    if let file {
      let path = project.writeTarget(.file(context.path(file)))
      let pins = try self.pins(in: path, workspace)
      let named = try tools.map { try context.tool($0, in: workspace, among: .pinsFirst) }
      for tool in named where !pins.contains(where: { $0.entry.tool == tool }) {
        _ = try Pinning(workspace: workspace).unpin(tool, scope: .file(path))
      }
      return named.isEmpty
        ? pins.filter { $0.entry.ignored == nil }
        : pins.filter { $0.entry.tool.map(named.contains) ?? false }
    }
    let pins = workspace.pins().filter { pin in
      pin.counts && (pin.entry.format == nil || tools.isEmpty)
    }
    guard !tools.isEmpty else {
      let own = Set(project.files.filter { includesGlobal || $0.level == .project }.map(\.path))
      return pins.filter { own.contains($0.entry.file) || $0.entry.format != nil }
    }
    let named = try tools.map { try context.tool($0, in: workspace, among: .pinsFirst) }
    for tool in named where !pins.contains(where: { $0.entry.tool == tool }) {
      do {
        // The failure suggests similar names.
        _ = try Pinning(workspace: workspace).unpin(tool)
      } catch let failure as PinningFailure {
        throw project.cause(of: failure, scope: nil)
      }
    }
    return pins.filter { pin in pin.entry.tool.map(named.contains) ?? false }
  }
}

extension UpgradeLevel: CommandLineValue {}
