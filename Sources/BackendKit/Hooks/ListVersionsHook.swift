extension Hooks {
  /// The versions of a tool that mise should see, ascending (docs/design.md, D2, D3). They come
  /// from the local index, which is first updated for this tool if that was last done more than an
  /// hour ago. If the update fails, the outdated list is used with a warning; if the index does not
  /// have the tool, the registry is asked once, and only if that fails it is an error. The list of
  /// an unknown tool is never empty.
  package static func listVersions(
    _ request: ListRequest, _ context: InstallContext
  ) throws(InstallFailure) -> [String] {
    try Listing(request: request, context: context).run()
  }
}

/// One call of the list hook.
private struct Listing {
  let request: Hooks.ListRequest
  let context: InstallContext

  /// The time limit for asking the registry, because `mise ls` waits for each tool.
  let end: Double

  init(request: Hooks.ListRequest, context: InstallContext) {
    self.request = request
    self.context = context
    end = MonotonicClock.now + context.refreshLimit
  }

  func run() throws(InstallFailure) -> [String] {
    let refresh = IndexRefresh(context: context)
    var local = read()
    let tags = (try? local.get())?.tags.count ?? 0
    var outcome = refresh.run(request.tool, tags: tags)
    if case .current = outcome, case .failure = local {
      // The index has been removed since.
      outcome = refresh.run(request.tool, force: true)
    }
    switch outcome {
    case .current, .forbidden: break
    case .refreshed, .failed, .failedBefore: local = read()
    }
    switch local {
    case .success(let root):
      let versions = VersionList(root: root)
      if mayBeAPart(outcome, refresh) {
        if outcome.allowsRemoteListing {
          // If the registry does not answer, the partial list is shown.
          if let whole = try? askOrRecord(refresh) {
            context.report(
              .warning("\(request.tool) could not be recorded: its registry was asked"))
            return try visible(whole)
          }
        }
        context.report(.warning("the index may have only a part of \(request.tool)"))
      }
      if let warning = outcome.warning { context.report(.warning(warning)) }
      return try visible(versions)
    case .failure(let failure):
      if let refusal = refusal(failure, outcome) { throw refusal }
      let asked: VersionList
      do throws(OCXFailure) {
        asked = try askOrRecord(refresh)
      } catch {
        throw .ocx(error)
      }
      context.report(
        .warning("the index has nothing of \(request.tool): its registry was asked"))
      return try visible(asked)
    }
  }

  /// Whether the index may contain only versions that were installed by name, because ocx records a
  /// tag on each install. mise would treat the newest of those as the newest of all. Nothing in the
  /// index distinguishes a partial list, so it counts as complete only after a refresh by this
  /// program.
  private func mayBeAPart(_ outcome: IndexRefresh.Outcome, _ refresh: IndexRefresh) -> Bool {
    switch outcome {
    case .current, .refreshed: false
    case .forbidden, .failed, .failedBefore:
      !refresh.stamps.hasSucceeded(request.tool)
    }
  }

  private func visible(_ versions: VersionList) throws(InstallFailure) -> [String] {
    try VersionSelection(request: request, context: context)
      .selected(versions).map(\.version)
  }

  private func read() -> Result<PackageRoot, IndexFailure> {
    Result { () throws(IndexFailure) in try context.index.root(of: request.tool) }
  }

  /// Why the registry is not asked although the index does not have the tool; nil if it is asked.
  private func refusal(
    _ failure: IndexFailure, _ outcome: IndexRefresh.Outcome
  ) -> InstallFailure? {
    switch outcome {
    case .current: nil
    case .refreshed: .index(failure)
    case .forbidden(let by):
      if case .unknownTool(_, let near) = failure, !near.isEmpty {
        .index(failure)
      } else {
        .ocx(.offline(subject: request.tool.description, reason: "\(by) is set"))
      }
    case .failed(let failure):
      switch failure {
      // There is no ocx to ask with, or the registry is known not to have it.
      case .absent, .tooOld, .newer, .unknownVersion, .notFound, .process(.cancelled): .ocx(failure)
      default: nil
      }
    case .failedBefore(let noted):
      noted.isFinal || noted.code == .notFound ? .failedBefore(noted) : nil
    }
  }

  /// The tags of the registry. A failure is recorded, so that the next calls do not ask again.
  private func askOrRecord(_ refresh: IndexRefresh) throws(OCXFailure) -> VersionList {
    do throws(OCXFailure) {
      return try ask()
    } catch {
      let explained = diagnosis.explain(error, tool: request.tool)
      refresh.stamps.record(request.tool, failure: explained, isFinal: true)
      throw explained
    }
  }

  /// The tags of the registry.
  private func ask() throws(OCXFailure) -> VersionList {
    let client = try OCXClient.locate(environment: context.environment)
    let left = min(context.remoteLimit, end - MonotonicClock.now)
    guard left > 0 else {
      throw .process(.timedOut(program: client.program, seconds: context.refreshLimit))
    }
    let tags = try client.tags(
      of: request.tool, remote: true, timeLimit: left, cancellation: context.cancellation)
    // An index registry reports no tags for an unknown package.
    guard !tags.isEmpty else { throw .notFound(subject: request.tool.description, near: []) }
    return VersionList(root: root(of: tags))
  }

  private var diagnosis: OCXDiagnosis {
    OCXDiagnosis(index: context.index, environment: context.environment)
  }

  /// A root made from tags. Only their names matter, so each gets a made-up digest.
  private func root(of tags: [String]) -> PackageRoot {
    PackageRoot(
      tool: request.tool, repository: "oci://\(request.tool)", status: .active,
      deprecatedMessage: nil, supersededBy: nil, created: nil, upstream: nil, source: nil,
      owners: [], description: nil,
      tags: tags.compactMap { tag in
        (try? Digest("sha256:" + SHA256.hex(of: tag))).map {
          TagRecord(tag: tag, content: $0, observed: nil, yanked: nil)
        }
      })
  }
}
