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
  var trouble: Trouble?
  var cursor = ListCursor()
  /// The first line of the diff in sight.
  var top = 0
  /// The work that makes `plan`.
  var planning: WorkID?
  /// The work that writes it.
  var writing: WorkID?
  /// Whether the diff was on the screen, which writing asks for.
  var wasSeen = false
}
