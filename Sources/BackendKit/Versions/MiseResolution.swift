/// mise's resolution of a request against the plugin's list of versions and the installed ones
/// (docs/mise.md §2).
package enum MiseResolution {
  /// What `mise ls` reports for an entry.
  package struct Resolved: Hashable, Sendable {
    /// The version, or the request itself if nothing matches.
    package let version: String
    /// Whether it is installed.
    package let installed: Bool
    /// The name of its folder.
    package let directory: String

    package init(version: String, installed: Bool, directory: String) {
      self.version = version
      self.installed = installed
      self.directory = directory
    }
  }

  /// The resolution by `mise ls`. `versions` are ascending, as in the answer of the list hook;
  /// `installed` are the names of the install folders.
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

  /// The version of a `sub-…:` request: `sub-1:latest` is `3` if the newest is 4.2.0. nil for other
  /// requests, and if the version has no numbers.
  static func subtracted(_ request: String, versions: [String]) -> String? {
    guard case .sub(let sub, let from) = MiseRequest(request) else { return nil }
    let tool = MiseTool(versions: versions, installed: [])
    let start = from == "latest" ? tool.latest(query: from) : from
    return start.flatMap { MiseTool.subtract(sub, from: $0) }
  }

  /// Whether mise considers a version a pre-release, which ranges do not include.
  package static func isPrerelease(_ version: String) -> Bool {
    MiseMatching.isPrerelease(version)
  }

  /// Whether a request covers a version, so that mise could choose it.
  package static func covers(request: String, version: String) -> Bool {
    switch MiseRequest(request) {
    case .version(let query), .prefix(let query):
      !MiseMatching.matches(query, among: [version]).isEmpty
    default: false
    }
  }

  /// The folder name of a version or a request given as text, with `-` for `:` and `/`.
  static func directory(of name: String) -> String { name.substituting("-", for: [":", "/"]) }

  /// The folder name of a resolved version.
  static func directory(of request: MiseRequest, version: String) -> String {
    let name =
      if case .reference(_, let reference) = request { "ref-" + reference } else { version }
    return directory(of: name)
  }
}
