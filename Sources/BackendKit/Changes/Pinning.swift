/// Turns requests into changes of files: validates them against the index, finds file and key, and
/// keeps the precision.
public struct Pinning: Sendable {
  private let workspace: Workspace

  /// Pinning in a project.
  public init(workspace: Workspace) {
    self.workspace = workspace
  }

  /// The change that pins a tool. Without a version, it pins the newest release exactly. An
  /// existing entry of the tool in the file keeps its key. If the file has several versions, one
  /// that already matches the request stays in place; otherwise the first one is replaced, which is
  /// mise's default.
  ///
  /// - Parameters:
  ///   - request: the tool, and the version as precisely as it should be pinned.
  ///   - scope: the file; nil for the one that `mise use` would write.
  ///   - entry: the entry to replace, if not the first.
  ///   - withDigest: also pin the current digest of the version.
  /// - Throws: `PinningFailure`, `UnknownVersion`, `IndexFailure`; `ChangeFailure.unparsable` and
  ///   `.file` if the file cannot be read.
  public func pin(
    _ request: ToolRequest, scope: WriteScope = .project, over entry: ToolEntry? = nil,
    withDigest: Bool = false
  ) throws -> Change {
    let root = try workspace.index.root(of: request.tool)
    let versions = VersionList(root: root)
    let version: ListedVersion
    if let name = request.version {
      version = try versions.covered(by: name) ?? versions.listed(matching: name, of: request.tool)
    } else {
      let entries = try? target(scope, of: request.tool).entries
      let used = entries.flatMap { Self.chosen(entry, among: $0) }
      version = try newest(of: request.tool, in: versions, for: used)
    }
    if let yank = version.yanked {
      throw PinningFailure.yanked(
        version.version, of: request.tool, reason: yank.reason,
        instead: versions.newest?.version)
    }
    let target = try target(scope, of: request.tool)
    let wanted = request.version ?? version.version
    let entry = Self.entry(for: wanted, among: target.entries, over: entry)
    // A pin with a digest keeps one, or the new version would be refused.
    let isBound = withDigest || entry?.options["digest"] != nil
    var change = Change(
      key: entry?.key ?? request.tool.key, file: target.file, kind: target.kind,
      action: .pin(request: wanted, digest: isBound ? version.digest : nil),
      index: entry?.isElement == true ? entry?.index : nil)
    if change.index != nil { change.expected = entry?.request }
    return change
  }

  /// The newest version of a tool that runs on the entry's platform, or on this host, and satisfies
  /// `minimum_release_age`.
  ///
  /// - Throws: `PinningFailure.noVersions`, and `.nothingRuns` if no version runs there.
  package func newest(
    of tool: ToolName, in versions: VersionList, for entry: ToolEntry? = nil
  ) throws(PinningFailure) -> ListedVersion {
    let reader = RunTarget(entry, host: workspace.host).reader(of: tool, in: workspace.images)
    let runs = { (digest: Digest) in reader(digest) ?? true }
    let option = entry?.minimumReleaseAge
    let versions = workspace.releaseAges([option])
      .choice(of: tool, in: versions, option: option, runs: runs).versions
    if let newest = versions.newest(accepting: runs) { return newest }
    if let last = versions.visible().last(where: { runs($0.digest) }) { return last }
    guard let other = versions.newest ?? versions.visible().last else { throw .noVersions(tool) }
    throw .nothingRuns(tool, newest: other.version, platforms: platforms(of: other, tool))
  }

  /// The platforms of the version that a change pins, if it runs on none of the entry's platforms;
  /// nil if it does, or if that is unknown.
  package func foreignPlatforms(of change: Change, tool: ToolName) -> [String]? {
    guard case .pin(let request, _) = change.action,
      let root = try? workspace.index.root(of: tool),
      let version = VersionList(root: root).covered(by: request),
      let content = try? workspace.index.image(of: tool, digest: version.digest)
    else { return nil }
    let entries = (try? workspace.project.entries(in: change.file)) ?? []
    let entry = entries.first {
      $0.key == change.key && (change.index == nil || $0.index == change.index)
    }
    return RunTarget(entry, host: workspace.host).fits(content)
      ? nil : content.platforms.map(\.description)
  }

