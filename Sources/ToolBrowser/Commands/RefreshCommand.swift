import BackendKit

/// `refresh [REGISTRY|TOOL …]`: updates the local index; without an argument, every registry in it,
/// or the default one if it is empty.
struct RefreshCommand: Command, Equatable {
  var subjects: [ToolArgument] = []

  static let name = "refresh"
  static let declaration = CommandDeclaration<Self>(
    summary: "update the local index",
    discussion: [
      "Uses ocx index sync for a registry and ocx index update for a tool. Registries are updated"
        + " concurrently, and one that fails does not stop the others; the exit status is that of the"
        + " first failure, in the order given."
    ],
    argument: .many(
      \.subjects, "REGISTRY|TOOL",
      "a registry such as ocx.sh, or a tool; all known registries unless given",
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
    if context.isJSON { try context.output.standardOutput(report.json.pretty + "\n") }
    return report.write(to: context.output)
  }

  /// The parts to refresh, registries first, each once.
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
