/// What the store of ocx holds. No process is started.
struct StoreState: Sendable {
  /// The home of ocx.
  let home: OCXHome

  /// The store of this user.
  init(environment: Environment) {
    home = OCXHome(environment: environment)
  }

  /// Whether a package is there. ocx marks one as done in its `install.json`.
  func holds(_ manifest: Digest, of tool: ToolName) -> Bool {
    let package = StorePackage(registry: tool.registry, digest: manifest)
    let root = Paths.join(home.path, package.relativePath)
    return Files.exists(Paths.join(root, "install.json"))
      && Files.isDirectory(Paths.join(root, "content"))
  }
}
