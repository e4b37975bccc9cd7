extension Hooks {
  /// A variable of an install, as mise takes it; a key that comes again is one more path.
  package struct Variable: Hashable, Sendable {
    package let key: String
    /// Its value.
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The environment of an installed version, from its receipt alone; no process is started.
  ///
  /// The Lua hook does the same without this program; docs/receipt.md lists what both refuse. This
  /// one also knows a default registry that the files of OCX name.
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

  /// Whether the receipt fits what is asked for: mise's folder names collide, and options are no
  /// part of them.
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
