import BackendKit

/// Completions from the project and the index. What cannot be read offers nothing.
struct CompletionSources {
  private let point: CompletionPoint
  private let context: CommandContext

  /// `caller` is the context of the `complete` call; `--project` and `--index` of the line being
  /// completed override it.
  init(point: CompletionPoint, caller: CommandContext) {
    self.point = point
    context = CommandContext(
      options: point.options, catalog: caller.catalog,
      environment: caller.environment, output: caller.output, now: caller.now)
  }

  func candidates(from source: CompletionSource) -> [CompletionCandidate] {
    switch source {
    case .package: packages()
    case .packageVersion: point.typed.contains("@") ? versions() : packagesAndMore()
    case .pin: pins()
    case .registryOrPackage: registries() + packages()
    case .variant: variants()
    case .environment: environments()
    case .task: tasks()
    }
  }

  private var project: MiseProject {
    MiseProject.discover(
      directory: context.projectDirectory, environment: context.environment)
  }

  private var sources: [IndexSource] { (try? context.index.sources()) ?? [] }

  private func packages() -> [CompletionCandidate] {
    let index = context.index
    return names(of: sources.flatMap { (try? index.names(in: $0)) ?? [] })
  }

  /// The packages. A single one is also offered with `@`: shells then add no space, and a version can be
  /// typed or completed at once.
  private func packagesAndMore() -> [CompletionCandidate] {
    let found = packages().filter { $0.text.hasPrefix(point.typed) }
    guard found.count == 1, let only = found.first else { return found }
    return [only, CompletionCandidate(only.text + "@")]
  }

  private func pins() -> [CompletionCandidate] {
    let entries = project.entries
    let aliases = entries.map(\.key).filter { !$0.hasPrefix(ToolName.backend + ":") }
    return names(of: Set(entries.compactMap(\.tool)).sorted())
      + Set(aliases).sorted().map { CompletionCandidate($0) }
  }

  /// Each tool once: its full name, or the shortest form that starts with the typed text.
  private func names(of tools: [ToolName]) -> [CompletionCandidate] {
    let registry = context.defaultRegistry
    let count = Dictionary(tools.map { ($0.shortName, 1) }, uniquingKeysWith: +)
    return tools.compactMap { tool in
      var forms = [tool.description, tool.key]
      if tool.registry == registry { forms.append(tool.repository) }
      if count[tool.shortName] == 1 { forms.append(tool.shortName) }
      return forms.first { $0.hasPrefix(point.typed) }.map { CompletionCandidate($0) }
    }
  }

  private func versions() -> [CompletionCandidate] {
    let name = point.typed.prefix { $0 != "@" }
    guard let list = list(of: String(name)) else { return [] }
    let known = list.all().filter { version in
      version.yanked == nil && (version.kind == .release || version.kind == .rolling)
    }
    return known.reversed().map { CompletionCandidate("\(name)@\($0.version)") }
  }

  private func variants() -> [CompletionCandidate] {
    guard let name = point.arguments.first, let list = list(of: name) else { return [] }
    return (["default"] + list.variants).map { CompletionCandidate($0) }
  }

  private func list(of name: String) -> VersionList? {
    guard let word = try? ToolArgument(word: name),
      let tool = try? ToolLookup(workspace: context.workspace()).tool(word.text).tool,
      let root = try? context.index.root(of: tool)
    else { return nil }
    return VersionList(root: root)
  }

  private func registries() -> [CompletionCandidate] {
    let known = sources.map(\.registry) + project.entries.compactMap(\.tool?.registry)
    return Set(known + [context.defaultRegistry]).sorted().map { CompletionCandidate($0) }
  }

  /// The tasks that have tools of OCX, in the file that was named, else in any.
  private func tasks() -> [CompletionCandidate] {
    let project = project
    let file = point.file.map { project.writeTarget(.file(context.path(PathArgument(word: $0)))) }
    let entries = project.taskTools().entries.filter { entry in
      entry.tool != nil && (file == nil || entry.file == file)
    }
    return Set(entries.compactMap(\.task)).sorted().map { CompletionCandidate($0) }
  }

  private func environments() -> [CompletionCandidate] {
    project.environments.map { CompletionCandidate($0) }
  }
}
