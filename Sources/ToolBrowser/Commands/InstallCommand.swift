import BackendKit

/// `install [TOOL[@VERSION] …]`: through mise if it is installed, else through ocx. Without a tool,
/// every pin in force on this machine that is not installed.
struct InstallCommand: Command, Equatable {
  var tools: [ToolArgument] = []
  /// How many installs run concurrently without mise; nil for the value of the settings.
  var jobs: PositiveNumber?
  var dryRun = false

  static let name = "install"
  static let declaration = CommandDeclaration<Self>(
    summary: "install tools through mise if it is installed, else through ocx",
    discussion: [
      "Without TOOL, every pin for this machine that is not installed. Pins that are yanked or"
        + " cannot be resolved are skipped with a warning and determine the exit status. A tag that"
        + " has moved since it was installed is reported but not installed again: name the TOOL for"
        + " that."
    ],
    argument: .many(
      \.tools, "TOOL[@VERSION]", "[ocx:][registry/]namespace/name, and a version of it",
      completion: .dynamic(.packageVersion)),
    options: [
      .value(\.jobs, "jobs", "N", "how many installs run concurrently without mise; 4 unless set"),
      .flag(\.dryRun, "dry-run", "print what would be installed, and install nothing"),
    ],
    hasJSON: true)

  func run(_ context: CommandContext) throws -> Int32 {
    try context.interruptible { try run(context, cancellation: $0) }
  }

  /// Returns the exit status: that of the first pin or file that was skipped, else that of the
  /// install.
  func run(_ context: CommandContext, cancellation: Cancellation) throws -> Int32 {
    let workspace = context.workspace()
    let items: [Installer.Item]
    var skipped: [SkippedItem] = []
    if tools.isEmpty {
      let selection = InstallSelection.missing(of: workspace.pins())
      items = selection.items
      skipped =
        SkippedItem.files(of: workspace.project)
        + selection.skippedItems(of: workspace.project, context.output)
      context.warn(of: skipped)
    } else {
      items = try tools.flatMap { try Self.items(named: $0, in: workspace, context) }
    }
    let status = skipped.first?.code.exitCode ?? 0
    guard !items.isEmpty else {
      if context.isJSON { try context.output.standardOutput("[]\n") }
      if skipped.isEmpty { context.output.standardError("nothing to install\n") }
      return status
    }
    context.warnOfRefusals(workspace)
    if dryRun {
      try items.forEach { try Self.requireVersion($0, in: workspace.index) }
      return try preview(items, context, status: status)
    }
    let jobs = jobs?.value ?? context.settings().jobs
    var session = context.session(on: workspace, jobs: jobs)
    let notices = try session.perform(
      .install(items), context, cancellation)
    let results = notices.flatMap { notice -> [InstallResult] in
      if case .installed(let results, _) = notice { results } else { [] }
    }
    let report = InstallReport(results: results, isByMise: workspace.hasMise)
    if context.isJSON { try context.output.standardOutput(report.json.pretty + "\n") }
    let installed = report.write(to: context.output)
    return status == 0 ? installed : status
  }

  /// The items for a named tool: the project's request for it if the tool is pinned, else the named
  /// version or the newest.
  private static func items(
    named argument: ToolArgument, in workspace: Workspace, _ context: CommandContext
  ) throws -> [Installer.Item] {
    let request = try context.request(argument, in: workspace)
    let pins = workspace.pins(of: request.tool).filter(\.counts)
    let exact = pins.filter { $0.entry.key == argument.text.prefix { $0 != "@" } }
    let meant = exact.isEmpty ? pins : exact
    guard let version = request.version else {
      let items = meant.compactMap { pin -> Installer.Item? in
        var item = Installer.Item(pin.entry)
        item?.isForced = pin.needsReinstall
        return item
      }
      return items.isEmpty ? [Installer.Item(tool: request.tool)] : items
    }
    var item = Installer.Item(
      tool: request.tool, version: version, key: meant.first?.entry.key,
      options: meant.first?.entry.options.filter { $0.key != "digest" } ?? [:])
    item.isForced = meant.contains { $0.resolved == version && $0.needsReinstall }
    return [item]
  }

  /// Throws `UnknownVersion` if the index knows the tool, but not the version.
  private static func requireVersion(_ item: Installer.Item, in index: IndexCollection) throws {
    guard let version = item.version, !version.hasPrefix("ref:"),
      let root = try? index.root(of: item.tool)
    else { return }
    _ = try VersionList(root: root).listed(matching: version, of: item.tool)
  }

  /// Prints what would be installed.
  private func preview(
    _ items: [Installer.Item], _ context: CommandContext, status: Int32
  ) throws -> Int32 {
    if context.isJSON {
      let report = InstallReport(
        results: items.map { InstallResult($0, .notStarted) }, isByMise: true)
      try context.output.standardOutput(report.json.pretty + "\n")
    }
    for item in items {
      context.output.standardError("would install: \(SafeText.clean(item.name))\n")
    }
    return status
  }
}
