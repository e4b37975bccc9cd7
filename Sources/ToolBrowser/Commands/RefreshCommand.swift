import BackendKit

/// `refresh [REGISTRY|TOOL …]`: brings the local index up to date; without an argument, every
/// registry that it has, or OCX's own where it has none.
struct RefreshCommand {
  let subjects: [String]

  func run(_ context: CommandContext, cancellation: Cancellation) throws {
    var registries: [String] = []
    var tools: [ToolName] = []
    for subject in subjects {
      if ToolName.isRegistry(subject) {
        registries.append(subject)
      } else {
        tools.append(try context.tool(subject))
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
