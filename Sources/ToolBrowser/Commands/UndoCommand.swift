import BackendKit

/// `undo`: takes the last change back.
struct UndoCommand {
  func run(_ context: CommandContext) throws -> ChangeReport {
    let changes = Changes(environment: context.environment)
    let project = context.workspace().project
    return ChangeReport(plan: try changes.undo(display: project.displayPath), written: true)
  }
}
