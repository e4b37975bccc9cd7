import BackendKit

/// `refresh [REGISTRY|TOOL …]`: brings the local index up to date; without an argument, every
/// registry that it has, or OCX's own where it has none.
struct RefreshCommand: Command {
  var subjects: [ToolArgument] = []

  static let name = "refresh"
  static let declaration = CommandDeclaration<Self>(
    summary: "bring the local index up to date",
    discussion: ["Through ocx index sync for a registry, ocx index update for a tool."],
    argument: .many(
      \.subjects, "REGISTRY|TOOL",
      "a registry such as ocx.sh, or a tool; every known registry without one",
      completion: .dynamic(.registryOrPackage)))

  func run(_ context: CommandContext) throws -> Int32 {
    try context.interruptible { try run(context, cancellation: $0) }
    return 0
  }

  private func run(_ context: CommandContext, cancellation: Cancellation) throws {
    let workspace = context.workspace()
    var registries: [String] = []
    var tools: [ToolName] = []
    for subject in subjects {
      if ToolName.isRegistry(subject.text) {
        registries.append(subject.text)
      } else {
        tools.append(try context.tool(subject, in: workspace))
      }
    }
    if subjects.isEmpty {
      registries = context.index.exists ? try context.index.sources().map(\.registry) : []
      if registries.isEmpty { registries = [context.defaultRegistry] }
    }
    let installer = Installer(
      environment: context.environment, index: context.index,
      directory: context.projectDirectory, offline: context.offline)
    let report: @Sendable (String) -> Void = { context.output.aside($0 + "\n") }
    if !registries.isEmpty {
      try installer.refresh(registries: registries, cancellation: cancellation, report: report)
    }
    if !tools.isEmpty {
      try installer.refresh(tools: tools, cancellation: cancellation, report: report)
    }
    let names = registries + tools.map(\.description)
    context.output.aside("up to date: \(names.joined(separator: ", "))\n")
  }
}
