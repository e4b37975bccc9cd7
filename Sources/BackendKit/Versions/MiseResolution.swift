/// mise's own resolution of a request against the list that the plugin answers and what is
/// installed (docs/mise.md §2).
package enum MiseResolution {
  /// What `mise ls` says of one entry.
  package struct Resolved: Hashable, Sendable {
    /// The version, or the request itself where nothing fits.
    package let version: String
    /// Whether it is there.
    package let installed: Bool
    /// The folder name below the tool's own.
    package let directory: String

    /// A resolution of parts.
    package init(version: String, installed: Bool, directory: String) {
      self.version = version
      self.installed = installed
      self.directory = directory
    }
  }

  /// What `mise ls` resolves a request to. `versions` ascend, as the list hook gives them;
  /// `installed` are the names of the folders.
  package static func resolve(
    request: String, versions: [String], installed: [String]
  ) -> Resolved {
    let tool = MiseTool(versions: versions, installed: installed)
    let request = MiseRequest(request)
    let version = tool.resolve(request)
    let directory = directory(of: request, version: version)
    return Resolved(
      version: version, installed: request == .system || tool.installed.contains(directory),
      directory: directory)
  }

  /// The version that a `sub-…:` request asks for: `sub-1:latest` is `3` where the newest is 4.2.0.
  /// nil for other requests, and where there is nothing to subtract from.
  static func subtracted(_ request: String, versions: [String]) -> String? {
    guard case .sub(let sub, let from) = MiseRequest(request) else { return nil }
    let tool = MiseTool(versions: versions, installed: [])
    let start = from == "latest" ? tool.latest(query: from) : from
    return start.flatMap { MiseTool.subtract(sub, from: $0) }
  }

  /// Whether mise takes a version for a pre-release and hides it from ranges.
  package static func isPrerelease(_ version: String) -> Bool {
    MiseMatching.isPrerelease(version)
  }

  /// Whether a request covers a version: what mise could choose for it.
  package static func covers(request: String, version: String) -> Bool {
    switch MiseRequest(request) {
    case .version(let query), .prefix(let query):
      !MiseMatching.matches(query, among: [version]).isEmpty
    default: false
    }
  }

  /// The folder name of a version or a request by its text: `:` and `/` become `-`.
  static func directory(of name: String) -> String { name.substituting("-", for: [":", "/"]) }

  /// The folder name of a version that a request came to.
  static func directory(of request: MiseRequest, version: String) -> String {
    let name =
      if case .reference(_, let reference) = request { "ref-" + reference } else { version }
    return directory(of: name)
  }
}
