import BackendKit

/// What was found out about one tool, beyond its root.
struct Inspection: Sendable {
  let tool: ToolName
  /// What each version runs on, by digest; missing where the index has no object for it.
  var platforms: [Digest: PlatformAnswer] = [:]
  /// The readme, clean, by lines.
  var readme: [String] = []
  /// Folders by installed version.
  var installs: [String: String] = [:]
  /// The installed versions whose tag has moved since.
  var moved: Set<String> = []
  /// Why the readme cannot be shown.
  var problem: ErrorMessage?
}

/// What a version runs on.
struct PlatformAnswer: Sendable, Hashable {
  /// Whether it runs on this host.
  let fitsHost: Bool
  /// All platforms, in the order of the object.
  let names: [String]
}
