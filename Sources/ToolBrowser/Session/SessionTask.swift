import BackendKit

/// Long-running work of a session, performed off the main thread by a `TaskPerformer`.
enum SessionTask: Sendable {
  case openIndex
  case openProject
  /// Inspect a tool; `isAhead` if it is not selected yet.
  case inspect(ToolName, digests: [Digest], isAhead: Bool)
  case pin(ToolRequest, at: PinTarget, withDigest: Bool)
  case pinNewest([PinTarget], PinPrecision, withDigest: Bool)
  case unpin([ProjectRow.ID])
  case unpinTool(ToolName, from: WriteScope?)
  case upgrade([Pin], to: UpgradeLevel)
  case plan([StagedChange])
  /// Write a plan; if `again` is given, plan those changes again if a file has changed since.
  case write(ChangePlan, again: [Change]? = nil)
  case planUndo(UndoRequest)
  case undo(UndoPlan)
  case undoUnseen(UndoRequest)
  case chooseTarget(String)
  case install([Installer.Item])
  case refresh([RefreshSubject])

  /// Whether it can be cancelled. What writes files runs to its end.
  var isCancellable: Bool {
    switch self {
    case .write, .undo, .undoUnseen: false
    default: true
    }
  }

  /// How many items can be cancelled one by one.
  var itemCount: Int {
    if case .install(let items) = self { items.count } else { 0 }
  }

  /// What its outcome replaces; nil if outcomes do not replace each other. Of two tasks with the
  /// same subject, the outcome of the newer one wins, in whatever order they end.
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

  /// A part of the session's state that is replaced as a whole.
  enum Subject: Hashable, Sendable {
    case index, project, inspection, plan, undo, target
  }
}

/// Identifies a task. Newer tasks have greater IDs.
struct TaskID: Hashable, Sendable, Comparable {
  let number: Int

  static func < (left: TaskID, right: TaskID) -> Bool { left.number < right.number }
}

/// Progress of a task.
enum TaskProgress: Sendable {
  /// The names of all tools.
  case names(IndexSnapshot)
  /// Some of the roots.
  case summaries([RootResult])
  /// A line printed by a running program.
  case line(String)
  /// An item of an install has started, progressed or ended.
  case install(InstallProgress)
  /// A part of a refresh has started or ended.
  case refresh(RefreshProgress)
}

/// The outcome of a task.
enum TaskOutcome: Sendable {
  /// The whole index was read; names and roots were reported before.
  case indexOpened(now: Int64)
  case projectOpened(ProjectSnapshot)
  case inspected(Inspection)
  case proposed(Proposal)
  case planned(PlanResult)
  case written(WrittenChange)
  case undoPlanned(UndoPlan)
  case undone(WrittenChange)
  case targetChosen(WriteTarget)
  case installed([InstallResult])
  case refreshed([RefreshResult])
  case failed(ErrorMessage)
  case cancelled
}

/// The changes made from a request.
struct Proposal: Sendable {
  /// The changes to stage.
  var changes: [StagedChange] = []
  /// Why some of the requested changes cannot be made.
  var skipped: [ErrorMessage] = []
  /// What an upgrade left: higher levels, and newer versions within a pin.
  var left: [SkippedUpgrade] = []
  /// Versions among the changes that do not run on the pin's platform.
  var foreign: [ForeignVersion] = []
}

/// A version that was named, although it runs only on other platforms.
struct ForeignVersion: Sendable, Hashable {
  let key: String
  let request: String
  let platforms: [String]
}

/// The plan of the staged changes.
struct PlanResult: Sendable {
  let plan: ChangePlan
  /// The changes that cannot be made, and why; the plan does without them.
  var refused: [(change: StagedChange, reason: ErrorMessage)] = []
  /// The lock files of mise that would not match what is written.
  var staleLocks: [StaleLock] = []
  /// The files that lie outside of the project without the user having chosen that.
  var outside: [OutsideFile] = []
}
