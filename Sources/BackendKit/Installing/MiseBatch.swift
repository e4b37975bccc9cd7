import Dispatch

/// One run of `mise install` for several tools, and one of `mise upgrade` for pins with an older
/// version installed. mise installs tools concurrently, and two runs at once would overwrite each
/// other's lock file and shims. The result for each tool is read from mise's lines and from the
/// disk.
struct MiseBatch {
  let mise: String
  let items: [Installer.Item]
  let environment: Environment
  let directory: String
  let offline: Bool
  let cancellation: Cancellation
  let report: @Sendable (InstallProgress) -> Void
  private let installs: MiseInstalls

  init(
    mise: String, items: [Installer.Item], environment: Environment, directory: String,
    offline: Bool, cancellation: Cancellation,
    report: @escaping @Sendable (InstallProgress) -> Void
  ) {
    self.mise = mise
    self.items = items
    self.environment = environment
    self.directory = directory
    self.offline = offline
    self.cancellation = cancellation
    self.report = report
    installs = MiseInstalls(environment: environment)
  }

  func run() -> [InstallResult.Outcome] {
    let damaged = items.map { damagedVersion(of: $0) }
    let upgrades = items.indices.filter { items[$0].isUpgrade }
    let others = items.indices.filter { !items[$0].isUpgrade }
    let forced = others.filter { damaged[$0] != nil || items[$0].isForced }
    let installs = others.filter { damaged[$0] == nil && !items[$0].isForced }
    var outcomes: [Int: InstallResult.Outcome] = [:]
    for (command, indices) in [
      (["install", "--yes"], installs), (["install", "--yes", "--force"], forced),
      (["upgrade", "--yes"], upgrades),
    ] where !indices.isEmpty {
      let part = Part(
        command: command,
        arguments: indices.map { index in
          damaged[index].map { items[index].key + "@" + $0 } ?? items[index].argument
        },
        items: indices.map { items[$0] }, indices: indices,
        wasDamaged: indices.map { damaged[$0] != nil })
      for (index, outcome) in zip(indices, run(part)) { outcomes[index] = outcome }
    }
    return items.indices.map { outcomes[$0] ?? .notStarted }
  }

  /// One run of mise.
  private struct Part {
    let command: [String]
    /// The argument for each item.
    let arguments: [String]
    let items: [Installer.Item]
    /// The items' indices among all.
    let indices: [Int]
    /// Whether the install of each item was incomplete before.
    let wasDamaged: [Bool]

    var isForced: Bool { command.contains("--force") }
  }

  /// The version that mise considers installed for an item, and whose install is incomplete: mise
  /// does nothing for it unless it is forced to. nil if there is none.
  private func damagedVersion(of item: Installer.Item) -> String? {
    let installed = installs.installed(key: item.key)
    let resolved = MiseResolution.resolve(
      request: item.version ?? "latest", versions: [], installed: installed.map(\.version))
    guard let here = installed.first(where: { $0.version == resolved.directory }) else {
      return nil
    }
    do throws(InstallDamage) {
      _ = try here.receipt()
      return nil
    } catch {
      return resolved.version
    }
  }

  private func run(_ part: Part) -> [InstallResult.Outcome] {
    if cancellation.isCancelled { return part.items.map { _ in .notStarted } }
    let before = part.items.map(installed)
    let lines = MiseLines(items: part.items, indices: part.indices, report: report) { index in
      isNew(part.items[index], before[index])
    }
    let progress = ProgressFile.Reader(environment)
    let end = DispatchSemaphore(value: 0)
    if let progress {
      // If the system provides no thread, progress is not reported.
      _ = Threads.start {
        while end.wait(timeout: .now() + .milliseconds(500)) == .timedOut {
          for line in progress.lines() { lines.process(line) }
        }
      }
    }
    defer { end.signal() }
    report(.command(ShellWord.command(["mise"] + arguments(of: part))))
    let ending: Result<ProcessResult, ProcessFailure> = Result { () throws(ProcessFailure) in
      try ProcessRunner().run(process(part, lines, progress), cancellation: cancellation)
    }
    return zip(part.items, before).enumerated().map { index, pair in
      var outcome = outcome(index, pair.0, ending, before: pair.1, lines)
      let isWhole = damagedVersion(of: pair.0) == nil && !installed(pair.0).isEmpty
      // A complete install was only replaced if mise says so.
      if part.isForced, isWhole, part.wasDamaged[index] || outcome == .present {
        outcome = .installed
      }
      lines.end(index, outcome)
      return outcome
    }
  }

  /// Whether the disk has a version of an item that was not there before.
  private func isNew(
    _ item: Installer.Item, _ before: [MiseInstalls.InstalledVersion]
  ) -> Bool {
    let known = Set(before.map(\.version))
    return installed(item).contains { !known.contains($0.version) }
  }

  private func arguments(of part: Part) -> [String] {
    ["--cd", directory] + part.command + part.arguments
  }

  private func process(
    _ part: Part, _ lines: MiseLines, _ progress: ProgressFile.Reader?
  ) -> ProcessRunner.Command {
    var command = ProcessRunner.Command(
      executable: mise,
      arguments: arguments(of: part),
      environment: environment.variables)
    // mise redraws its progress in place if it considers the output a terminal.
    command.environment["NO_COLOR"] = "1"
    if offline { command.environment["MISE_OFFLINE"] = "1" }
    command.environment[ProgressFile.variable] = progress?.path
    command.onErrorLine = lines.process
    return command
  }

  /// mise's exit status covers all items at once. After a failure or a cancellation, the state of
  /// the disk decides: mise marks incomplete installs.
  private func outcome(
    _ index: Int, _ item: Installer.Item, _ ending: Result<ProcessResult, ProcessFailure>,
    before: [MiseInstalls.InstalledVersion], _ lines: MiseLines
  ) -> InstallResult.Outcome {
    if isNew(item, before) { return .installed }
    let after = installed(item)
    if case .success(let result) = ending, result.succeeded {
      // mise may install into folders that are not read here, so its status counts.
      return before.isEmpty ? .installed : .present
    }
    // mise names the items that failed; an item that it does not name and that existed is
    // unchanged.
    if lines.namesOthers(than: index), !after.isEmpty, after == before { return .present }
    if cancellation.isCancelled { return lines.hasBegun(index) ? .cancelled : .notStarted }
    switch ending {
    case .failure(let failure): return .failed(.process(failure))
    case .success(let result): return .failed(failure(index, item, result, lines))
    }
  }

  private func failure(
    _ index: Int, _ item: Installer.Item, _ result: ProcessResult, _ lines: MiseLines
  ) -> InstallerFailure {
    let plugin = MisePlugin(environment: environment)
    guard plugin.isThere else { return .noPlugin(link: plugin.directory) }
    return .mise(
      argument: item.argument, directory: directory, status: result.status,
      reason: lines.cause(of: index))
  }

  /// The installed versions that an item's request covers.
  private func installed(_ item: Installer.Item) -> [MiseInstalls.InstalledVersion] {
    let request = item.version ?? "latest"
    return installs.installed(key: item.key).filter { install in
      install.version == MiseInstalls.versionDirectoryName(request)
        || MiseResolution.covers(request: request, version: install.version)
    }
  }
}
