/// A package by registry and repository, with no tag: what a pin, a row and a hook speak of.
public struct ToolName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// `ocx.sh`, `ghcr.io`, `localhost:5000`.
  public let registry: String
  /// `kitware/cmake`: lower case, one or more segments.
  public let repository: String

  /// A name of parts that were validated already.
  init(registry: String, repository: String) {
    self.registry = registry
    self.repository = repository
  }

  /// `ocx.sh/kitware/cmake`.
  public var description: String { registry + "/" + repository }
  /// The last segment of the repository: `cmake`. What people call the tool.
  package var shortName: String { Paths.lastComponent(repository) }
  /// The name that mise knows the backend plugin by, and the prefix of its keys.
  package static let backend = "ocx"

  /// The key in mise.toml: `ocx:ocx.sh/kitware/cmake`.
  package var key: String { Self.backend + ":" + description }

  /// Ordered by registry, then repository, bytewise.
  public static func < (left: ToolName, right: ToolName) -> Bool {
    (left.registry, left.repository) < (right.registry, right.repository)
  }
}
