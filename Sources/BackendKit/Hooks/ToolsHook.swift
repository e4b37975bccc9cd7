extension Hooks {
  /// A tool as mise lists it.
  package struct ListedTool: Hashable, Sendable {
    /// The key of an entry without the plugin's name: `ocx.sh/kitware/cmake`.
    package let name: String
    /// What it is, on one line; nil if the index has nothing.
    package let description: String?
  }

  /// The most tools of a list.
  static let longestList = 500
  /// The most tools of a search.
  static let longestSearch = 50

  /// The tools that mise offers where nothing was typed: those of the default registry first, each
  /// registry by name. From the local index alone: no network, no process, and no note, for mise asks
  /// in the middle of a completion. No index means no tools. Deprecated packages are left out, and
  /// so are yanked ones, which cannot be installed.
  ///
  /// - Throws: `.index` where the index cannot be read just now: mise then keeps its last answer.
  package static func listTools(_ context: InstallContext) throws(InstallFailure) -> [ListedTool] {
    let tools = try knownTools(context)
    var listed: [ListedTool] = []
    // Only as many roots are read as there is room for.
    var rest = tools[...]
    while !rest.isEmpty, listed.count < longestList {
      let part = Array(rest.prefix(longestList - listed.count))
      rest = rest.dropFirst(part.count)
      listed += try roots(of: part, context).filter { $0.status == .active }.map(ListedTool.init)
    }
    return listed
  }

  /// The tools that match a text, best first, by the matcher of filter and `packages`; deprecated
  /// ones last. Otherwise as `listTools`.
  package static func searchTools(
    _ query: String, _ context: InstallContext
  ) throws(InstallFailure) -> [ListedTool] {
    let roots = try roots(of: try knownTools(context), context)
      .filter { $0.status != .yanked }
    let candidates = roots.map { FuzzyMatcher.Candidate($0.tool, root: $0) }
    // What is longer than any name matches none; the matcher takes time by its length.
    let hits = FuzzyMatcher.rank(query: String(query.prefix(longestQuery)), among: candidates)
    let found = hits.map { roots[$0.index] }
    let ordered =
      found.filter { $0.status == .active } + found.filter { $0.status != .active }
    return ordered.prefix(longestSearch).map(ListedTool.init)
  }

  private static let longestQuery = 300

  /// Every tool of the index, those of the default registry first; none where there is no index.
  private static func knownTools(_ context: InstallContext) throws(InstallFailure) -> [ToolName] {
    do throws(IndexFailure) {
      let preferred = ToolName.defaultRegistry(environment: context.environment)
      let sources = try context.index.sources()
      let ordered =
        sources.filter { $0.registry == preferred } + sources.filter { $0.registry != preferred }
      var tools: [ToolName] = []
      for source in ordered { tools += try context.index.names(in: source) }
      return tools
    } catch .absent {
      return []
    } catch {
      throw .index(error)
    }
  }

  /// The roots of these tools. One that is broken costs itself alone; where none can be read, the
  /// index cannot.
  private static func roots(
    of tools: [ToolName], _ context: InstallContext
  ) throws(InstallFailure) -> [PackageRoot] {
    let results = context.index.roots(of: tools, cancellation: context.cancellation)
    let roots = results.compactMap { try? $0.get() }
    if roots.isEmpty, case .failure(let failure) = results.first { throw .index(failure) }
    return roots
  }
}

extension Hooks.ListedTool {
  /// The most characters of a description: what fits a terminal next to the name.
  private static let longestDescription = 100

  init(_ root: PackageRoot) {
    name = root.tool.description
    let texts = [root.description?.text, root.description?.title].lazy.compactMap { text in
      text.map { Self.trimmed(SafeText.clean($0)) }
    }
    description = texts.first { !$0.isEmpty }.map { text in
      text.count > Self.longestDescription
        ? Self.trimmed(text.prefix(Self.longestDescription - 1)) + "…" : text
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let rest = text.drop(while: \.isWhitespace)
    return rest.lastIndex { !$0.isWhitespace }.map { String(rest[...$0]) } ?? ""
  }

  /// `{"name":…,"description":…}`; without a description, no such key.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [("name", .string(name))]
    if let description { members.append(("description", .string(description))) }
    return .object(members)
  }
}
