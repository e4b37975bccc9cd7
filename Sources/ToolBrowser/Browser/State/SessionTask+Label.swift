import BackendKit

extension SessionTask {
  /// What the status line says while it runs.
  var label: String {
    switch self {
    case .openIndex: "reading the index"
    case .openProject: "reading the project"
    case .inspect(let tool, _): "reading \(tool.repository)"
    case .pin, .pinNewest, .unpin, .upgrade, .plan: "working out the change"
    case .write: "writing"
    case .planUndo: "looking for what was written last"
    case .undo: "taking back"
    case .chooseTarget: "looking for the file"
    case .install(let items):
      items.count == 1 ? "installing \(items[0].tool)" : "installing \(items.count) tools"
    case .refreshTools(let tools):
      tools.count == 1 ? "refreshing \(tools[0])" : "refreshing \(tools.count) tools"
    case .refreshRegistries(let names): "refreshing " + names.joined(separator: ", ")
    }
  }
}

extension State {
  /// What the status line says of a task: of an install, also how far it is.
  func label(of item: TasksInFlight.Item) -> String {
    guard let running = session.installs.running, running.id == item.id, running.items.count > 1
    else { return item.task.label }
    return "installing: \(running.ended) of \(running.items.count)"
  }
}
