/// One install through ocx alone, where there is no mise to know of it. What an entry's options
/// bind they bind here too.
struct DirectInstall {
  let item: Installer.Item
  let client: OCXClient
  let environment: Environment
  let index: IndexCollection
  let cancellation: Cancellation
  let report: @Sendable (String) -> Void
  /// Gets how far the download is.
  let measured: @Sendable (DownloadProgress) -> Void

  /// Seconds for bringing the index up to date first.
  private static let refreshLimit = 10.0

  /// Whether anything was installed: false where the same content was there already.
  func run() throws(InstallerFailure) -> Bool {
    let (request, target) = try resolved()
    let home = OCXHome(environment: environment)
    let candidate = home.candidate(item.tool, tag: target.reference.tag ?? "latest")
    let before = try? Files.readLink(candidate)
    let wasThere = Files.kind(candidate) != nil
    func pinnedPlatform() -> PinnedPlatform? {
      target.reference.digest.map { PinnedPlatform($0, of: item.tool, index: index, home: home) }
    }
    let install: OCXInstall
    let meter = DownloadMeter(home: home, report: measured)
    defer { meter.end() }
    do throws(OCXFailure) {
      try pinnedPlatform()?.check(
        target.reference, asked: request.platform, environment: environment)
      install = try client.install(
        target.reference, platform: request.platform, cancellation: cancellation
      ) { note in
        meter.take(note.line)
        report(note.line)
      }
    } catch {
      throw .ocx(explained(error, request.platform, target.reference.digest))
    }
    if let digest = install.identifier.digest,
      let warning = pinnedPlatform()?.warning(target.reference, installed: digest)
    {
      report(warning.line)
    }
    do throws(InstallFailure) {
      guard let manifest = install.identifier.digest else {
        throw .ocx(
          .unexpectedAnswer(
            subject: target.reference.description, reason: "it names no digest"))
      }
      try InstalledContent(manifest, of: target, index: index).check(request)
    } catch {
      if !wasThere {
        _ = try? client.uninstall(Reference(tool: item.tool, tag: target.reference.tag))
      }
      throw .refused(error)
    }
    return before == nil || before != (try? Files.readLink(candidate))
  }

  private func explained(
    _ failure: OCXFailure, _ platform: Platform?, _ digest: Digest?
  ) -> OCXFailure {
    OCXDiagnosis(index: index, environment: environment, offline: client.offline).explain(
      failure, tool: item.tool, version: item.version, platform: platform, digest: digest)
  }

  /// What is asked for, by an index that knows of it: one that was never brought up to date for the
  /// tool may hold no more than what was installed by name, and one that was may be older than the
  /// pin.
  private func resolved() throws(InstallerFailure) -> (InstallRequest, InstallTarget) {
    let stamps = RefreshTimestamps(environment: environment, index: index)
    let mayAsk = NetworkPolicy.allowsAsking(environment, offline: client.offline)
    let isKnown = !mayAsk || stamps.hasSucceeded(item.tool)
    if !isKnown { refresh(stamps) }
    do throws(InstallerFailure) {
      return try wanted()
    } catch {
      switch error {
      case .version, .refused(.digestDiffers):
        guard mayAsk, isKnown else { throw error }
        refresh(stamps)
        return try wanted()
      default: throw error
      }
    }
  }

  /// Where that fails, the install itself says why.
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

  /// What a request is to ocx: a tag of that name, else the newest version that it covers, as mise
  /// would resolve it.
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
        do throws(UnknownVersion) {
          return Reference(tool: item.tool, tag: try versions.meant(by: wanted, of: item.tool).tag)
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
