extension Hooks {
  /// An environment variable of an install, as mise reads it. A repeated key adds a path.
  package struct Variable: Hashable, Sendable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The environment of an installed version, read from its receipt. Starts no process.
  ///
  /// The Lua hook does the same without this program; docs/receipt.md lists what both reject. This
  /// one also knows a default registry configured in OCX's files.
  package static func execEnv(
    _ request: InstallRequest, _ context: InstallContext
  ) throws(InstallFailure) -> [Variable] {
    let receipt: Receipt
    do throws(InstallDamage) {
      receipt = try Receipt.ofWholeInstall(request.installPath)
    } catch {
      throw .notInstalled(key: request.key, path: request.installPath, damage: error)
    }
    try check(receipt, request)
    return receipt.variables.map {
      Variable(key: $0.key, value: $0.value.text(in: request.installPath))
    }
  }

  /// Whether the receipt matches the request: mise's folder names can collide, and do not include
  /// options.
  private static func check(
    _ receipt: Receipt, _ request: InstallRequest
  ) throws(InstallFailure) {
    func differs(_ part: String, _ installed: String, _ asked: String) -> InstallFailure {
      .receiptDiffers(key: request.key, part: part, installed: installed, asked: asked)
    }
    guard receipt.tool.hasSameBytes(as: request.tool.description) else {
      throw differs("tool", receipt.tool, request.tool.description)
    }
    guard receipt.version.hasSameBytes(as: request.version) else {
      throw differs("version", receipt.version, request.version)
    }
    let digests = [receipt.digest, receipt.indexDigest]
    if let digest = request.digest?.description, !digests.contains(digest) {
      throw differs("digest", receipt.indexDigest ?? receipt.digest, digest)
    }
    if request.requestedPlatform != receipt.requestedPlatform {
      throw differs(
        "platform", receipt.requestedPlatform ?? "of the host",
        request.requestedPlatform ?? "of the host")
    }
  }
}
