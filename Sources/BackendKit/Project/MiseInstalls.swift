/// mise's install folders, read from disk: which versions of a tool are there (contracts/mise.md
/// §1, §3). No process is started.
public struct MiseInstalls: Sendable, Hashable {
  /// One version of one tool on disk.
  public struct InstalledVersion: Sendable, Hashable {
    /// The name of the folder: the version with `:` and `/` as `-`.
    public let version: String
    /// Its absolute path.
    public let path: String
    /// The manifest that a receipt of ours records; nil where there is none.
    public let digest: Digest?
    /// The dispatch object that the tag pointed to then, by the receipt.
    public let content: Digest?
    /// The tool that the receipt records; another one than asked where two tools share a folder.
    public let tool: ToolName?
    /// Whether its link into the OCX store leads nowhere: mise takes it for installed all the same.
    public let isDangling: Bool
  }

  /// The folder that holds one folder a tool.
  public let directory: String
  /// Where mise marks installs that are not done.
  public let cacheDirectory: String

  /// The folders that mise would use: `MISE_INSTALLS_DIR`, `MISE_DATA_DIR`, `XDG_DATA_HOME`, and
  /// `MISE_CACHE_DIR`, `XDG_CACHE_HOME`.
  public init(environment: Environment) {
    directory = environment.home + "/.local/share/mise/installs"
    cacheDirectory = environment.home + "/.cache/mise"
  }

  /// The name of the folder of a tool: heck's kebab case of the key, which is lossy.
  public static func directoryName(for key: String) -> String { KebabCase.of(key) }

  /// The name of the folder of a version.
  public static func versionDirectoryName(_ version: String) -> String { version }

  /// The versions of a tool that are there, in the order of mise: ascending.
  public func installed(key: String) -> [InstalledVersion] { [] }

  /// The key that the folder of `key` was made for, where mise wrote it down.
  public func recordedKey(of key: String) -> String? { nil }
}
