import BackendKit

extension SessionTask {
  /// The text of the status line while it runs.
  var label: String {
    switch self {
    case .openIndex: "reading the index"
    case .openProject: "reading the project"
    case .inspect(let tool, _, _): "reading \(tool.repository)"
    case .pin, .pinNewest, .unpin, .unpinTool, .upgrade, .plan: "working out the change"
    case .write: "writing"
    case .planUndo: "looking for what was written last"
    case .undo, .undoUnseen: "undoing"
    case .chooseTarget: "looking for the file"
    case .install(let items):
      items.count == 1 ? "installing \(items[0].tool)" : "installing \(items.count) tools"
    case .refresh(let subjects):
      subjects.count < 4
        ? "refreshing " + subjects.map(\.name).joined(separator: ", ")
        : "refreshing \(subjects.count) parts of the index"
    }
  }
}

extension TasksInFlight.Item {
  /// The text of the status line. For an install, it includes how many items are done and the
  /// progress of the one started last.
  func label(in session: Session, separator: String) -> String {
    guard let running = session.installs.running, running.id == id else { return task.label }
    let last = running.progress.lastIndex(of: .running)
    let parts = last.flatMap { running.status[$0]?.parts } ?? []
    let what =
      running.items.count == 1
      ? task.label : "installing: \(running.ended) of \(running.items.count)"
    guard !parts.isEmpty else { return what }
    let name =
      running.items.count == 1 ? [] : last.map { [running.items[$0].tool.repository] } ?? []
    return ([what] + name + parts).joined(separator: " \(separator) ")
  }
}
