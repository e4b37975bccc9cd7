import BackendKit

/// Derives the requested changes: pins, upgrades and removals.
struct PinTasks: ProjectWork {
  let options: SessionOptions
  let opened: Workspace?

  /// The change that pins a tool, checked against the index.
  func pin(
    _ request: ToolRequest, _ target: PinTarget, _ withDigest: Bool, _ workspace: Workspace
  ) throws -> StagedChange {
    let project = workspace.project
    let chosen = target.element.flatMap { element in
      project.entries.first {
        $0.tool == target.tool && $0.index == element
          && $0.file == project.writeTarget(target.scope)
      }
    }
    let change = try Pinning(workspace: workspace).pin(
      request, scope: target.scope, over: chosen, withDigest: withDigest)
    return StagedChange(change: change, tool: request.tool)
  }

  /// The change that pins a tool, with a warning if the version does not run on the pin's platform.
  func proposal(
    _ request: ToolRequest, _ target: PinTarget, _ withDigest: Bool
  ) throws -> Proposal {
    let workspace = workspace()
    let change = try pin(request, target, withDigest, workspace)
    let platforms = Pinning(workspace: workspace)
      .foreignPlatforms(of: change.change, tool: request.tool)
    let foreign = platforms.map { platforms in
      ForeignVersion(
        key: SafeText.clean(change.change.key), request: change.change.request ?? "",
        platforms: platforms.map(SafeText.clean))
    }
    return Proposal(changes: [change], foreign: foreign.map { [$0] } ?? [])
  }

  /// The changes that pin the newest version of several tools, each the newest that runs on the
  /// pin's platform.
  func pinNewest(
    _ targets: [PinTarget], _ precision: PinPrecision, _ withDigest: Bool
  ) -> Proposal {
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
    return proposal
  }

  /// The entry that a target names, or the first one of its tool in the file.
  private func entry(_ target: PinTarget, _ project: MiseProject) -> ToolEntry? {
    let file = project.writeTarget(target.scope)
    return project.entries.first { entry in
      entry.tool == target.tool && entry.file == file
        && (target.element == nil || entry.index == target.element)
    }
  }

  /// The changes that remove entries from their files.
  func unpin(_ ids: [ProjectRow.ID]) -> Proposal {
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
    return Proposal(changes: changes, skipped: skipped)
  }

  /// The changes that remove a tool from a file.
  func unpin(_ tool: ToolName, from scope: WriteScope?) throws -> Proposal {
    let workspace = workspace()
    do {
      let changes = try Pinning(workspace: workspace).unpin(tool, scope: scope)
      return Proposal(changes: changes.map { StagedChange(change: $0, tool: tool) })
    } catch let failure as PinningFailure {
      throw workspace.project.cause(of: failure, scope: scope)
    }
  }

  /// The upgrade of each pin that has one, and the upgrades above the level.
  func upgrade(_ pins: [Pin], to level: UpgradeLevel) -> Proposal {
    let pinning = Pinning(workspace: workspace())
    let changes = pinning.upgrades(pins, to: level).map { pin, change in
      StagedChange(change: change, tool: pin.entry.tool)
    }
    return Proposal(changes: changes, left: pinning.left(pins, to: level))
  }
}
