extension Hooks {
  /// Installs a version into the empty folder that mise made, so that it stands alone there, and
  /// gives what ocx installed. On failure nothing of it stays in the store, and no receipt in the
  /// folder.
  package static func install(
    _ request: InstallRequest, _ context: InstallContext
  ) throws(InstallFailure) -> Reference {
    try checkFolder(request.installPath)
    let known = Result { () throws(InstallFailure) in
      try InstallTarget(request, index: context.index)
    }
    switch known {
    case .success: break
    // No index can change what a digest means.
    case .failure(.digestDiffers) where !request.version.hasPrefix("ref:"): break
    case .failure(let failure): throw failure
    }
    let client: OCXClient
    let version: OCXVersion
    do throws(OCXFailure) {
      client = try OCXClient.locate(
        environment: context.environment, offline: context.offline)
      version = try client.checkVersion(cancellation: context.cancellation)
    } catch {
      throw .ocx(error)
    }
    let target: InstallTarget
    // A tag that the index does not know is asked for first where it is bound to a digest: if it
    // was yanked since, it can only be had by that.
    if case .success(let found) = known, request.digest == nil || found.indexDigest != nil {
      target = found
    } else {
      target = try newerTarget(request, client, context)
    }
    return try Installation(
      request: request, context: context, target: target, client: client, version: version
    ).run()
  }

  /// What a version is to ocx where the index has other content for it than the option `digest`
  /// allows: the index may be older than the pin, for mise asks no list hook for an exact version.
  private static func newerTarget(
    _ request: InstallRequest, _ client: OCXClient, _ context: InstallContext
  ) throws(InstallFailure) -> InstallTarget {
    var isCurrent = false
    var cause: OCXFailure?
    if context.mayAsk {
      do throws(OCXFailure) {
        try client.update(
          [request.tool], timeLimit: context.refreshLimit, cancellation: context.cancellation)
        isCurrent = true
      } catch {
        cause = OCXDiagnosis(index: context.index, environment: context.environment)
          .explain(error, tool: request.tool)
      }
    }
    do throws(InstallFailure) {
      return try InstallTarget(request, index: context.index)
    } catch .digestDiffers(let version, let asked, let found) where !isCurrent {
      throw .digestUnconfirmed(version: version, asked: asked, found: found, cause: cause)
    }
  }

  /// mise makes the folder, and makes it anew for each install.
  private static func checkFolder(_ path: String) throws(InstallFailure) {
    switch Files.kind(path) {
    case nil: throw .installPath(path, reason: "is not there")
    case .directory: break
    default: throw .installPath(path, reason: "is not a real folder")
    }
    let content = try InstallFailure.files { () throws(FileFailure) in try Files.list(path) }
    guard content.isEmpty else { throw .installPath(path, reason: "is not empty") }
  }
}
