/// The content of ocx's store. Starts no process.
struct StoreState: Sendable {
  /// ocx's home.
  let home: OCXHome

  /// The store of this user.
  init(environment: Environment) {
    home = OCXHome(environment: environment)
  }

  /// Whether the store has a complete package, which ocx marks with an `install.json`.
  func holds(_ manifest: Digest, of tool: ToolName) -> Bool {
    let package = StorePackage(registry: tool.registry, digest: manifest)
    let root = Paths.join(home.path, package.relativePath)
    return Files.exists(Paths.join(root, "install.json"))
      && Files.isDirectory(Paths.join(root, "content"))
  }
}
