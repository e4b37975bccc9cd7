import BackendKit

extension TaskPerformer {
  /// Names first, then the roots, some at a time: a large registry is there before it is read.
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
    for start in stride(from: 0, to: names.count, by: TaskPerformer.chunk) {
      try cancellation.check()
      let chunk = names[start..<min(start + TaskPerformer.chunk, names.count)]
      report(.summaries(summaries(of: Array(chunk), index)))
    }
  }

  /// How many roots are read before the screen hears of them.
  private static let chunk = 256

  private func snapshot(of index: IndexCollection, now: Int64) -> IndexSnapshot {
    var snapshot = IndexSnapshot()
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

  private func summaries(of tools: [ToolName], _ index: IndexCollection) -> [ToolAnswer] {
    index.mapRoots(of: tools) { tool, root in
      switch root {
      case .success(let root): ToolAnswer(tool: tool, content: .summary(ToolSummary(root: root)))
      case .failure(let failure): ToolAnswer(tool: tool, content: .problem(ErrorMessage(failure)))
      }
    }
  }

  /// What the files of the project say, with the state of each entry.
  func openProject(_ cancellation: Cancellation) -> ProjectSnapshot {
    let start = Clock.nanoseconds
    let workspace = workspace()
    let project = workspace.project
    let home = options.environment.home
    var snapshot = ProjectSnapshot(
      directory: SafeText.clean(Paths.abbreviate(project.directory, home: home)))
    let host = options.host ?? Platform.host(options.environment)
    let pins = workspace.pins(cancellation)
    let rows = pins.map { pin in
      ProjectRow(pin, project: project, runsHere: runsHere(pin, host, workspace.images))
    }
    snapshot.watched = WatchedScope(workspace.watchedFolders(pins), since: start)
    snapshot.watchedRoots = WatchedScope(workspace.watchedRoots(pins), since: start)
    snapshot.rows = ProjectRow.distinct(rows)
    snapshot.hasFiles = !project.files.isEmpty
    snapshot.hasOCX = (try? OCXClient.locate(environment: options.environment)) != nil
    snapshot.hasMise = MiseProgram.locate(options.environment) != nil
    snapshot.targets = targets(of: project)
    snapshot.problems = project.files.compactMap { file in
      file.problem.map { problem($0, in: project.displayPath(file.path)) }
    }
    return snapshot
  }

  /// Whether what a pin could be upgraded to runs on this host, as far as the index has its
  /// platforms.
  private func runsHere(
    _ pin: Pin, _ host: Platform, _ images: ImageCache
  ) -> [Digest: Bool] {
    guard let tool = pin.entry.tool, let upgrades = pin.upgrades else { return [:] }
    let steps = Set(UpgradeLevel.allCases.compactMap { upgrades[$0]?.version.digest })
    return Dictionary(
      uniqueKeysWithValues: steps.compactMap { digest in
        images.image(of: tool, digest: digest).map { (digest, $0.fits(host)) }
      })
  }

  /// Why a file is not read, with the place where it is known.
  private func problem(_ problem: any UserFacingError, in file: String) -> ErrorMessage {
    guard let failure = problem as? TOMLFailure else {
      return ErrorMessage(
        code: problem.code, message: "\(file): \(problem.message)", hint: problem.hint,
        remedy: problem.remedy)
    }
    return ErrorMessage(
      message: "\(file):\(failure.line):\(failure.column) \(failure.reason)",
      hint: "It is shown, never written.")
  }

  /// The files that pins could go to, each once, the one of `mise use` first.
  private func targets(of project: MiseProject) -> [WriteTarget] {
    let names = (options.environment["MISE_ENV"] ?? "").split(separator: ",")
    let scopes = [.project, .local] + names.map { WriteScope.environment(String($0)) } + [.global]
    var targets: [WriteTarget] = []
    for scope in scopes {
      let path = project.writeTarget(scope)
      guard !targets.contains(where: { $0.path == path }) else { continue }
      targets.append(target(scope, path, of: project))
    }
    return targets
  }

  private func target(_ scope: WriteScope, _ path: String, of project: MiseProject) -> WriteTarget {
    WriteTarget(
      scope: scope, path: path, name: SafeText.clean(project.displayPath(path)),
      exists: Files.exists(path), holdsDigests: project.kind(of: path) != .toolVersions)
  }

  /// The file that a path leads to, which may be a folder.
  func target(at path: String) throws(PinningFailure) -> WriteTarget {
    let project = workspace().project
    let file = project.writeTarget(.file(path))
    if let known = targets(of: project).first(where: { $0.path == file }) { return known }
    guard project.kind(of: file) != nil else {
      throw .notAConfigFile(project.displayPath(file))
    }
    return target(.file(file), file, of: project)
  }

  /// Platforms, readme and installs of one tool.
  func inspect(
    _ tool: ToolName, _ digests: [Digest], _ cancellation: Cancellation
  ) throws(CancelledFailure) -> Inspection {
    let index = index
    var inspection = Inspection(tool: tool)
    let host = options.host ?? Platform.host(options.environment)
    // An object that the index lacks leaves its cell empty: versions can be pinned all the same.
    for (digest, object) in index.images(of: tool, digests: digests, cancellation: cancellation) {
      inspection.platforms[digest] = PlatformAnswer(
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

  /// The installs whose tag names other content now than it did then.
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
