import BackendKit

/// Plans, writes and undoes changes.
struct ChangeTasks: ProjectWork {
  let options: SessionOptions
  let opened: Workspace?

  /// The changes of a project, with this user's journal.
  private func changes(of project: MiseProject) -> Changes {
    Changes(environment: options.environment, project: ProjectHistory(project))
  }

  /// The plan of the changes over all files. A change that cannot be made, or whose entry was changed
  /// elsewhere, is left out with its reason, so that the others can be written.
  func plan(_ staged: [StagedChange]) throws(ChangeFailure) -> PlanResult {
    let project = workspace().project
    let outdated = try changes(of: project).outdated(among: staged.map(\.change))
    var rest = staged.filter { !outdated.contains($0.change) }
    var refused = staged.filter { outdated.contains($0.change) }.map { item in
      let failure = StagingFailure.changedElsewhere(
        key: item.change.key, file: project.displayPath(item.change.file))
      return (change: item, reason: ErrorMessage(failure))
    }
    while true {
      do throws(ChangeFailure) {
        let plan = try changes(of: project).plan(rest.map(\.change)) { project.displayPath($0) }
        return PlanResult(
          plan: plan, refused: refused,
          staleLocks: rest.compactMap { project.staleLock(after: $0.change) },
          outside: plan.files.compactMap { OutsideFile($0, of: project) })
      } catch {
        guard case .refusedEdit = error, let index = firstRefused(of: rest, in: project) else {
          throw error
        }
        refused.append((rest.remove(at: index), ErrorMessage(error)))
      }
    }
  }

  /// The index of the first change that cannot be made after those before it.
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
  /// changed since, as long as the entries have the requests that the changes are based on.
  func write(
    _ plan: ChangePlan, again staged: [Change]?, _ cancellation: Cancellation
  ) throws(ChangeFailure) -> WrittenChange {
    let project = workspace().project
    let changes = changes(of: project)
    guard let staged else { return try changes.apply(plan, cancellation: cancellation) }
    func planAgain() throws(ChangeFailure) -> ChangePlan {
      let again = try changes.planAgain(staged, display: project.displayPath)
      // Consent applies to the old location only.
      if let file = again.files.first(where: { new in
        !plan.files.contains { $0.path == new.path && $0.target == new.target }
      }) {
        throw .changedSincePlan(file: file.displayPath)
      }
      return again
    }
    // It may be based on a file that was read before another process wrote it.
    return try changes.apply(try planAgain(), again: planAgain, cancellation: cancellation)
  }

  /// What undo would change.
  func planUndo(_ request: UndoRequest) throws(ChangeFailure) -> UndoPlan {
    let project = workspace().project
    return try changes(of: project).planUndo(request, display: project.displayPath)
  }

  /// Undoes the change that was shown, and only that one.
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

  /// Undoes a change without having shown it.
  func undo(
    _ request: UndoRequest, _ cancellation: Cancellation
  ) throws(ChangeFailure) -> WrittenChange {
    let project = workspace().project
    return try changes(of: project).undo(
      request, cancellation: cancellation, display: project.displayPath)
  }
}
