/// One install through ocx alone, if there is no mise. The options of an entry apply here too.
struct DirectInstall {
  let item: Installer.Item
  let client: OCXClient
  let environment: Environment
  let index: IndexCollection
  let cancellation: Cancellation
  let report: @Sendable (String) -> Void
  /// Receives the progress of the download.
  let measured: @Sendable (DownloadProgress) -> Void

  /// The time limit in seconds for updating the index first.
  private static let refreshLimit = 10.0

  /// Installs; false if the same content was already installed.
  func run() throws(InstallerFailure) -> Bool {
    let (request, target) = try resolved()
    let tag = target.reference.tag ?? "latest"
    let candidate = HeldCandidate(
      item.tool, tag: tag, environment: environment, cancellation: cancellation
    ) {
      report("waiting for another install of \(item.tool):\(tag)")
    }
    let before = candidate.isUsers ? candidate.target : nil
    do throws(InstallerFailure) {
      try install(request, target)
    } catch {
      candidate.giveBack(client) { report($0.line) }
      throw error
    }
    candidate.keep()
    return before == nil || before != candidate.target
  }

  private func install(_ request: InstallRequest, _ target: InstallTarget) throws(InstallerFailure)
  {
    let manifest: Digest
    let meter = DownloadMeter(home: OCXHome(environment: environment), report: measured)
    defer { meter.end() }
    do throws(OCXFailure) {
      (_, manifest) = try target.install(
        asked: request.platform, index: index, environment: environment,
        report: { report($0.line) }
      ) { () throws(OCXFailure) in
        try client.install(
          target.reference, platform: request.platform, cancellation: cancellation
        ) { note in
          meter.process(note.line)
          report(note.line)
        }
      }
    } catch {
      throw .ocx(explained(error, request.platform, target.reference.digest))
    }
    do throws(InstallFailure) {
      try InstalledContent(manifest, of: target, index: index).check(request)
    } catch {
      throw .refused(error)
    }
  }

  private func explained(
    _ failure: OCXFailure, _ platform: Platform?, _ digest: Digest?
  ) -> OCXFailure {
    OCXDiagnosis(index: index, environment: environment, offline: client.offline).explain(
      failure, tool: item.tool, version: item.version, platform: platform, digest: digest)
  }

  /// The request, resolved with an index that knows the tool: an index that was never updated for
  /// the tool may have only what was installed by name, and any index may be older than the pin.
  private func resolved() throws(InstallerFailure) -> (InstallRequest, InstallTarget) {
    let stamps = RefreshTimestamps(environment: environment, index: index)
    let allowsNetwork = NetworkPolicy.allowsNetwork(environment, offline: client.offline)
    let isKnown = !allowsNetwork || stamps.hasSucceeded(item.tool)
    if !isKnown { refresh(stamps) }
    do throws(InstallerFailure) {
      return try wanted()
    } catch {
      switch error {
      case .version, .refused(.digestDiffers):
        guard allowsNetwork, isKnown else { throw error }
        refresh(stamps)
        return try wanted()
      default: throw error
      }
    }
  }

  /// Updates the index. If that fails, the install itself reports the reason.
  private func refresh(_ stamps: RefreshTimestamps) {
    do throws(OCXFailure) {
      try client.update([item.tool], timeLimit: Self.refreshLimit, cancellation: cancellation)
      stamps.recordSuccess(item.tool)
    } catch {}
  }

  private func wanted() throws(InstallerFailure) -> (InstallRequest, InstallTarget) {
    let reference = try reference()
    let options = InstallOptions(item.options)
    do throws(InstallFailure) {
      let request = InstallRequest(
        tool: item.tool, version: reference.digest.map { "ref:\($0)" } ?? reference.tag ?? "latest",
        installPath: "", digest: try options.digest(), platform: try options.platform())
      return (request, try InstallTarget(request, index: index))
    } catch {
      throw .refused(error)
    }
  }

  /// The request in ocx's terms: a tag of that name, otherwise the newest version that it covers,
  /// as mise would resolve it.
  private func reference() throws(InstallerFailure) -> Reference {
    let request = ToolRequest(tool: item.tool, version: item.version ?? "latest")
    let wanted = request.version ?? "latest"
    if let root = try? index.root(of: item.tool) {
      let versions = VersionList(root: root)
      let runs = RunTarget(
        platform: item.options["platform"], host: Platform.host(environment)
      ).reader(of: item.tool, in: ImageCache(index))
      let newest = versions.newest(accepting: { runs($0) ?? true }) ?? versions.newest
      if item.version == nil, let newest {
        return Reference(tool: item.tool, tag: newest.tag)
      }
      if !wanted.hasPrefix("ref:") {
        // A candidate is named after its tag: that of a rolling one would never be outdated, and mise
        // has no version of that name.
        if let known = item.resolved.flatMap({ versions.listed(named: $0) }) {
          return Reference(tool: item.tool, tag: known.tag)
        }
        do throws(UnknownVersion) {
          return Reference(
            tool: item.tool, tag: try versions.listed(matching: wanted, of: item.tool).tag)
        } catch {
          throw .version(error)
        }
      }
    }
    do throws(IdentifierFailure) {
      return try request.reference()
    } catch {
      throw .identifier(error)
    }
  }
}
