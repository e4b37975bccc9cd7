import BackendKit

/// A change that waits to be written.
struct StagedChange: Sendable {
  let change: Change
  /// The tool, where it is known.
  let tool: ToolName?

  /// Whether the other one is about the same entry and so replaces this one.
  func isReplaced(by other: StagedChange) -> Bool {
    change.file == other.change.file && change.key == other.change.key
      && change.index == other.change.index && change.task == other.change.task
  }

  /// Whether the other one brings another element of the same array to the same request.
  fileprivate func comesToTheSame(as other: StagedChange) -> Bool {
    change.file == other.change.file && change.key == other.change.key
      && change.index != other.change.index && change.task == other.change.task
      && change.request != nil
      && change.request == other.change.request
  }
}

extension Change {
  /// What it pins to; nil where it removes the entry.
  var request: String? {
    if case .pin(let request, _) = action { return request }
    return nil
  }
}

/// The changes that wait to be written, and what they come to.
struct StagedChanges: Sendable {
  /// A list, and what it came to where that was known.
  private struct Before: Sendable {
    let changes: [StagedChange]
    let plan: ChangePlan?
  }

  private(set) var changes: [StagedChange] = []
  /// What the changes come to; nil while that is being worked out.
  private(set) var plan: ChangePlan?
  /// The lock files of mise that do not cover what `plan` would write.
  private(set) var staleLocks: [StaleLock] = []
  /// What `plan` would write outside of the project without the user having chosen that.
  private(set) var outside: [OutsideFile] = []
  /// Why they cannot be planned.
  private(set) var problem: ErrorMessage?
  /// The task that makes `plan`.
  private(set) var planning: TaskID?
  /// The task that writes it.
  private(set) var writing: TaskID?
  /// The list before the last changes came, until it is known that those can be made.
  private var before: Before?

  var isEmpty: Bool { changes.isEmpty }

  /// Adds changes; one about the same entry replaces the one before it. A change that would bring
  /// two elements of one array to the same request is left out: mise installs a version that
  /// stands there twice once.
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
      if let request = item.change.request, known.contains(where: { $0.comesToTheSame(as: item) }) {
        let failure = StagingFailure.duplicate(request: request, key: item.change.key)
        refused.append(ErrorMessage(failure))
        return false
      }
      known.append(item)
      return true
    }
    return (added, refused)
  }

  /// Takes a change off the list; nil where there is none at that index.
  mutating func drop(at index: Int) -> StagedChange? {
    changes.indices.contains(index) ? changes.remove(at: index) : nil
  }

  /// Forgets what the changes came to: they are to be planned anew.
  mutating func invalidate() {
    plan = nil
    problem = nil
    planning = nil
  }

  mutating func beginPlanning(_ id: TaskID) { planning = id }

  mutating func beginWriting(_ id: TaskID) { writing = id }

  /// Notes that planning was given up.
  mutating func endPlanning() { planning = nil }

  /// Notes that writing failed; what is on the list stays.
  mutating func endWriting() { writing = nil }

  /// Forgets everything: it was written.
  mutating func clear() { self = StagedChanges() }

  /// What a new plan means for the list.
  enum Planned: Hashable, Sendable {
    case new, same
    /// The same changes come to something else: the files are not what they were.
    case moved
    /// The last changes change nothing, and left the list.
    case nothingToChange
  }

  /// Takes what the changes come to; those that change nothing, and those that were refused, leave
  /// the list.
  mutating func apply(_ answer: PlanAnswer) -> Planned {
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

  /// Takes it that the changes cannot be planned. The last ones leave the list, or nothing else
  /// could be written; where there are no last ones, the reason stays with the list.
  ///
  /// - Returns: whether the rest is to be planned anew.
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
