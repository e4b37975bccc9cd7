extension Hooks {
  /// The environment of an installed version, from its receipt alone; no process is started.
  ///
  /// The Lua hook does the same without this program; docs/receipt.md lists what both refuse. This
  /// one also knows a default registry that the files of OCX name.
  public static func execEnv(
    _ request: InstallRequest, _ context: InstallContext
  ) throws(InstallFailure) -> [Receipt.Variable] {
    guard let receipt = Receipt.read(in: request.installPath) else {
      throw .notInstalled(key: request.key, path: request.installPath)
    }
    func differs(_ part: String, _ installed: String, _ asked: String) -> InstallFailure {
      .receiptDiffers(key: request.key, part: part, installed: installed, asked: asked)
    }
    guard receipt.tool == request.tool else {
      throw differs("tool", receipt.tool.description, request.tool.description)
    }
    guard receipt.version == request.version else {
      throw differs("version", receipt.version, request.version)
    }
    guard
      receipt.installPath == request.installPath || holdsPackage(receipt.installPath)
    else {
      throw differs("install path", receipt.installPath, request.installPath)
    }
    if let digest = request.digest, digest != receipt.digest, digest != receipt.indexDigest {
      throw differs(
        "digest", (receipt.indexDigest ?? receipt.digest).description, digest.description)
    }
    if request.platform != receipt.requestedPlatform.flatMap({ try? Platform($0) }) {
      throw differs(
        "platform", receipt.requestedPlatform ?? "of the host",
        request.platform?.description ?? "of the host")
    }
    guard holdsPackage(request.installPath) else {
      throw .packageGone(key: request.key, package: receipt.packageRoot)
    }
    return receipt.variables
  }

  /// Whether the link of an install folder leads to a whole package.
  private static func holdsPackage(_ installPath: String) -> Bool {
    Files.exists(Paths.join(StoreLinks.forward(in: installPath), "metadata.json"))
  }
}
