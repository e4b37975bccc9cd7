import BackendKit

/// Reads the index, and details of single tools.
struct IndexTasks: ProjectWork {
  let options: SessionOptions
  let opened: Workspace?

  /// Reports the names first and then the roots in chunks, so that a large registry is listed
  /// before it has been read completely.
  func openIndex(
    _ cancellation: Cancellation, _ report: (TaskProgress) -> Void
  ) throws(CancelledFailure) -> TaskOutcome {
    let now = options.clock()
    try readIndex(now: now, cancellation, report)
    return .indexOpened(now: now)
  }

  private func readIndex(
    now: Int64, _ cancellation: Cancellation, _ report: (TaskProgress) -> Void
  ) throws(CancelledFailure) {
    let index = index
    let start = Clock.nanoseconds
    var snapshot = index.exists ? snapshot(of: index, now: now) : IndexSnapshot()
    snapshot.watched = WatchedScope(
      index.watchedFolders(snapshot.sources.map { ($0.source, $0.names) }), since: start)
    report(.names(snapshot))
    let names = snapshot.sources.flatMap(\.names)
    for start in stride(from: 0, to: names.count, by: Self.chunk) {
      try cancellation.check()
      let chunk = names[start..<min(start + Self.chunk, names.count)]
      report(.summaries(summaries(of: Array(chunk), index)))
    }
  }

  /// How many roots are read between two reports.
  private static let chunk = 256

  private func snapshot(of index: IndexCollection, now: Int64) -> IndexSnapshot {
    var snapshot = IndexSnapshot()
    snapshot.defaultRegistry = ToolName.defaultRegistry(
      environment: options.environment, asksOCX: false)
    do {
      snapshot.sources = try index.sources().map { source in
        do {
          return IndexSnapshot.Source(
            source: source, names: try index.names(in: source),
            age: index.age(of: source, now: now), problem: nil)
        } catch {
          return IndexSnapshot.Source(
            source: source, names: [], age: nil, problem: ErrorMessage(error))
        }
      }
    } catch {
      snapshot.problem = ErrorMessage(error)
    }
    return snapshot
  }

  private func summaries(of tools: [ToolName], _ index: IndexCollection) -> [RootResult] {
    index.mapRoots(of: tools) { tool, root in
      switch root {
      case .success(let root): RootResult(tool: tool, content: .summary(ToolSummary(root: root)))
      case .failure(let failure): RootResult(tool: tool, content: .problem(ErrorMessage(failure)))
      }
    }
  }

  /// Platforms, readme and installs of one tool.
  func inspect(
    _ tool: ToolName, _ digests: [Digest], _ cancellation: Cancellation
  ) throws(CancelledFailure) -> Inspection {
    let index = index
    var inspection = Inspection(tool: tool)
    let host = options.host ?? Platform.host(options.environment)
    // Versions can be pinned without an object in the index; their cell stays empty.
    for (digest, object) in index.images(of: tool, digests: digests, cancellation: cancellation) {
      inspection.platforms[digest] = PlatformResult(
        fitsHost: object.fits(host),
        names: object.platforms.map { SafeText.clean($0.description) })
    }
    try cancellation.check()
    let installs = MiseInstalls(environment: options.environment).installed(key: tool.key)
    for install in installs {
      inspection.installs[SafeText.clean(install.version)] = SafeText.clean(install.path)
    }
    do {
      let root = try index.root(of: tool)
      inspection.moved = moved(installs, VersionList(root: root))
      let readme = try index.readme(of: tool, root: root)
      inspection.readme = SafeText.cleanLines(readme ?? "")
    } catch {
      inspection.problem = ErrorMessage(error)
    }
    return inspection
  }

  /// The installed versions whose tag now points to other content.
  private func moved(
    _ installs: [MiseInstalls.InstalledVersion], _ versions: VersionList
  ) -> Set<String> {
    let moved = installs.filter { install in
      guard let then = try? install.receipt().indexDigest else { return false }
      return versions.listed(named: install.version).map { $0.digest.description != then } ?? false
    }
    return Set(moved.map { SafeText.clean($0.version) })
  }
}
