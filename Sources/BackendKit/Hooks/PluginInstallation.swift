/// The Lua plugin that this program carries, in a folder of its own, bound to this program, and
/// linked into mise as `mise plugin link` does; also where mise is not there yet.
public struct PluginInstallation: Sendable {
  /// The name that mise knows the plugin by: the prefix of the keys.
  public static let name = "ocx"

  /// The folder that the plugin is unpacked to: `$XDG_DATA_HOME/ocx-mise-tui/plugin`.
  public let directory: String
  /// The link in mise's data folder: `$MISE_DATA_DIR/plugins/ocx`.
  public let link: String

  /// The places for this user.
  public init(environment: Environment) {
    let home = environment.home
    let data = environment["XDG_DATA_HOME"] ?? Paths.join(home, ".local/share")
    directory = Paths.join(data, "ocx-mise-tui/plugin")
    let mise = environment["MISE_DATA_DIR"] ?? Paths.join(data, "mise")
    link = Paths.join(mise, "plugins/\(Self.name)")
  }

  /// Whether mise would find a plugin of that name.
  public var isLinked: Bool { Files.isDirectory(link) }

  /// Unpacks the plugin, binds it to the program at the absolute path `program`, and links it.
  public func install(program: String) throws(PluginFailure) {}

  /// Takes the link and the folder away; never a plugin that somebody else put there.
  public func uninstall() throws(PluginFailure) {}
}

/// Why the plugin cannot be put in place or taken away.
public enum PluginFailure: Failure, Equatable {
  /// Something stands at the link that is not ours.
  case occupied(path: String)
  /// The disk refused.
  case file(FileFailure)

  /// What a script can branch on.
  public var code: FailureCode {
    switch self {
    case .occupied: .configuration
    case .file(let failure): failure.code
    }
  }

  /// One line of cause.
  public var message: String {
    switch self {
    case .occupied(let path): "\(path) is another plugin of that name"
    case .file(let failure): failure.message
    }
  }

  /// One line of mending.
  public var hint: String? {
    switch self {
    case .occupied: "take it away first: mise plugin uninstall \(PluginInstallation.name)"
    case .file(let failure): failure.hint
    }
  }
}
