extension Hooks {
  /// A tool in mise's lists.
  package struct ListedTool: Hashable, Sendable {
    /// The key of an entry without the plugin prefix: `ocx.sh/kitware/cmake`.
    package let name: String
    /// A one-line description; nil if the index has none.
    package let description: String?
  }

  /// The maximum number of listed tools.
  static let longestList = 500
  /// The maximum number of search results.
  static let longestSearch = 50

  /// The tools that mise offers without a search text: the default registry first, sorted by name
  /// within each registry. Reads only the local index, without network, processes or notes, because
  /// mise asks during a completion. Without an index there are no tools. Deprecated and yanked
  /// packages are left out.
  ///
  /// - Throws: `.index` if the index cannot be read; mise then keeps its last answer.
  package static func listTools(_ context: InstallContext) throws(InstallFailure) -> [ListedTool] {
    let tools = try knownTools(context)
    var listed: [ListedTool] = []
    // Reads only as many roots as can be listed.
    var rest = tools[...]
    while !rest.isEmpty, listed.count < longestList {
      let part = Array(rest.prefix(longestList - listed.count))
      rest = rest.dropFirst(part.count)
      listed += try roots(of: part, context).filter { $0.status == .active }.map(ListedTool.init)
    }
    return listed
  }

  /// The tools that match a text, best first, with the matcher of the filter and of `packages`;
  /// deprecated ones last. Otherwise like `listTools`.
  package static func searchTools(
    _ query: String, _ context: InstallContext
  ) throws(InstallFailure) -> [ListedTool] {
    let roots = try roots(of: try knownTools(context), context)
      .filter { $0.status != .yanked }
    let candidates = roots.map { FuzzyMatcher.Candidate($0.tool, root: $0) }
    // A query longer than any name matches nothing, and matching time grows with its length.
    let hits = FuzzyMatcher.rank(query: String(query.prefix(longestQuery)), among: candidates)
    let found = hits.map { roots[$0.index] }
    let ordered =
      found.filter { $0.status == .active } + found.filter { $0.status != .active }
    return ordered.prefix(longestSearch).map(ListedTool.init)
  }

  private static let longestQuery = 300

  /// All tools of the index, the default registry first; empty without an index.
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

  /// The roots of these tools. A broken one is skipped; if all are broken, that is an error.
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
  /// The maximum length of a description, which fits on a line next to the name.
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

  /// `{"name":…,"description":…}`, without `description` if there is none.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [("name", .string(name))]
    if let description { members.append(("description", .string(description))) }
    return .object(members)
  }
}
