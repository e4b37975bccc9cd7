/// A package, identified by registry and repository, without a tag.
public struct ToolName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// `ocx.sh`, `ghcr.io`, `localhost:5000`.
  public let registry: String
  /// `kitware/cmake`: lower case, one or more segments.
  public let repository: String

  /// A name whose parts have already been validated.
  init(registry: String, repository: String) {
    self.registry = registry
    self.repository = repository
  }

  /// `ocx.sh/kitware/cmake`.
  public var description: String { registry + "/" + repository }
  /// The last segment of the repository, which people call the tool: `cmake`.
  package var shortName: String { Paths.lastComponent(repository) }
  /// The name of the backend plugin in mise, which is the prefix of its keys.
  package static let backend = "ocx"

  /// The key in mise.toml: `ocx:ocx.sh/kitware/cmake`.
  package var key: String { Self.backend + ":" + description }

  /// Ordered by registry, then repository, bytewise.
  public static func < (left: ToolName, right: ToolName) -> Bool {
    (left.registry, left.repository) < (right.registry, right.repository)
  }
}
