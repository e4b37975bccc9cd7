/// A configuration file that mise reads for a project (docs/mise.md §7).
public struct ConfigFile: Sendable {
  /// How it is written.
  public enum Kind: Sendable, Hashable {
    /// `mise.toml` and all its forms.
    case toml
    /// `.tool-versions`: a tool and its versions a line.
    case toolVersions
  }

  /// Where it comes from.
  public enum Level: Sendable, Hashable {
    /// The project's folder, or one above it.
    case project
    /// The user's own configuration.
    case global
    /// The machine's.
    case system
  }

  /// The most bytes that are read of a file, and that one is edited at: thousands of times what
  /// anybody writes by hand.
  package static let sizeLimit = 4 << 20

  /// The absolute path, as mise finds it: links in it are not resolved.
  public let path: String
  /// How it is written.
  public let kind: Kind
  /// Where it comes from.
  public let level: Level
  /// Why nothing could be read from it; nil if it was read. mise itself then refuses to work in
  /// the project; here the other files stay in view, and this one is never written.
  public internal(set) var problem: (any UserFacingError)?
  /// Whether mise asks for `mise trust` before it reads the file, and nobody has given it.
  public internal(set) var needsTrust = false
}
