/// A configuration file that mise reads for a project (docs/mise.md §7).
public struct ConfigFile: Sendable {
  /// The format of a file.
  public enum Kind: Sendable, Hashable {
    /// `mise.toml` and all its forms.
    case toml
    /// `.tool-versions`: on each line, a tool and its versions.
    case toolVersions
  }

  /// Which level of mise's configuration a file belongs to.
  public enum Level: Sendable, Hashable {
    /// The project's folder, or one above it.
    case project
    /// The user's configuration.
    case global
    /// The configuration of the machine.
    case system
  }

  /// The largest file that is read or edited; thousands of times more than anybody writes by hand.
  package static let sizeLimit = 4 << 20

  /// The absolute path, as mise finds it: symbolic links are not resolved.
  public let path: String
  /// The format.
  public let kind: Kind
  /// The level.
  public let level: Level
  /// Why the file could not be read; nil if it was. mise itself then refuses to work in the
  /// project; this program still shows the other files, and never writes this one.
  public internal(set) var problem: (any UserFacingError)?
  /// Whether mise requires `mise trust` before it reads the file, and the file is not trusted yet.
  public internal(set) var needsTrust = false
}
