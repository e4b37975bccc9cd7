extension Hooks {
  /// What an install hook did.
  public struct Installed: Hashable, Sendable {
    /// What ocx installed.
    public let identifier: Reference
    /// The package root in the store of ocx.
    public let package: String

    /// The answer of the hook.
    public var json: JSONValue {
      ["identifier": .string(identifier.description), "package": .string(package)]
    }
  }

  /// Installs a version into the folder that mise made (design D1).
  public static func install(
    _ request: InstallRequest, _ context: Context
  ) throws(HookFailure) -> Installed {
    throw .unknownVersion(tool: request.tool, version: request.version, near: [])
  }
}
