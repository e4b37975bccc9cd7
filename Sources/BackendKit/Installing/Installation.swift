/// One install on its way: each step leaves what is needed to take it back.
struct Installation {
  let request: InstallRequest
  let context: InstallContext
  let target: InstallTarget
  let client: OCXClient
  let version: OCXVersion

  /// Installs; on failure takes all of it back, then throws.
  func run() throws(InstallFailure) -> Hooks.Installed {
    let home = OCXHome(environment: context.environment)
    let tag = target.reference.tag ?? "latest"
    let candidate = home.candidate(request.tool, tag: tag)
    var entry = InstallLedger.Entry(
      installPath: request.installPath, tool: request.tool.description, tag: tag,
      home: home.path, madeCandidate: Files.kind(candidate) == nil)
    try InstallLedger(environment: context.environment).begin(entry)
    do throws(InstallFailure) {
      let (receipt, hasCandidate) = try install(home)
      entry.packageRoot = receipt.packageRoot
      // For a platform that is not the host's ocx makes none.
      entry.madeCandidate = entry.madeCandidate && hasCandidate
      try finish(receipt, entry)
      return Hooks.Installed(
        identifier: receipt.identifier, packageRoot: receipt.packageRoot)
    } catch {
      entry.isAbandoned = true
      takeBack(entry)
      throw error
    }
  }

  /// Links the package and writes the receipt, last of all: without it the folder holds no whole
  /// install.
  private func finish(
    _ receipt: Receipt, _ entry: InstallLedger.Entry
  ) throws(InstallFailure) {
    let (path, root) = (request.installPath, receipt.packageRoot)
    do throws(InstallFailure) {
      try InstallFailure.files { () throws(FileFailure) in
        try StoreLinks.make(installPath: path, packageRoot: root)
      }
      try InstallLedger(environment: context.environment).add(entry)
      try InstallFailure.files { () throws(FileFailure) in
        // ocx does not wait for the disk with the package either, so its place need not last.
        try Files.writeAtomically(
          Receipt.path(in: path), receipt.json.pretty + "\n", durability: .whole)
      }
    } catch {
      StoreLinks.remove(installPath: path, packageRoot: root)
      throw error
    }
  }

  /// Has ocx install the package, and gathers all that the receipt says.
  private func install(
    _ home: OCXHome
  ) throws(InstallFailure) -> (receipt: Receipt, hasCandidate: Bool) {
    let report = context.report
    let install: OCXInstall
    let environment: OCXEnvironment
    do throws(OCXFailure) {
      report(.progress("installing \(target.reference) with ocx \(version)"))
      install = try client.install(
        target.reference, platform: request.platform, cancellation: context.cancellation
      ) { line in
        if let note = OCXLogLine(line).note { report(note) }
      }
      guard install.identifier.tool == request.tool, install.identifier.digest != nil else {
        throw .unexpectedAnswer(
          subject: target.reference.description,
          reason: "it installed \(SafeText.clean(install.identifier.description))")
      }
      environment = try client.environment(
        of: install.identifier, platform: request.platform, cancellation: context.cancellation)
    } catch {
      throw .ocx(explained(error))
    }
    let manifest = install.identifier.digest ?? target.reference.digest
    guard let manifest else {
      throw .ocx(.unexpectedAnswer(subject: "package install", reason: "no digest"))
    }
    let content = InstalledContent(manifest, of: target, index: context.index)
    try content.check(request)
    let root = try packageRoot(of: install, manifest, home)
    let translation = MiseEnvironment(
      packageRoots: [root, (try? Files.resolveLinks(root)) ?? root],
      link: StoreLinks.forward(in: request.installPath), home: home, program: client.program)
    let receipt = Receipt(
      tool: request.tool, requestedTool: request.requestedTool,
      defaultRegistry: context.environment["OCX_DEFAULT_REGISTRY"], version: request.version,
      identifier: Reference(
        tool: request.tool, tag: target.reference.tag, digest: manifest),
      digest: manifest, indexDigest: content.digest, platform: content.platform?.description,
      requestedPlatform: request.requestedPlatform, packageRoot: root,
      installPath: request.installPath, ocxPath: client.program,
      ocxVersion: version.description, variables: translation.variables(environment),
      time: Timestamp.now)
    return (receipt, install.path != nil)
  }

  /// The failure with what the index knows; where the index has not heard of the version, it is
  /// asked for first, for a yanked version fails without it being recorded (contracts/run.md).
  private func explained(_ failure: OCXFailure) -> OCXFailure {
    let tool = request.tool
    switch failure {
    case .data, .notFound:
      if target.indexDigest == nil && context.mayAsk {
        try? client.update(
          [tool], timeLimit: context.refreshLimit, cancellation: context.cancellation)
      }
    default: break
    }
    let diagnosis = OCXDiagnosis(index: context.index, environment: context.environment)
    return diagnosis.explain(
      failure, tool: tool, version: request.version, platform: request.platform)
  }

  /// Where the package is: the target of the candidate link; or, for a foreign platform, which has
  /// none, and where somebody has taken the link away since, the place that the layout of the store
  /// gives it (contracts/ocx.md §6).
  private func packageRoot(
    of install: OCXInstall, _ manifest: Digest, _ home: OCXHome
  ) throws(InstallFailure) -> String {
    func unexpected(_ reason: String) -> InstallFailure {
      .ocx(.unexpectedAnswer(subject: "package install", reason: SafeText.clean(reason)))
    }
    var root = home.package(request.tool, manifest)
    if let candidate = install.path, let target = try? Files.readLink(candidate) {
      root = Paths.absolute(target, from: Paths.parent(candidate))
    }
    // A link is made to it and a file written into it, so it must be what it is taken for.
    guard let real = try? Files.resolveLinks(root),
      let store = try? Files.resolveLinks(Paths.join(home.path, "packages")),
      Paths.isInside(real, store), real != store
    else { throw unexpected("\(root) is no package in the store") }
    let digest = try? Files.readText(Paths.join(root, "digest"), limit: 1024)
    guard digest?.filter({ !$0.isWhitespace }) == manifest.description else {
      throw unexpected("\(root) is not \(manifest)")
    }
    return root
  }

  /// Gives back the candidate that was made for an install that came to nothing.
  private func takeBack(_ entry: InstallLedger.Entry) {
    do throws(InstallFailure) {
      try InstallLedger(environment: context.environment).add(entry)
      // Not with the caller's switch: a cancelled install is taken back too.
      _ = try GarbageCollection(environment: context.environment).run()
    } catch {
      context.report(
        .warning("what was begun could not be given back to ocx: \(error.message)"))
    }
  }
}
