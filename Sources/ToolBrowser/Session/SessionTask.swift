import BackendKit

/// Work of a session that takes time. It is done off the main thread, by a `TaskPerformer`.
enum SessionTask: Sendable {
  case openIndex
  case openProject
  /// Look at a tool; ahead, where nobody waits for the answer.
  case inspect(ToolName, digests: [Digest], isAhead: Bool)
  case pin(ToolRequest, at: PinTarget, withDigest: Bool)
  case pinNewest([PinTarget], PinPrecision, withDigest: Bool)
  case unpin([ProjectRow.ID])
  case unpinTool(ToolName, from: WriteScope?)
  case upgrade([Pin], to: UpgradeLevel)
  case plan([StagedChange])
  /// Write a plan; with changes, it is made of them again where a file has changed since.
  case write(ChangePlan, again: [Change]? = nil)
  case planUndo(UndoRequest)
  case undo(UndoPlan)
  case undoUnseen(UndoRequest)
  case chooseTarget(String)
  case install([Installer.Item])
  case refresh([RefreshSubject])

  /// Whether it can be ended early. What writes runs to its end.
  var isCancellable: Bool {
    switch self {
    case .write, .undo, .undoUnseen: false
    default: true
    }
  }

  /// How many items it has that can be cancelled one by one.
  var itemCount: Int {
    if case .install(let items) = self { items.count } else { 0 }
  }

  /// What its outcome replaces; nil where each outcome counts for itself. Of two tasks with the
  /// same subject the newer one wins, in whatever order they end.
  var subject: Subject? {
    switch self {
    case .openIndex: .index
    case .openProject: .project
    case .inspect: .inspection
    case .plan: .plan
    case .planUndo: .undo
    case .chooseTarget: .target
    case .pin, .pinNewest, .unpin, .unpinTool, .upgrade, .write, .undo, .undoUnseen, .install,
      .refresh:
      nil
    }
  }

  /// A part of a session that is replaced as a whole.
  enum Subject: Hashable, Sendable {
    case index, project, inspection, plan, undo, target
  }
}

/// Names one task; a newer task has a greater name.
struct TaskID: Hashable, Sendable, Comparable {
  let number: Int

  static func < (left: TaskID, right: TaskID) -> Bool { left.number < right.number }
}

/// What a task reports on its way.
enum TaskProgress: Sendable {
  /// The names of all tools.
  case names(IndexSnapshot)
  /// Some of the roots.
  case summaries([ToolAnswer])
  /// A line of a program that runs.
  case line(String)
  /// An item of an install has begun, or ended.
  case install(InstallProgress)
  /// A part of a refresh has begun, or ended.
  case refresh(RefreshProgress)
}

/// How a task ended.
enum TaskOutcome: Sendable {
  /// The index was read; all names and roots came before.
  case indexOpened(now: Int64)
  case projectOpened(ProjectSnapshot)
  case inspected(Inspection)
  case proposed(Proposal)
  case planned(PlanAnswer)
  case written(WrittenChange)
  case undoPlanned(UndoPlan)
  case undone(WrittenChange)
  case targetChosen(WriteTarget)
  case installed([InstallResult])
  case refreshed([RefreshResult])
  case failed(ErrorMessage)
  case cancelled
}

/// What a request for changes came to.
struct Proposal: Sendable {
  /// The changes to stage.
  var changes: [StagedChange] = []
  /// Why some of what was asked for makes no change.
  var skipped: [ErrorMessage] = []
  /// What an upgrade left: higher levels, and what is newer within a pin.
  var left: [LeftUpgrade] = []
  /// Versions among the changes that do not run where they are pinned.
  var foreign: [ForeignVersion] = []
}

/// A version that was named, and runs only on other platforms.
struct ForeignVersion: Sendable, Hashable {
  let key: String
  let request: String
  let platforms: [String]
}

/// What staged changes come to.
struct PlanAnswer: Sendable {
  let plan: ChangePlan
  /// The changes that no file can take, and why; the plan is made without them.
  var refused: [(change: StagedChange, reason: ErrorMessage)] = []
  /// The lock files of mise that do not cover what would be written.
  var staleLocks: [StaleLock] = []
  /// The files that lie outside of the project without the user having chosen that.
  var outside: [OutsideFile] = []
}
