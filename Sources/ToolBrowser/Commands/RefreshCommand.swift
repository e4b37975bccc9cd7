import BackendKit

/// `refresh [REGISTRY|TOOL …]`: brings the local index up to date; without an argument, every
/// registry that it has, or OCX's own where it has none.
struct RefreshCommand: Command {
  var subjects: [ToolArgument] = []

  static let name = "refresh"
  static let declaration = CommandDeclaration<Self>(
    summary: "bring the local index up to date",
    discussion: [
      "Through ocx index sync for a registry, ocx index update for a tool. Every registry is asked"
        + " concurrently, and one that fails keeps no other from it; the status is that of the first"
        + " that failed, in the order given."
    ],
    argument: .many(
      \.subjects, "REGISTRY|TOOL",
      "a registry such as ocx.sh, or a tool; every known registry without one",
      completion: .dynamic(.registryOrPackage)),
    hasJSON: true)

  func run(_ context: CommandContext) throws -> Int32 {
    try context.interruptible { try run(context, cancellation: $0) }
  }

  private func run(_ context: CommandContext, cancellation: Cancellation) throws -> Int32 {
    let workspace = context.workspace()
    let subjects = try wanted(context, workspace)
    var session = context.session(on: workspace)
    let notices = try session.perform(
      .refresh(subjects), context, cancellation, names: subjects.map(\.name))
    let results = notices.flatMap { notice -> [RefreshResult] in
      if case .refreshed(let results) = notice { results } else { [] }
    }
    let report = RefreshReport(results: results)
    if context.isJSON { try context.output.answer(report.json.pretty + "\n") }
    return report.tell(context.output)
  }

  /// What to refresh, registries first, each once.
  private func wanted(
    _ context: CommandContext, _ workspace: Workspace
  ) throws -> [RefreshSubject] {
    var registries: [RefreshSubject] = []
    var tools: [RefreshSubject] = []
    for subject in subjects {
      if ToolName.isRegistry(subject.text) {
        registries.append(.registry(subject.text))
      } else {
        tools.append(.tool(try context.tool(subject, in: workspace)))
      }
    }
    if subjects.isEmpty {
      let known = context.index.exists ? try context.index.sources().map(\.registry) : []
      registries = (known.isEmpty ? [context.defaultRegistry] : known).map { .registry($0) }
    }
    let all = registries + tools
    return all.enumerated().filter { !all[..<$0.offset].contains($0.element) }.map(\.element)
  }
}
