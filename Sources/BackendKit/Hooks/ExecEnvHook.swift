extension Hooks {
  /// The environment of an installed version, from its receipt alone; no process is started.
  ///
  /// The Lua hook does the same without this program; both refuse in the same cases, which
  /// docs/receipt.md lists.
  public static func execEnv(
    _ request: EnvRequest, _ context: Context
  ) throws(HookFailure) -> [Receipt.Variable] {
    let tool = request.tool.description
    let version = request.version
    guard let receipt = Receipt.read(in: request.installPath) else {
      throw .notInstalled(tool: tool, version: version, path: request.installPath)
    }
    func differs(_ part: String, _ installed: String, _ asked: String) -> HookFailure {
      .receiptDiffers(
        tool: tool, version: version, part: part, installed: installed, asked: asked)
    }
    guard receipt.tool == request.tool else {
      throw differs("tool", receipt.tool.description, tool)
    }
    guard receipt.version == version else {
      throw differs("version", receipt.version, version)
    }
    guard receipt.installPath == request.installPath else {
      throw differs("install path", receipt.installPath, request.installPath)
    }
    if let digest = request.digest, digest != receipt.digest, digest != receipt.indexDigest {
      throw differs(
        "digest", (receipt.indexDigest ?? receipt.digest).description, digest.description)
    }
    let platform = request.platform?.description
    if platform != receipt.requestedPlatform {
      throw differs(
        "platform", receipt.requestedPlatform ?? "of the host", platform ?? "of the host")
    }
    let link = Paths.join(request.installPath, Receipt.linkName)
    guard Files.isDirectory(link) else {
      throw .packageGone(tool: tool, version: version, package: receipt.packageRoot)
    }
    return receipt.variables
  }
}
