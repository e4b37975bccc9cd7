import BackendKit

/// `undo [NUMBER]`: undoes a change of the project, the newest unless one is given.
struct UndoCommand: Command, Equatable {
  var number: PositiveNumber?
  /// Whether changes of other projects are included.
  var reachesAll = false
  var dryRun = false
  /// A list to show instead of undoing a change.
  var listing: Listing?

  enum Listing: Equatable, Sendable { case changes, unfinished }

  static let name = "undo"
  static let declaration = CommandDeclaration<Self>(
    summary: "undo the last change of the project",
    discussion: [
      "Works across restarts. The project's changes are those made in it and those to its files."
        + " NUMBER selects one of them, as listed by --list. Fails if a file has changed since.",
      "--forget is for an interrupted change that cannot be finished, for example because a disk is"
        + " missing: its files stay as they are, and the record of the change is dropped.",
    ],
    argument: .optional(\.number, "NUMBER", "the number of the change in --list"),
    options: [
      .constant(
        \.listing, .changes, "list", "show the changes that can be undone", group: .listing),
      .dryRun(\.dryRun),
      .flag(\.reachesAll, "any", "include the changes of all projects"),
      .constant(
        \.listing, .unfinished, "forget", "drop interrupted changes that cannot be finished",
        group: .listing),
    ],
    hasJSON: true)

  func run(_ context: CommandContext) throws -> Int32 {
    switch listing {
    case .changes: try context.show(history(context))
    case .unfinished: try forget(context)
    case nil: try context.show(undo(context))
    }
  }

  private func undo(_ context: CommandContext) throws -> ChangeReport {
    let workspace = context.workspace(writing: !dryRun)
    let request = UndoRequest(number: number?.value, reachesAll: reachesAll)
    var session = context.session(on: workspace)
    guard dryRun else {
      let written = try context.interruptible { cancellation in
        try session.written(by: .undoUnseen(request), cancellation)
      }
      return context.report(on: ChangePlan(files: []), written: written)
    }
    var plan = ChangePlan(files: [])
    for notice in session.request(.planUndo(request)) {
      if let problem = notice.problem { throw problem }
      if case .undoPlanned(let undo) = notice { plan = undo.plan }
    }
    return context.report(on: plan, written: nil)
  }

  private func history(_ context: CommandContext) throws -> HistoryReport {
    let project = context.workspace().project
    let changes = Changes(environment: context.environment, project: ProjectHistory(project))
    let listed = try changes.history(all: reachesAll)
    return HistoryReport(
      changes: listed.filter { number == nil || $0.number == number?.value }, now: context.now,
      isOfAll: reachesAll, home: context.environment.home, display: project.displayPath)
  }

  private func forget(_ context: CommandContext) throws -> Int32 {
    var status: Int32 = 0
    try Changes(environment: context.environment).forget(dryRun: dryRun) { notes in
      status = try context.show(
        ForgottenReport(notes: notes, isDryRun: dryRun, home: context.environment.home))
    }
    return status
  }
}
