import BackendKit

/// What the effects report.
enum Event: Sendable {
  /// Something known before the work is done.
  case progress(TaskID, Progress)
  /// The work is done.
  case finished(TaskID, Outcome)
}

/// What long work says on its way.
enum Progress: Sendable {
  /// The names of all tools.
  case names(IndexSnapshot)
  /// Some of the roots.
  case summaries([ToolAnswer])
  /// A line of a program that runs.
  case line(String)
}

/// What work came to.
enum Outcome: Sendable {
  /// The index was read; all names and roots came before.
  case indexOpened(now: Int64)
  case projectOpened(ProjectSnapshot)
  case inspected(Inspection)
  /// Changes to stage, and why some of what was asked for makes none.
  case staged([StagedChange], skipped: [ErrorMessage])
  case planned(ChangePlan)
  /// The files, as the screen names them.
  case written([String])
  case undoPlanned(ChangePlan)
  case undone([String])
  case targetChosen(WriteTarget)
  case installed(String)
  case refreshed(String)
  case failed(ErrorMessage)
  /// It was given up.
  case cancelled
}

/// The index as it lies on disk: registries, and the names of their tools.
struct IndexSnapshot: Sendable {
  struct Source: Sendable {
    let source: IndexSource
    let names: [ToolName]
    let age: Int64?
    let problem: ErrorMessage?
  }

  var sources: [Source] = []
  /// Why there are none; nil also where there simply is no index yet.
  var problem: ErrorMessage?
}

/// What reading one root came to.
struct ToolAnswer: Sendable {
  enum Content: Sendable {
    case summary(ToolSummary)
    case problem(ErrorMessage)
  }

  let tool: ToolName
  let content: Content
}
