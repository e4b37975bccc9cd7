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

  /// The changes that pin the newest of several tools; why some make none is said beside them.
  func pinNewest(
    _ places: [PinTarget], _ precision: PinPrecision, _ withDigest: Bool
  ) -> TaskOutcome {
    let workspace = workspace()
    var changes: [StagedChange] = []
    var skipped: [ErrorMessage] = []
    for place in places {
      do {
        let versions = VersionList(root: try workspace.index.root(of: place.tool))
        let newest = versions.newest ?? versions.visible().last
        let request = ToolRequest(
          tool: place.tool, version: newest.map { precision.request(for: $0) })
        changes.append(try pin(request, place, withDigest, workspace))
      } catch {
        skipped.append(ErrorMessage(error))
      }
    }
    return .proposed(changes, skipped: skipped)
  }

  /// The changes that take entries out of their files.
  func unpin(_ ids: [ProjectRow.ID]) -> TaskOutcome {
    let project = workspace().project
    var changes: [StagedChange] = []
    for id in ids {
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
    return .proposed(changes, skipped: [])
  }

  /// A step up for each pin that has one.
  func upgrade(_ pins: [Pin], to level: UpgradeLevel?) -> TaskOutcome {
    let changes = Pinning(workspace: workspace()).upgrades(pins, to: level).map { pin, change in
      StagedChange(change: change, tool: pin.entry.tool)
    }
    guard changes.isEmpty else { return .proposed(changes, skipped: []) }
    let nothing = ErrorMessage(
      message: "No pin has a step up that keeps its precision.",
      hint: "The upgrade levels of a row show what else there is.")
    return .proposed([], skipped: [nothing])
  }

  /// What changes come to, as a diff over all files. A change that no file can take is left out, with
  /// its reason, so that the others can be written.
  func plan(_ staged: [StagedChange]) throws(ChangeFailure) -> PlanAnswer {
    let project = workspace().project
    var rest = staged
    var refused: [(change: StagedChange, reason: ErrorMessage)] = []
    while true {
      do throws(ChangeFailure) {
        let plan = try changes.plan(rest.map(\.change)) { project.displayPath($0) }
        return PlanAnswer(plan: plan, refused: refused)
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
        _ = try changes.plan(part) { project.displayPath($0) }
        return false
      } catch {
        if case .refusedEdit = error { return true }
        return false
      }
    }
  }

  /// Writes all files of a plan, or none.
  func write(_ plan: ChangePlan) throws -> [String] {
    try changes.apply(plan)
    return plan.files.map { SafeText.clean($0.displayPath) }
  }

  /// What taking back would change.
  func planUndo() throws -> ChangePlan {
    let project = workspace().project
    return try changes.planUndo { project.displayPath($0) }
  }

  /// Undoes the last change, where it is still the one that was shown.
  func undo(_ shown: ChangePlan) throws -> [String] {
    let project = workspace().project
    let current = try changes.planUndo { project.displayPath($0) }
    guard current == shown else {
      throw ErrorMessage(
        code: .tryAgain, message: "Another change was written since this one was shown.",
        hint: "Look at what undo would do now.")
    }
    return try changes.undo { project.displayPath($0) }.files.map {
      SafeText.clean($0.displayPath)
    }
  }
}
