import BackendKit

/// A change that waits to be written.
struct StagedChange: Sendable {
  let change: Change
  /// The tool, where it is known, for `edit`.
  let tool: ToolName?

  /// Whether the other one is about the same entry and so takes this one's place.
  func isReplaced(by other: StagedChange) -> Bool {
    change.file == other.change.file && change.key == other.change.key
      && change.index == other.change.index
  }

  /// Whether the other one brings another element of the same array to the same request.
  func comesToTheSame(as other: StagedChange) -> Bool {
    change.file == other.change.file && change.key == other.change.key
      && change.index != other.change.index && change.request != nil
      && change.request == other.change.request
  }
}

/// Staged: what would be written, and how the files would look.
struct StagedState: Sendable {
  /// A list, and what it came to where that was known.
  struct Before: Sendable {
    let changes: [StagedChange]
    let plan: ChangePlan?
  }

  var changes: [StagedChange] = []
  /// The list before the last changes came, until it is known that those can be made.
  var before: Before?
  /// What the changes come to; nil while that is being worked out.
  var plan: ChangePlan?
  /// Why they come to nothing.
  var problem: ErrorMessage?
  var cursor = ListCursor()
  /// The first line of the diff in sight.
  var top = 0
  /// The work that makes `plan`.
  var planning: TaskID?
  /// The work that writes it.
  var writing: TaskID?
  /// Whether the diff was on the screen, which writing asks for.
  var wasSeen = false
}

extension StagedState {
  /// The changes that do not bring two elements of one array to one request, and why the others
  /// are left out: mise installs a version that stands there twice once.
  func withoutDoubles(_ more: [StagedChange]) -> (changes: [StagedChange], doubled: [ErrorMessage])
  {
    var doubled: [ErrorMessage] = []
    var known = changes.filter { item in !more.contains { item.isReplaced(by: $0) } }
    let fresh = more.filter { item in
      if let request = item.change.request, known.contains(where: { $0.comesToTheSame(as: item) }) {
        doubled.append(
          ErrorMessage(
            message: "\(request) is staged for another version of \(item.change.key) already.",
            hint: "Choose another version, or drop that change in Staged."))
        return false
      }
      known.append(item)
      return true
    }
    return (fresh, doubled)
  }
}
