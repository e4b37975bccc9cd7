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
  ) -> Outcome {
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
    return .staged(changes, skipped: skipped)
  }

  /// The changes that take entries out of their files.
  func unpin(_ ids: [ProjectRow.ID]) -> Outcome {
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
    return .staged(changes, skipped: [])
  }

  /// A step up for each pin that has one.
  func upgrade(_ pins: [Pin], to level: UpgradeLevel?) -> Outcome {
    let changes = Pinning(workspace: workspace()).upgrades(pins, to: level).map { pin, change in
      StagedChange(change: change, tool: pin.entry.tool)
    }
    guard changes.isEmpty else { return .staged(changes, skipped: []) }
    let nothing = ErrorMessage(
      message: "No pin has a step up that keeps its precision.",
      hint: "The upgrade levels of a row show what else there is.")
    return .staged([], skipped: [nothing])
  }

  /// What changes come to, as a diff over all files.
  func plan(_ planned: [Change]) throws -> ChangePlan {
    let project = workspace().project
    return try changes.plan(planned) { project.displayPath($0) }
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

  /// Takes back what was written last.
  func undo() throws -> [String] {
    let project = workspace().project
    return try changes.undo { project.displayPath($0) }.files.map {
      SafeText.clean($0.displayPath)
    }
  }
}