  private func platforms(of version: ListedVersion, _ tool: ToolName) -> [String] {
    let content = try? workspace.index.image(of: tool, digest: version.digest)
    return content?.platforms.map(\.description) ?? []
  }

  /// The changes that remove a tool: from the given file, else from the file whose entry is in
  /// force; under every key that means the tool there.
  ///
  /// - Throws: `PinningFailure.notPinned`, `.pinnedElsewhere`, `.notAConfigFile`; `ChangeFailure.unparsable`, `.file`.
  public func unpin(_ tool: ToolName, scope: WriteScope? = nil) throws -> [Change] {
    guard let scope else {
      let entries = workspace.project.entries.filter { $0.tool == tool }
      guard let entry = entries.first(where: { $0.shadowedBy == nil }) ?? entries.first else {
        throw PinningFailure.notPinned(tool, file: nil, near: near(tool))
      }
      return Self.removals(of: entries.filter { $0.file == entry.file })
    }
    let target = try target(scope, of: tool)
    let project = workspace.project
    if target.entries.isEmpty, let other = project.entries.first(where: { $0.tool == tool }) {
      throw PinningFailure.pinnedElsewhere(
        tool, file: project.displayPath(target.file),
        location: "\(project.displayPath(other.file)):\(other.line)")
    }
    guard !target.entries.isEmpty else {
      throw PinningFailure.notPinned(
        tool, file: workspace.project.displayPath(target.file), near: near(tool))
    }
    return Self.removals(of: target.entries)
  }

  /// The change that upgrades a pin up to a level, keeping its precision; nil if nothing newer runs
  /// on the pin's platform. `within` changes no file.
  public func upgrade(_ pin: Pin, to level: UpgradeLevel? = nil) -> Change? {
    // The editor sets the tool of a task as a whole.
    guard !pin.entry.isRepeated, pin.entry.format == nil || !pin.entry.isElement,
      let step = pin.upgrades?.highest(upTo: level ?? .standard),
      step.request != pin.entry.request
    else { return nil }
    var change = Change(
      key: pin.entry.key, file: pin.entry.file, kind: pin.entry.fileKind,
      action: .pin(
        request: step.request,
        digest: pin.entry.options["digest"] == nil ? nil : step.version.digest),
      index: pin.entry.isElement ? pin.entry.index : nil)
    change.expected = pin.entry.request
    change.task = pin.entry.format.map { format in
      let isNamed = format == .configuration || format == .includedTasks
      return Change.TaskLocation(format: format, name: isNamed ? pin.entry.task : nil)
    }
    return change
  }

  /// What an upgrade to a level leaves: higher levels, newer versions within a pin, and all levels of
  /// a task's tool with several versions, which is not edited.
  package func left(_ pins: [Pin], to level: UpgradeLevel? = nil) -> [SkippedUpgrade] {
    let level = level ?? .standard
    return pins.flatMap { pin in
      let isFixed = pin.entry.format != nil && pin.entry.isElement
      return UpgradeLevel.allCases.compactMap { other -> SkippedUpgrade? in
        guard other > level || other == .within && level != .within || isFixed,
          let step = pin.upgrades?[other], step.mayRun
        else { return nil }
        return SkippedUpgrade(pin: pin, level: other, step: step)
      }
    }
  }

  /// The pins whose upgrade is left out by `upgrades`.
  package func heldBack(_ pins: [Pin], to level: UpgradeLevel? = nil) -> [Pin] {
    let taken = upgrades(pins, to: level).map(\.pin.entry)
    return pins.filter { upgrade($0, to: level) != nil && !taken.contains($0.entry) }
  }

  /// The upgrades of several pins. If elements of one array would get the same request, only the
  /// highest is upgraded and the others stay, because mise would install that version only once.
  package func upgrades(_ pins: [Pin], to level: UpgradeLevel? = nil) -> [(
    pin: Pin, change: Change
  )] {
    let steps = pins.compactMap { pin in upgrade(pin, to: level).map { (pin: pin, change: $0) } }
    let conflicting = Dictionary(grouping: steps) { $0.change.outcome }
    return steps.filter { step in
      guard step.pin.entry.isElement else { return true }
      let others = conflicting[step.change.outcome] ?? []
      return others.allSatisfy { $0.pin.isBelowOrSame(as: step.pin) }
        && !isTaken(step.change, moving: steps.map(\.pin.entry))
    }
  }

