import BackendKit

/// `undo`: takes the last change back.
struct UndoCommand: ReportingCommand {
  static let name = "undo"
  static let declaration = CommandDeclaration<Self>(
    summary: "take the last change back, also after a restart",
    discussion: ["Refuses where a file has changed since."], hasJSON: true)

  func report(_ context: CommandContext) throws -> ChangeReport {
    let changes = Changes(environment: context.environment)
    let project = context.workspace().project
    return ChangeReport(plan: try changes.undo(display: project.displayPath), written: true)
  }
}
