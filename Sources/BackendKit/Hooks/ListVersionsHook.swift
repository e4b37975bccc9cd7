extension Hooks {
  /// The versions of a tool as mise is to see them, ascending (design D2, D3).
  public static func listVersions(
    _ request: ListRequest, _ context: Context
  ) throws(HookFailure) -> [String] {
    throw .unknownVersion(tool: request.tool, version: "", near: [])
  }
}
