import BackendKit

/// A change that has not been written yet.
struct StagedChange: Sendable {
  let change: Change
  /// The tool, where it is known.
  let tool: ToolName?

  /// Whether the other change is about the same entry and so replaces this one.
  func isReplaced(by other: StagedChange) -> Bool {
    change.file == other.change.file && change.key == other.change.key
      && change.index == other.change.index && change.task == other.change.task
  }

  /// Whether the other change pins another element of the same array to the same request.
  fileprivate func isEquivalent(to other: StagedChange) -> Bool {
    change.file == other.change.file && change.key == other.change.key
      && change.index != other.change.index && change.task == other.change.task
      && change.request != nil
      && change.request == other.change.request
  }
}

extension Change {
  /// The request that it pins; nil if it removes the entry.
  var request: String? {
    if case .pin(let request, _) = action { return request }
    return nil
  }
}

/// The staged changes and their plan.
struct StagedChanges: Sendable {
  /// A former list, with its plan if it had one.
  private struct Before: Sendable {
    let changes: [StagedChange]
    let plan: ChangePlan?
  }

  private(set) var changes: [StagedChange] = []
  /// What the changes would write; nil while that is being worked out.
  private(set) var plan: ChangePlan?
  /// The lock files of mise that would not match what `plan` writes.
  private(set) var staleLocks: [StaleLock] = []
  /// What `plan` would write outside of the project without the user having chosen that.
  private(set) var outside: [OutsideFile] = []
  /// Why they cannot be planned.
  private(set) var problem: ErrorMessage?
  /// The task that makes `plan`.
  private(set) var planning: TaskID?
  /// The task that writes it.
  private(set) var writing: TaskID?
  /// The list before the last changes were added, until those have been planned.
  private var before: Before?

  var isEmpty: Bool { changes.isEmpty }

  /// Adds changes; a change about the same entry replaces the earlier one. A change that would pin
  /// two elements of one array to the same request is refused: mise would install that version only
  /// once.
  ///
  /// - Returns: the changes that were added, and why others were not.
  mutating func stage(
    _ proposed: [StagedChange]
  ) -> (added: [StagedChange], refused: [ErrorMessage]) {
    let (added, refused) = withoutDuplicates(proposed)
    guard !added.isEmpty else { return ([], refused) }
    if before == nil { before = Before(changes: changes, plan: plan) }
    for change in added {
      if let index = changes.firstIndex(where: { $0.isReplaced(by: change) }) {
        changes[index] = change
      } else {
        changes.append(change)
      }
    }
    return (added, refused)
  }

  private func withoutDuplicates(
    _ proposed: [StagedChange]
  ) -> (added: [StagedChange], refused: [ErrorMessage]) {
    var refused: [ErrorMessage] = []
    var known = changes.filter { item in !proposed.contains { item.isReplaced(by: $0) } }
    let added = proposed.filter { item in
      if let request = item.change.request, known.contains(where: { $0.isEquivalent(to: item) }) {
        let failure = StagingFailure.duplicate(request: request, key: item.change.key)
        refused.append(ErrorMessage(failure))
        return false
      }
      known.append(item)
      return true
    }
    return (added, refused)
  }

  /// Removes a change; nil if there is none at that index.
  mutating func drop(at index: Int) -> StagedChange? {
    changes.indices.contains(index) ? changes.remove(at: index) : nil
  }

  /// Discards the plan.
  mutating func invalidate() {
    plan = nil
    problem = nil
    planning = nil
  }

  mutating func beginPlanning(_ id: TaskID) { planning = id }

  mutating func beginWriting(_ id: TaskID) { writing = id }

  /// Planning was cancelled.
  mutating func endPlanning() { planning = nil }

  /// Writing failed; the changes stay.
  mutating func endWriting() { writing = nil }

  /// Forgets everything after it was written.
  mutating func clear() { self = StagedChanges() }

  /// How a new plan compares with the one before.
  enum PlanComparison: Hashable, Sendable {
    case new, same
    /// The same changes now write something else, because the files have changed.
    case moved
    /// The last changes have no effect and were removed.
    case nothingToChange
  }

  /// Takes a new plan. Changes that have no effect and changes that were refused are removed.
  mutating func apply(_ answer: PlanResult) -> PlanComparison {
    let before = before
    let isSame = plan == answer.plan
    let wasPlanned = plan != nil && before == nil
    planning = nil
    problem = nil
    self.before = nil
    changes.removeAll { change in
      answer.refused.contains { $0.change.isReplaced(by: change) }
    }
    plan = answer.plan
    staleLocks = answer.staleLocks
    outside = answer.outside
    if answer.plan.isEmpty {
      clear()
      return .nothingToChange
    }
    if let before, before.plan == answer.plan {
      changes = before.changes.filter { change in
        !answer.refused.contains { $0.change.isReplaced(by: change) }
      }
      return .nothingToChange
    }
    if isSame { return .same }
    return wasPlanned ? .moved : .new
  }

  /// Planning failed. The changes added last are removed, so that the others can be written; if
  /// there are none, the reason stays with the list.
  ///
  /// - Returns: whether the rest has to be planned again.
  mutating func refuse(_ reason: ErrorMessage) -> Bool {
    planning = nil
    guard let before else {
      plan = nil
      problem = reason
      return false
    }
    self.before = nil
    changes = before.changes
    return true
  }
}
