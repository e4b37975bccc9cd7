/// One project, one index and one set of installs: the basis of all commands and the screen.
public struct Workspace: Sendable {
  /// The environment of the process.
  public let environment: Environment
  /// The index.
  public let index: IndexCollection
  /// Cached content of versions.
  package let images: ImageCache
  /// The project.
  public let project: MiseProject
  /// mise's installs.
  package let installs: MiseInstalls
  /// Whether network access is disabled.
  package let offline: Bool
  /// The platform that versions should run on.
  package let host: Platform
  /// Whether mise is on PATH; otherwise ocx installs.
  package let hasMise: Bool
  /// Whether there is an ocx, which installs and updates the index.
  package var hasOCX: Bool { (try? OCXClient.locate(environment: environment)) != nil }
  /// Why mise will fail here. Reasons that concern only mise are left out if there is no mise.
  package let refusals: [MiseRefusal]

  /// Opens the project of a folder (by default the working directory). Reads mise's files, not the
  /// index.
  public static func open(
    environment: Environment, directory: String? = nil, indexOverride: String? = nil,
    offline: Bool = false, host: Platform? = nil
  ) -> Workspace {
    let index = IndexCollection.locate(override: indexOverride, environment: environment)
    let project = MiseProject.discover(
      directory: directory ?? environment.workingDirectory, environment: environment)
    let hasMise = MiseProgram.locate(environment) != nil
    return Workspace(
      environment: environment, index: index, images: ImageCache(index), project: project,
      installs: MiseInstalls(environment: environment), offline: offline,
      host: host ?? Platform.host(environment), hasMise: hasMise,
      refusals: MiseRefusal.all(in: project, environment: environment, hasMise: hasMise))
  }

  /// Every entry with its state, in the order of the project. Reads only the roots of the pinned
  /// tools; if `cancellation` is triggered, the rest stays unknown.
  public func pins(_ cancellation: Cancellation = .never) -> [Pin] {
    pins(project.entries + project.taskTools().entries, cancellation)
  }

  /// The pins of one tool.
  public func pins(of tool: ToolName) -> [Pin] {
    pins(project.entries.filter { $0.tool == tool }, .never)
  }

  /// The pins of one file, whether it belongs to the project or not.
  ///
  /// - Throws: `TOMLFailure`, `FileFailure`.
  package func pins(in file: String) throws -> [Pin] { pins(try project.entries(in: file), .never) }

  /// The pins of the tasks in a file, or the pin of a tool stub.
  ///
  /// - Throws: `TOMLFailure`, `FileFailure`.
  package func taskPins(in file: String) throws -> [Pin] {
    pins(try project.taskTools(in: file), .never)
  }

  private func pins(_ entries: [ToolEntry], _ cancellation: Cancellation) -> [Pin] {
    let tools = Set(entries.compactMap(\.tool)).sorted()
    let roots = index.roots(of: tools, cancellation: cancellation)
    let packages = Dictionary(
      uniqueKeysWithValues: zip(tools, roots.map { $0.map(PinBuilder.Package.init) }))
    let identities = Set(entries.map(\.identity))
    let installed = Dictionary(
      uniqueKeysWithValues: identities.map { ($0, installs.installed(key: $0)) })
    let shared = sharedFolders(identities)
    let store = StoreState(environment: environment)
    let candidates = candidates(of: tools)
    let locks = locks(of: entries)
    let ages = releaseAges(entries.map(\.minimumReleaseAge))
    let doubles = doubles()
    let pins = entries.map { entry in
      var warnings: [String] = []
      if let ignored = entry.ignored {
        warnings.append(ignored.text(display: project.displayPath))
      } else {
        warnings += shared[entry.identity] ?? []
        if entry.inForce, let double = doubles[entry.identity] { warnings.append(double) }
      }
      if let ignored = ages.ignored(option: entry.minimumReleaseAge) { warnings.append(ignored) }
      warnings += refusals.filter { $0.concerns(entry.file) }.map(\.warning)
      var here = installed[entry.identity] ?? []
      let known = Set(here.map(\.version))
      here += entry.tool.flatMap { candidates[$0] }?.filter { !known.contains($0.version) } ?? []
      return PinBuilder(
        entry: entry, package: entry.tool.flatMap { packages[$0] },
        installed: here, images: images, host: host, store: store,
        ages: ages,
        lock: entry.format != nil || installs.hasForeignLink(here)
          ? PinBuilder.Lock() : locks[entry.file] ?? .init()
      ).pin(warnings: warnings)
    }
    return Self.inOrder(pins)
  }

