/// Combines the contents of all files: which entries are `ocx:` tools, and which of them are in
/// force.
struct EntryResolver {
  private let defaultRegistry: String
  private let filter: EntryFilter
  private var aliases: [String: ConfigContent.Alias] = [:]
  private var groups: [[ToolEntry]] = []
  private var groupIndexes: [String: Int] = [:]

  /// The entries of files, highest precedence first; grouped by key in the order of first
  /// appearance, those in force first in each group.
  static func entries(
    of contents: [(file: String, content: ConfigContent)], defaultRegistry: String,
    filter: EntryFilter
  ) -> [ToolEntry] {
    var resolver = EntryResolver(defaultRegistry: defaultRegistry, filter: filter)
    // mise merges aliases in this order: the farthest file wins.
    for (_, content) in contents { resolver.merge(content.aliases) }
    for (file, content) in contents { resolver.add(content.tools, of: file) }
    return resolver.groups.flatMap(inForceFirst)
  }

  /// The entries of tasks and tool stubs, in their order. None of them is in force: mise installs
  /// them when it runs the task.
  static func entries(
    of tasks: [(source: TaskFiles.Source, task: String?, content: ConfigContent)],
    among contents: [(file: String, content: ConfigContent)], defaultRegistry: String,
    filter: EntryFilter
  ) -> [ToolEntry] {
    tasks.flatMap { source, task, content in
      var resolver = EntryResolver(defaultRegistry: defaultRegistry, filter: filter)
      for (_, content) in contents { resolver.merge(content.aliases) }
      resolver.add(content.tools, of: source.path)
      return resolver.groups.flatMap(\.self).map { entry in
        var entry = entry
        entry.format = source.format
        entry.task = task
        return entry
      }
    }
  }

  private init(defaultRegistry: String, filter: EntryFilter) {
    self.defaultRegistry = defaultRegistry
    self.filter = filter
  }

  private mutating func merge(_ others: [String: ConfigContent.Alias]) {
    for (name, alias) in others {
      aliases[name, default: .init()].backend = alias.backend ?? aliases[name]?.backend
      aliases[name, default: .init()].versions.merge(alias.versions) { $1 }
    }
  }

  private mutating func add(_ tools: [ConfigContent.Tool], of file: String) {
    for tool in tools {
      let (identity, inline) = Self.split(tool.key)
      let alias = aliases[identity]
      let (target, behind) = Self.split(alias?.backend ?? identity)
      guard target.hasPrefix("ocx:") else { continue }
      var problem = tool.problem
      var name: ToolName?
      do throws(IdentifierFailure) {
        name = try ToolName(parsing: target, defaultRegistry: defaultRegistry)
      } catch { problem = problem ?? error.message }
      let entry = ToolEntry(
        key: tool.key, identity: identity, tool: name, file: file, line: tool.position.line,
        column: tool.position.column, request: tool.request,
        resolvedRequest: Self.resolve(tool.request, alias?.versions ?? [:]), index: tool.index,
        options: behind.merging(inline) { $1 }.merging(tool.options) { $1 },
        platforms: tool.systems ?? [], shape: tool.shape,
        appliesToHost: OSFilter.allows(tool.systems), problem: problem,
        ignored: tool.isEmpty
          ? .empty : filter.reason(identity: identity, systems: tool.systems))
      if let index = groupIndexes[identity] {
        groups[index].append(entry)
      } else {
        groupIndexes[identity] = groups.count
        groups.append([entry])
      }
    }
  }

  /// The request with its alias resolved; in `sub-1:NAME`, that of NAME.
  private static func resolve(_ request: String, _ versions: [String: String]) -> String {
    if let version = versions[request] { return version }
    guard case .sub(let sub, let from) = MiseRequest(request), let version = versions[from] else {
      return request
    }
    return MiseRequest.sub(sub, from: version).text
  }

  /// Marks a group: all versions in its first file are in force, except for those that mise ignores
  /// and for a line of `.tool-versions` whose tool is on a later line again. Versions that mise
  /// ignores still shadow those of farther files; an empty list has none.
  private static func inForceFirst(_ group: [ToolEntry]) -> [ToolEntry] {
    guard let file = group.first(where: { $0.ignored != .empty })?.file else { return group }
    let inForce = group.filter { $0.file == file }
    let lastLine = inForce.filter { $0.shape == .toolVersions }.map(\.line).max()
    let winners = inForce.filter { $0.shape != .toolVersions || $0.line == lastLine }
    var entries: [ToolEntry] = []
    var shadowed: [ToolEntry] = []
    for var entry in group {
      if entry.ignored == .empty {
        entries.append(entry)
        continue
      }
      let repeated = entry.shape == .toolVersions && entry.line != lastLine
      if entry.file == file, !repeated {
        entry.inForce = entry.ignored == nil
        entries.append(entry)
      } else {
        entry.shadowedBy = winners.first?.location
        shadowed.append(entry)
      }
    }
    return entries + shadowed
  }

  /// A key without its options `[k=v,…]`, and the options.
  static func split(_ key: String) -> (identity: String, options: [String: String]) {
    guard key.hasSuffix("]"), let open = key.firstIndex(of: "["), open != key.startIndex else {
      return (key, [:])
    }
    var options: [String: String] = [:]
    for part in key[key.index(after: open)...].dropLast().split(separator: ",") {
      guard let equals = part.firstIndex(of: "=") else { continue }
      let name = part[..<equals].trimmed
      options[name] = part[part.index(after: equals)...].trimmed
    }
    return (String(key[..<open]), options)
  }
}

extension Substring {
  /// Without surrounding spaces and quotes.
  fileprivate var trimmed: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    if let quote = text.first, quote == "\"" || quote == "'", text.count > 1, text.last == quote {
      text = text.dropFirst().dropLast()
    }
    return String(text)
  }
}
