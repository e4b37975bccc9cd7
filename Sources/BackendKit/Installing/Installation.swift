/// One install: has ocx install the package, copies it into the install folder so that it is
/// independent of the store, and releases what was only needed meanwhile.
struct Installation {
  let request: InstallRequest
  let context: InstallContext
  let target: InstallTarget
  let client: OCXClient
  let version: OCXVersion

  /// Installs, and returns what ocx installed.
  ///
  /// On failure, what has been written stays in the folder, without a receipt; mise removes it.
  func run() throws(InstallFailure) -> Reference {
    let tag = target.reference.tag ?? "latest"
    // It protects the package from `ocx clean` while it is copied.
    let candidate = HeldCandidate(
      request.tool, tag: tag, environment: context.environment, cancellation: context.cancellation
    ) {
      context.report(.progress("waiting for another install of \(request.tool):\(tag)"))
    }
    let home = OCXHome(environment: context.environment)
    let result = Result { () throws(InstallFailure) in try install(home) }
    candidate.giveBack(client, report: context.report)
    return try result.get()
  }

  private func install(_ home: OCXHome) throws(InstallFailure) -> Reference {
    let install: OCXInstall
    let manifest: Digest
    do throws(OCXFailure) {
      (install, manifest) = try target.install(
        asked: request.platform, index: context.index, environment: context.environment,
        report: context.report, by: installInStore)
    } catch {
      throw .ocx(explained(error))
    }
    let package = StorePackage(registry: request.tool.registry, digest: manifest)
    let environment = try environment(of: install.identifier, package, home)
    let content = InstalledContent(manifest, of: target, index: context.index)
    try content.check(request)
    let plan = try InstallPlanner.plan(
      package, identifier: install.identifier, consumer: environment, home: home,
      environment: context.environment
    ) { (reference) throws(OCXFailure) in
      try client.ownEnvironment(
        of: reference, platform: request.platform, cancellation: context.cancellation)
    }
    let identifier = Reference(
      tool: request.tool, tag: target.reference.tag, digest: manifest)
    let writer = InstallWriter(
      installPath: request.installPath, environment: context.environment,
      cancellation: context.cancellation, report: context.report)
    try writer.write(plan)
    try writer.write(
      Receipt(
        tool: request.tool.description, requestedTool: request.requestedTool,
        defaultRegistry: context.environment["OCX_DEFAULT_REGISTRY"], version: request.version,
        identifier: identifier.description, digest: manifest.description,
        indexDigest: content.digest?.description, platform: content.platform?.description,
        requestedPlatform: request.requestedPlatform, ocxVersion: version.description,
        variables: plan.variables, dependencies: plan.packages.dropFirst().map(\.folder),
        time: Timestamp.now))
    return identifier
  }

  /// The environment of the consumers of a package that was just installed. If ocx does not find
  /// something, the package is incomplete, as an interrupted `ocx clean` leaves it.
  private func environment(
    of identifier: Reference, _ package: StorePackage, _ home: OCXHome
  ) throws(InstallFailure) -> OCXEnvironment {
    do throws(OCXFailure) {
      return try client.environment(
        of: identifier, platform: request.platform, cancellation: context.cancellation)
    } catch .notFound {
      throw .store(
        .notWhole(
          package: Paths.join(home.path, package.relativePath),
          reason: "a path that its environment needs is missing"))
    } catch {
      throw .ocx(explained(error))
    }
  }

  private func installInStore() throws(OCXFailure) -> OCXInstall {
    let report = context.report
    report(.progress("installing \(target.reference) with ocx \(version)"))
    let reportDownload: @Sendable (DownloadProgress) -> Void = { [request, context] progress in
      ProgressFile.write(
        .init(
          tool: request.tool.description, version: request.version, progress: progress),
        context.environment)
    }
    reportDownload(DownloadProgress())
    let meter = DownloadMeter(
      home: OCXHome(environment: context.environment), report: reportDownload)
    defer { meter.end() }
    return try client.install(
      target.reference, platform: request.platform, cancellation: context.cancellation
    ) { note in
      meter.process(note.line)
      report(note)
    }
  }

  /// The failure with what the index knows. If the index does not have the version, it is updated
  /// first, since the failed install of a yanked version does not record it.
  private func explained(_ failure: OCXFailure) -> OCXFailure {
    let tool = request.tool
    switch failure {
    case .data, .yanked, .notFound:
      if target.indexDigest == nil && context.allowsNetwork {
        try? client.update(
          [tool], timeLimit: context.refreshLimit, cancellation: context.cancellation)
      }
    default: break
    }
    let diagnosis = OCXDiagnosis(
      index: context.index, environment: context.environment, offline: context.offline)
    return diagnosis.explain(
      failure, tool: tool, version: request.version, platform: request.platform,
      digest: target.reference.digest)
  }
}
