import BackendKit

extension TaskPerformer {
  /// The change that pins a tool, checked against the index.
  func pin(
    _ request: ToolRequest, _ place: PinTarget, _ withDigest: Bool, _ workspace: Workspace
  ) throws -> StagedChange {
    let project = workspace.project
    let chosen = place.element.flatMap { element in
      project.entries.first {
        $0.tool == place.tool && $0.index == element
          && $0.file == project.writeTarget(place.scope)
      }
    }
    let change = try Pinning(workspace: workspace).pin(
      request, scope: place.scope, over: chosen, withDigest: withDigest)
    return StagedChange(change: change, tool: request.tool)
  }

  /// The change that pins a tool, with a warning if the version does not run where it is used.
  func proposal(
    _ request: ToolRequest, _ target: PinTarget, _ withDigest: Bool
  ) throws -> TaskOutcome {
    let workspace = workspace()
    let change = try pin(request, target, withDigest, workspace)
    let platforms = Pinning(workspace: workspace)
      .foreignPlatforms(of: change.change, tool: request.tool)
    let foreign = platforms.map { platforms in
      ForeignVersion(
        key: SafeText.clean(change.change.key), request: change.change.request ?? "",
        platforms: platforms.map(SafeText.clean))
    }
    return .proposed(Proposal(changes: [change], foreign: foreign.map { [$0] } ?? []))
  }

  /// The changes that pin the newest of several tools, each to the newest that runs where it is used.
  func pinNewest(
    _ targets: [PinTarget], _ precision: PinPrecision, _ withDigest: Bool
  ) -> TaskOutcome {
    let workspace = workspace()
    let pinning = Pinning(workspace: workspace)
    var proposal = Proposal()
    for target in targets {
      do {
        let versions = VersionList(root: try workspace.index.root(of: target.tool))
        let newest = try pinning.newest(
          of: target.tool, in: versions, for: entry(target, workspace.project))
        let request = ToolRequest(tool: target.tool, version: precision.request(for: newest))
        proposal.changes.append(try pin(request, target, withDigest, workspace))
      } catch {
        proposal.skipped.append(ErrorMessage(error))
      }
    }
    return .proposed(proposal)
  }

  /// The entry that a target names, or the first one of its tool in the file.
  private func entry(_ target: PinTarget, _ project: MiseProject) -> ToolEntry? {
    let file = project.writeTarget(target.scope)
    return project.entries.first { entry in
      entry.tool == target.tool && entry.file == file
        && (target.element == nil || entry.index == target.element)
    }
  }

  /// The changes that take entries out of their files.
  func unpin(_ ids: [ProjectRow.ID]) -> TaskOutcome {
    let project = workspace().project
    var changes: [StagedChange] = []
    var skipped: [ErrorMessage] = []
    for id in ids {
      if let task = id.task {
        skipped.append(ErrorMessage(StagingFailure.ofTask(task, key: id.key)))
        continue
      }
      let entry = project.entries.first {
        $0.key == id.key && $0.file == id.file && $0.index == id.index
      }
      changes.append(
        StagedChange(
          change: Change(
            key: id.key, file: id.file, kind: project.kind(of: id.file) ?? .toml, action: .unpin,
            index: entry?.isElement == true ? id.index : nil),
          tool: entry?.tool))
    }
    return .proposed(Proposal(changes: changes, skipped: skipped))
  }

  /// The upgrade of each pin that has one, and what it leaves.
  func upgrade(_ pins: [Pin], to level: UpgradeLevel) -> TaskOutcome {
    let pinning = Pinning(workspace: workspace())
    let changes = pinning.upgrades(pins, to: level).map { pin, change in
      StagedChange(change: change, tool: pin.entry.tool, isStep: true)
    }
    return .proposed(Proposal(changes: changes, left: pinning.left(pins, to: level)))
  }

  /// What changes come to, as a diff over all files. A change that no file can take is left out, with
  /// its reason, so that the others can be written.
  func plan(_ staged: [StagedChange]) throws(ChangeFailure) -> PlanAnswer {
    let project = workspace().project
    var rest = staged
    var refused: [(change: StagedChange, reason: ErrorMessage)] = []
    while true {
      do throws(ChangeFailure) {
        let plan = try changes(of: project).plan(rest.map(\.change)) { project.displayPath($0) }
        return PlanAnswer(
          plan: plan, refused: refused,
          staleLocks: rest.compactMap { project.staleLock(after: $0.change) })
      } catch {
        guard case .refusedEdit = error, let index = firstRefused(of: rest, in: project) else {
          throw error
        }
        refused.append((rest.remove(at: index), ErrorMessage(error)))
      }
    }
  }

  /// The first change that cannot be made after those before it.
  private func firstRefused(of staged: [StagedChange], in project: MiseProject) -> Int? {
    staged.indices.first { index in
      let part = staged[...index].map(\.change)
      do throws(ChangeFailure) {
        _ = try changes(of: project).plan(part) { project.displayPath($0) }
        return false
      } catch {
        if case .refusedEdit = error { return true }
        return false
      }
    }
  }

  /// Writes all files of a plan, or none. With changes, it is made of them again where a file has
  /// changed since.
  func write(
    _ plan: ChangePlan, again staged: [Change]?, _ cancellation: Cancellation
  ) throws(ChangeFailure) -> WrittenChange {
    let project = workspace().project
    let changes = changes(of: project)
    guard let staged else { return try changes.apply(plan, cancellation: cancellation) }
    return try changes.apply(
      plan,
      again: { () throws(ChangeFailure) in try changes.plan(staged, display: project.displayPath) },
      cancellation: cancellation)
  }

  /// What taking back would change.
  func planUndo(_ request: UndoRequest) throws(ChangeFailure) -> UndoPlan {
    let project = workspace().project
    return try changes(of: project).planUndo(request, display: project.displayPath)
  }

  /// Undoes the change that was shown, or nothing.
  func undo(
    _ shown: UndoPlan, _ cancellation: Cancellation
  ) throws -> WrittenChange {
    do throws(ChangeFailure) {
      return try changes(of: workspace().project).undo(shown, cancellation: cancellation)
    } catch {
      switch error {
      case .changedSincePlan, .noSuchChange: throw StagingFailure.otherUndo
      default: throw error
      }
    }
  }

  /// Undoes a change that nobody was shown.
  func undo(
    _ request: UndoRequest, _ cancellation: Cancellation
  ) throws(ChangeFailure) -> WrittenChange {
    let project = workspace().project
    return try changes(of: project).undo(
      request, cancellation: cancellation, display: project.displayPath)
  }
}