  /// Whether an element of the same array that is not upgraded already has that request.
  private func isTaken(_ change: Change, moving: [ToolEntry]) -> Bool {
    guard case .pin(let request, _) = change.action else { return false }
    return workspace.project.entries.contains { entry in
      entry.file == change.file && entry.key == change.key && entry.request == request
        && entry.ignored == nil && !entry.isRepeated && !moving.contains(entry)
    }
  }

  /// The file of a scope, its format, and the entries of the tool in it.
  private func target(
    _ scope: WriteScope, of tool: ToolName
  ) throws -> (file: String, kind: ConfigFile.Kind, entries: [ToolEntry]) {
    let project = workspace.project
    let file = project.writeTarget(scope)
    guard let kind = project.kind(of: file) else {
      throw PinningFailure.notAConfigFile(project.displayPath(file))
    }
    do {
      return (file, kind, try project.entries(in: file).filter { $0.tool == tool })
    } catch let failure as TOMLFailure {
      throw ChangeFailure(.malformed(failure), file: project.displayPath(file))
    } catch let failure as FileFailure {
      throw ChangeFailure.file(failure)
    }
  }

  /// The entry to replace, or that already has the request. Entries for other machines are only
  /// used if there is none for this one.
  private static func entry(
    for request: String, among entries: [ToolEntry], over chosen: ToolEntry?
  ) -> ToolEntry? {
    guard let first = Self.chosen(chosen, among: entries) else { return nil }
    return entries.first { entry in
      entry.key == first.key && entry.request == request && !entry.isRepeated
        && (entry.ignored == nil || first.ignored != nil)
    } ?? first
  }

  /// The given entry, else the first that mise sees, else the first.
  private static func chosen(_ entry: ToolEntry?, among entries: [ToolEntry]) -> ToolEntry? {
    entries.first { $0 == entry } ?? entries.first { $0.ignored == nil } ?? entries.first
  }

  /// One removal for each key.
  private static func removals(of entries: [ToolEntry]) -> [Change] {
    entries.enumerated().compactMap { index, entry in
      guard !entries[..<index].contains(where: { $0.key == entry.key }) else { return nil }
      return Change(key: entry.key, file: entry.file, kind: entry.fileKind, action: .unpin)
    }
  }

  /// Pinned tools with the same last segment, else those with similar names.
  private func near(_ tool: ToolName) -> [String] {
    let pinned = Set(workspace.project.entries.compactMap(\.tool)).sorted()
    let wanted = Paths.lastComponent(tool.repository)
    let namesakes = pinned.filter { Paths.lastComponent($0.repository) == wanted }
    guard namesakes.isEmpty else { return namesakes.map(\.description) }
    return Suggestions.near(tool.description, among: pinned.map(\.description))
  }
}

/// An upgrade that was left.
package struct SkippedUpgrade: Sendable {
  /// The unchanged pin.
  package let pin: Pin
  /// The level of the upgrade.
  package let level: UpgradeLevel
  /// What it would change.
  package let step: UpgradeOptions.Step

  package init(pin: Pin, level: UpgradeLevel, step: UpgradeOptions.Step) {
    self.pin = pin
    self.level = level
    self.step = step
  }
}

extension Change {
  /// What it writes, and into which entry: two changes with one outcome come to the same.
  fileprivate var outcome: [String] {
    guard case .pin(let request, _) = action else { return [file, key] }
    return [file, key, request]
  }
}

extension Pin {
  /// Whether its version is lower than that of another element of its array. Of equal versions, the
  /// first element counts as the higher one.
  fileprivate func isBelowOrSame(as other: Pin) -> Bool {
    guard let own = upgrades?.current?.parsed, let theirs = other.upgrades?.current?.parsed,
      own != theirs
    else { return other.entry.index <= entry.index }
    return own < theirs
  }
}
