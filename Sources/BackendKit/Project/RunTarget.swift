/// Where the versions of an entry have to run: on the `platform` that it names, else on the systems
/// of its `os`, else on this host.
package struct RunTarget: Sendable, Hashable {
  private let platform: Platform
  /// The words of `os`, where they leave this host out.
  private let systems: [String]

  /// Where the versions of an entry have to run; nil for a tool that has none yet.
  package init(_ entry: ToolEntry?, host: Platform) {
    self.init(
      platform: entry?.options["platform"],
      systems: entry?.appliesToHost == false ? entry?.platforms ?? [] : [], host: host)
  }

  /// The same for the option `platform` alone, as it is written.
  init(platform: String?, systems: [String] = [], host: Platform) {
    let named = platform.flatMap { try? Platform($0) }
    self.platform = named ?? host
    self.systems = named == nil ? systems : []
  }

  /// Whether a version with this content runs there.
  package func fits(_ content: DispatchObject) -> Bool {
    guard !systems.isEmpty else { return content.fits(platform) }
    return content.platforms.contains { offered in
      offered.isAny
        || OSFilter.allows(
          systems, system: offered.os == "darwin" ? "macos" : offered.os,
          architecture: offered.architecture == "amd64" ? "x64" : offered.architecture)
    }
  }

  /// Whether content of a tool runs there, by its digest; nil if the index lacks the content.
  func reader(of tool: ToolName, in images: ImageCache) -> (Digest) -> Bool? {
    { digest in images.image(of: tool, digest: digest).map(fits) }
  }
}
