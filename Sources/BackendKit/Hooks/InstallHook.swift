extension Hooks {
  /// Installs a version into the empty folder made by mise, so that it is self-contained there, and
  /// returns what ocx installed. If it fails, nothing is left in the store, and there is no receipt
  /// in the folder.
  package static func install(
    _ request: InstallRequest, _ context: InstallContext
  ) throws(InstallFailure) -> Reference {
    try checkFolder(request.installPath)
    let known = Result { () throws(InstallFailure) in
      try InstallTarget(request, index: context.index)
    }
    switch known {
    case .success: break
    // An updated index cannot change what a digest means.
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
    // A tag that is missing from the index is looked up first if it is bound to a digest: if it has
    // been yanked since, it can only be installed by digest.
    if case .success(let found) = known, request.digest == nil || found.indexDigest != nil {
      target = found
    } else {
      target = try newerTarget(request, client, context)
    }
    return try Installation(
      request: request, context: context, target: target, client: client, version: version
    ).run()
  }

  /// The target of a version whose content in the index does not match the option `digest`. The
  /// index may be older than the pin, because mise does not call the list hook for an exact
  /// version.
  private static func newerTarget(
    _ request: InstallRequest, _ client: OCXClient, _ context: InstallContext
  ) throws(InstallFailure) -> InstallTarget {
    var isCurrent = false
    var cause: OCXFailure?
    if context.allowsNetwork {
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

  /// mise creates the folder for each install.
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
