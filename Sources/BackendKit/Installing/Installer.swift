/// Installs tools for the command `install` and the key `i`: through mise if it is on PATH, so that
/// mise knows about them, otherwise through ocx. Updates the index, too.
package struct Installer: Sendable {
  /// One tool to install.
  package struct Item: Hashable, Sendable {
    /// The tool as mise knows it: `ocx:ocx.sh/kitware/cmake`, or an alias.
    package var key: String
    /// The tool.
    package var tool: ToolName
    /// The requested version; nil means the newest.
    package var version: String?
    /// The options of the entry, as in `ToolEntry`: `digest` and `platform` apply to what ocx
    /// installs; mise reads them itself.
    package var options: [String: String]
    /// Whether to install the newest version of the request even if another is installed, which
    /// mise would otherwise keep.
    package var isUpgrade: Bool

    /// Whether to reinstall it because its tag has moved.
    package var isForced = false
    /// The version that mise would install for the request, which ocx installs in its place; nil if
    /// that is not known yet.
    package var resolved: String?

    /// An item; the key is the tool's own unless another is given.
    package init(
      tool: ToolName, version: String? = nil, key: String? = nil, options: [String: String] = [:],
      isUpgrade: Bool = false
    ) {
      self.isUpgrade = isUpgrade
      self.key = key ?? tool.key
      self.tool = tool
      self.version = version
      self.options = options
    }

    /// The item for an entry; nil if its name is not one of OCX.
    package init?(_ entry: ToolEntry) {
      guard let tool = entry.tool else { return nil }
      self.init(tool: tool, version: entry.request, key: entry.key, options: entry.options)
    }

    /// What a pin asks for: the newest that it covers, also if an older one is installed; nil if its
    /// name is none of OCX.
    ///
    /// - Parameter force: whether what is installed is replaced where its tag has moved since. Nobody
    ///   replaces that unasked.
    package init?(_ pin: Pin, force: Bool = false) {
      self.init(pin.entry)
      isUpgrade = pin.isInstalled && pin.upgrades?.within?.mayRun == true
      isForced = force && !isUpgrade && pin.needsReinstall
      resolved = isUpgrade ? pin.upgrades?.within?.version.version : pin.resolved
    }

    /// The argument for mise: `ocx:ocx.sh/kitware/cmake@4.3`; for an upgrade, the key of the pin.
    var argument: String { isUpgrade ? key : key + "@" + (version ?? "latest") }
  }

  /// The environment of this process.
  package let environment: Environment
  /// The index that is used to look up versions.
  package let index: IndexCollection
  /// Whether network access is disabled.
  package let offline: Bool
  /// The folder from which mise looks for its files.
  package let directory: String

  /// An installer for a project.
  package init(
    environment: Environment, index: IndexCollection, directory: String, offline: Bool = false
  ) {
    self.environment = environment.usingIndex(index)
    self.index = index
    self.directory = directory
    self.offline = offline || environment.isTrue("MISE_OFFLINE")
  }

  /// The absolute path of mise; nil if installs go through ocx alone.
  package var mise: String? { MiseProgram.locate(environment)?.path }

  /// How many ocx processes run at once by default.
  package static let defaultJobs = 4

  /// Installs these, and returns the results in their order. Through mise it is one call of `mise
  /// install`, which is cancelled as a whole; through ocx up to `jobs` run at once, and each can be
  /// cancelled alone. `report` is called from several threads.
  ///
  /// An item fails with `.noPlugin` if mise fails and its plugin does not exist: mise itself only
  /// says that it does not know the name. It may fetch the plugin itself if `[plugins]` lists one.
  package func install(
    _ items: [Item], jobs: Int = Installer.defaultJobs, cancellation: BatchCancellation? = nil,
    report: @escaping @Sendable (InstallProgress) -> Void = { _ in }
  ) -> [InstallResult] {
    let cancellation = cancellation ?? BatchCancellation(count: items.count)
    let outcomes =
      if let mise {
        MiseBatch(
          mise: mise, items: items, environment: environment, directory: directory,
          offline: offline, cancellation: cancellation.all, report: report
        ).run()
      } else {
        OCXBatch(
          items: items, environment: environment, index: index, offline: offline,
          jobs: max(jobs, 1), cancellation: cancellation, report: report
        ).run()
      }
    return zip(items, outcomes).map(InstallResult.init)
  }

  /// Updates parts of the index, every registry concurrently, and returns the results in their
  /// order. `report` is called from several threads.
  package func refresh(
    _ subjects: [RefreshSubject], cancellation: Cancellation = .never,
    report: @escaping @Sendable (RefreshProgress) -> Void = { _ in }
  ) -> [RefreshResult] {
    RefreshBatch(
      subjects: subjects, environment: environment, index: index, offline: offline,
      cancellation: cancellation, report: report
    ).run()
  }
}