  /// The minimum age of versions, for entries with these options.
  func releaseAges(_ options: [String?]) -> ReleaseAges {
    ReleaseAges(
      index: index, environment: environment, setting: project.minimumReleaseAge, options: options)
  }

  /// The lock file of each file, read once.
  private func locks(of entries: [ToolEntry]) -> [String: PinBuilder.Lock] {
    let files = Set(entries.map(\.file))
    let isRequired = project.settings.usesLockFiles && project.settings.isLocked
    return Dictionary(
      uniqueKeysWithValues: files.map { path in
        let file = project.lockFile(for: path)
        return (
          path,
          PinBuilder.Lock(
            file: file, name: file.map { project.displayPath($0.path) } ?? "",
            environments: project.activeEnvironments, isRequired: isRequired)
        )
      })
  }

  /// Applies the order under a key: mise stops at the first request that it refuses, and lists each
  /// version once, for the first request.
  private static func inOrder(_ pins: [Pin]) -> [Pin] {
    // The keys are strings, joined by a character that is in no file name: for each type of key the
    // runtime looks up its conformances once, which would take longer than everything else here.
    var first: [String: ToolEntry.Location] = [:]
    var refused: Set<String> = []
    return pins.map { pin in
      let key = "\(pin.entry.file)\0\(pin.entry.identity)"
      guard pin.entry.shadowedBy == nil else { return pin }
      var pin = pin
      if pin.isRefused { refused.insert(key) }
      pin.isRefused = refused.contains(key)
      guard pin.isInForce, let resolved = pin.resolved else { return pin }
      let version = "\(key)\0\(resolved)"
      pin.duplicateOf = first[version]
      if pin.duplicateOf == nil { first[version] = pin.entry.location }
      return pin
    }
  }

  /// The versions that ocx keeps of these tools; empty if there is a mise.
  private func candidates(of tools: [ToolName]) -> [ToolName: [MiseInstalls.InstalledVersion]] {
    guard !hasMise else { return [:] }
    let candidates = OCXCandidates(environment: environment)
    return Dictionary(uniqueKeysWithValues: tools.map { ($0, candidates.installed($0)) })
  }

  /// Warnings about a tool that the project has under several keys, by key: mise installs it under
  /// each.
  private func doubles() -> [String: String] {
    var byTool: [ToolName: [ToolEntry]] = [:]
    for entry in project.entries where entry.inForce {
      if let tool = entry.tool { byTool[tool, default: []].append(entry) }
    }
    var warnings: [String: String] = [:]
    for group in byTool.values where group.count > 1 {
      var keys: [String] = []
      for entry in group where !keys.contains(entry.identity) { keys.append(entry.identity) }
      // The entries are in the order of mise's toolset, which is that of PATH.
      guard let first = keys.first, keys.count > 1 else { continue }
      for key in keys {
        let others = keys.filter { $0 != key }.joined(separator: ", ")
        warnings[key] = "the same tool as \(others): \(first) comes first on PATH"
      }
    }
    return warnings
  }

  /// Warnings about tools that share an install folder, by key: mise confuses them.
  private func sharedFolders(_ identities: Set<String>) -> [String: [String]] {
    let seen = project.entries.filter { $0.ignored == nil }.map(\.identity)
    let all = Set(seen).union(identities)
    let byFolder = Dictionary(grouping: all, by: MiseInstalls.directoryName(for:))
    let recorded = installs.recordedKeys(of: identities)
    var warnings: [String: [String]] = [:]
    for identity in identities {
      var others = Set(byFolder[MiseInstalls.directoryName(for: identity)] ?? [])
      if let recorded = recorded[identity] { others.insert(recorded) }
      others.remove(identity)
      warnings[identity] = others.sorted().map {
        "shares its install folder with \($0): mise confuses the two"
      }
    }
    return warnings
  }
}
