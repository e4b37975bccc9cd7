/// Turns what a person asks for into changes of files: checks it against the index, finds the
/// file and the key, keeps the precision. The screen and the command line both go through here.
public struct Pinning: Sendable {
  private let workspace: Workspace

  /// Pinning in a project.
  public init(workspace: Workspace) {
    self.workspace = workspace
  }

  /// The entry that pins what is asked for. Without a version the newest release is meant, exactly.
  /// An entry of the tool that the file already has keeps its key. Of several versions there, one
  /// that is what is asked for stays where it is; else the first gives way, which is mise's default.
  ///
  /// - Parameters:
  ///   - request: the tool, and how closely its version is to be pinned.
  ///   - scope: the file; nil for the one that `mise use` would write.
  ///   - entry: the one that is to give way, where that is not the first.
  ///   - withDigest: also bind the pin to the digest that the version has now.
  /// - Throws: `PinningFailure`, `UnknownVersion`, `IndexFailure`; `ChangeFailure.unparsable` and
  ///   `.file` where the file cannot be read.
  public func pin(
    _ request: ToolRequest, scope: WriteScope = .project, over entry: ToolEntry? = nil,
    withDigest: Bool = false
  ) throws -> Change {
    let root = try workspace.index.root(of: request.tool)
    let versions = VersionList(root: root)
    let version: ListedVersion
    if let name = request.version {
      version = try versions.covered(by: name) ?? versions.meant(by: name, of: request.tool)
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
    // A pin that is bound to a digest stays bound, or the new version would be refused for it.
    let isBound = withDigest || entry?.options["digest"] != nil
    var change = Change(
      key: entry?.key ?? request.tool.key, file: target.file, kind: target.kind,
      action: .pin(request: wanted, digest: isBound ? version.digest : nil),
      index: entry?.isElement == true ? entry?.index : nil)
    if change.index != nil { change.expected = entry?.request }
    return change
  }

  /// The newest version of a tool that runs where its entry says, or on this host, and is as old as
  /// `minimum_release_age` asks, if any is.
  ///
  /// - Throws: `PinningFailure.noVersions`, and `.nothingRuns` if all of them are for others.
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

  /// The platforms of the version that a change pins to, if it runs on none that the entry asks
  /// for; nil if it does, or if that is unknown.
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

  /// The changes that take a tool out: of the file asked for, else of the one whose entry is in
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
        place: "\(project.displayPath(other.file)):\(other.line)")
    }
    guard !target.entries.isEmpty else {
      throw PinningFailure.notPinned(
        tool, file: workspace.project.displayPath(target.file), near: near(tool))
    }
    return Self.removals(of: target.entries)
  }

  /// The change that upgrades a pin up to a level, keeping its precision; nil if there is nothing
  /// newer that runs where the pin is used. `within` changes no file.
  public func upgrade(_ pin: Pin, to level: UpgradeLevel? = nil) -> Change? {
    // The editor sets a tool of a task as a whole.
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
      return Change.TaskPlace(format: format, name: isNamed ? pin.entry.task : nil)
    }
    return change
  }

  /// What an upgrade to a level leaves: higher levels, and what is newer within a pin.
  package func left(_ pins: [Pin], to level: UpgradeLevel? = nil) -> [LeftUpgrade] {
    let level = level ?? .standard
    return pins.flatMap { pin in
      UpgradeLevel.allCases.compactMap { other in
        guard other > level || other == .within && level != .within,
          let step = pin.upgrades?[other], step.runs
        else { return nil }
        return LeftUpgrade(pin: pin, level: other, step: step)
      }
    }
  }

  /// The pins whose step `upgrades` leaves out.
  package func heldBack(_ pins: [Pin], to level: UpgradeLevel? = nil) -> [Pin] {
    let taken = upgrades(pins, to: level).map(\.pin.entry)
    return pins.filter { upgrade($0, to: level) != nil && !taken.contains($0.entry) }
  }

  /// The steps of several pins. Of the elements of one array that would come to one request the
  /// highest goes up and the others stay, for mise installs a version that stands there twice once.
  package func upgrades(_ pins: [Pin], to level: UpgradeLevel? = nil) -> [(
    pin: Pin, change: Change
  )] {
    let steps = pins.compactMap { pin in upgrade(pin, to: level).map { (pin: pin, change: $0) } }
    let rivals = Dictionary(grouping: steps) { $0.change.outcome }
    return steps.filter { step in
      guard step.pin.entry.isElement else { return true }
      let others = rivals[step.change.outcome] ?? []
      return others.allSatisfy { $0.pin.isBelowOrSame(as: step.pin) }
        && !isTaken(step.change, moving: steps.map(\.pin.entry))
    }
  }

  /// Whether an element of the same array that stays where it is asks for that already.
  private func isTaken(_ change: Change, moving: [ToolEntry]) -> Bool {
    guard case .pin(let request, _) = change.action else { return false }
    return workspace.project.entries.contains { entry in
      entry.file == change.file && entry.key == change.key && entry.request == request
        && entry.ignored == nil && !entry.isRepeated && !moving.contains(entry)
    }
  }

  /// The file of a scope, how it is written, and the entries of the tool in it.
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

  /// The entry that gives way to a request, or has it already. Those of other machines are left
  /// alone while there is one for this.
  private static func entry(
    for request: String, among entries: [ToolEntry], over chosen: ToolEntry?
  ) -> ToolEntry? {
    guard let first = Self.chosen(chosen, among: entries) else { return nil }
    return entries.first { entry in
      entry.key == first.key && entry.request == request && !entry.isRepeated
        && (entry.ignored == nil || first.ignored != nil)
    } ?? first
  }

  /// The entry that was asked for, else the first that mise sees, else the first.
  private static func chosen(_ entry: ToolEntry?, among entries: [ToolEntry]) -> ToolEntry? {
    entries.first { $0 == entry } ?? entries.first { $0.ignored == nil } ?? entries.first
  }

  /// One removal for each key.
  private static func removals(of entries: [ToolEntry]) -> [Change] {
    entries.enumerated().compactMap { place, entry in
      guard !entries[..<place].contains(where: { $0.key == entry.key }) else { return nil }
      return Change(key: entry.key, file: entry.file, kind: entry.fileKind, action: .unpin)
    }
  }

  /// Pins whose last part is what was asked for, else those spelled much like it.
  private func near(_ tool: ToolName) -> [String] {
    let pinned = Set(workspace.project.entries.compactMap(\.tool)).sorted()
    let wanted = Paths.lastComponent(tool.repository)
    let namesakes = pinned.filter { Paths.lastComponent($0.repository) == wanted }
    guard namesakes.isEmpty else { return namesakes.map(\.description) }
    return Suggestions.near(tool.description, among: pinned.map(\.description))
  }
}

/// An upgrade that was not taken.
package struct LeftUpgrade: Sendable {
  /// The pin as it stays.
  package let pin: Pin
  /// The level that would have been gone to.
  package let level: UpgradeLevel
  /// What it would have come to.
  package let step: UpgradeOptions.Step

  /// An upgrade of its parts.
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
  /// Whether what it stands at is no higher than what another element of its array stands at; of
  /// two at the same the first counts as the higher.
  fileprivate func isBelowOrSame(as other: Pin) -> Bool {
    guard let mine = upgrades?.current?.parsed, let theirs = other.upgrades?.current?.parsed,
      mine != theirs
    else { return other.entry.index <= entry.index }
    return mine < theirs
  }
}
