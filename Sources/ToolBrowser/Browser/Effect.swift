import BackendKit

/// What `update` asks for.
enum Effect: Sendable {
  /// Begin work; its events carry the name.
  case run(TaskID, SessionTask)
  /// End work early, if it still runs.
  case cancel(TaskID)
  /// Put text on the clipboard.
  case copy(String)
}

/// Where a pin of a tool goes.
struct PinTarget: Hashable, Sendable {
  let tool: ToolName
  let scope: WriteScope
  /// The place in an entry that is an array of requests; nil for the entry as a whole.
  var element: Int?
}

/// Work that is done off the main thread.
enum SessionTask: Sendable {
  case openIndex
  case openProject
  /// Platforms, readme and installs of one tool.
  case inspect(ToolName, digests: [Digest])
  case pin(ToolRequest, at: PinTarget, withDigest: Bool)
  /// The newest of several tools, each as precisely.
  case pinNewest([PinTarget], PinPrecision, withDigest: Bool)
  case unpin([ProjectRow.ID])
  /// A step up for each pin; without a level the one of its own precision.
  case upgrade([Pin], to: UpgradeLevel?)
  case plan([Change])
  case write(ChangePlan)
  case planUndo
  case undo
  /// The file that a typed path, absolute, leads to.
  case chooseTarget(String)
  case install([Installer.Item])
  case refreshTools([ToolName])
  case refreshRegistries([String])

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

  /// Whether Esc ends it. What writes runs to its end: half a transaction helps nobody.
  var isCancellable: Bool {
    switch self {
    case .write, .undo: false
    default: true
    }
  }
}
