import BackendKit

/// `install [TOOL[@VERSION] …]`: through mise where it is there, else through ocx. Without a tool,
/// every pin in force that is not installed.
struct InstallCommand {
  let requests: [String]

  func run(_ context: CommandContext, cancellation: Cancellation) throws {
    let workspace = context.workspace()
    let items =
      requests.isEmpty
      ? workspace.pins().filter { $0.entry.inForce && $0.state == .missing }
        .compactMap { Installer.Item($0.entry) }
      : try requests.map { text in
        let request = try context.request(text)
        return Installer.Item(tool: request.tool, version: request.version)
      }
    guard !items.isEmpty else {
      context.output.aside("nothing to install\n")
      return
    }
    let installer = Installer(
      environment: context.environment, index: workspace.index,
      directory: context.projectDirectory, offline: context.offline)
    let program = installer.mise == nil ? "ocx" : "mise"
    try installer.install(items, cancellation: cancellation) { line in
      context.output.aside(line + "\n")
    }
    let names = items.map { $0.key + ($0.version.map { "@" + $0 } ?? "") }
    context.output.aside("installed by \(program): \(names.joined(separator: ", "))\n")
  }
}

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
