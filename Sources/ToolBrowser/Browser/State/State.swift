import BackendKit

/// One of the four main screens.
enum Tab: Int, CaseIterable, Sendable {
  case browse, project, staged, log

  var name: String {
    switch self {
    case .browse: "Browse"
    case .project: "Project"
    case .staged: "Staged"
    case .log: "Log"
    }
  }

  /// The action that opens it.
  var action: Action {
    switch self {
    case .browse: .browse
    case .project: .project
    case .staged: .staged
    case .log: .log
    }
  }
}

/// The whole state of the screen: the session, and the user's position in it. A value: `update`
/// changes it, `view` shows it.
struct State: Sendable {
  let options: BrowserOptions
  var bindings: KeyBindings
  var size: Size
  var session: Session
  var tab = Tab.browse
  /// The tab that a tool was opened from, to go back to.
  var origin: Tab?
  var browse = BrowseState()
  var project = ProjectState()
  var staged = StagedState()
  var log = LogState()
  var overlay: Overlay?
  /// What the screen shows; computed by `arrange` after each update.
  var layout = Layout()
  /// An error, shown until the next key.
  var error: ErrorMessage?
  /// What the previous key copied.
  var lastCopy: String?
  /// The keys of an incomplete sequence.
  var pendingKeys: [Key] = []
  /// The result of the last key, until the next one.
  var status: String?
  /// Whether something has been read since the watched folders were last updated.
  var isWatchOutdated = false
  var theme: Theme
  var exitStatus: Int32?

  init(options: BrowserOptions, size: Size) {
    self.options = options
    bindings = options.bindings
    self.size = size
    session = Session(options: options.session)
    theme = options.theme
  }
}

extension State {
  /// The focused part of the screen.
  var context: Context {
    switch tab {
    case .browse: browse.context
    case .project: project.upgrades == nil ? .project : .upgrades
    case .staged: .staged
    case .log: .log
    }
  }

  /// How many lines of the open list are marked.
  var marked: Int {
    switch tab {
    case .browse: browse.marked.count
    case .project: project.marked.count
    case .staged, .log: 0
    }
  }

  /// Removes the marks of the focused list, whose lines an action takes.
  mutating func useMarks() {
    switch context {
    case .tools: browse.marked = []
    case .project: project.marked = []
    default: break
    }
  }

  /// The registry whose tools are listed.
  var registry: IndexModel.Registry? { browse.openRegistry(in: session) }

  /// The selected tool in Browse.
  var selectedTool: ToolRecord? { browse.selectedTool(in: session) }

  /// The listed versions of the selected tool.
  var versions: [VersionRow] { browse.versions(in: session) }

  /// The selected version.
  var selectedVersion: VersionRow? { browse.selectedVersion(in: session) }

  /// The selected entry in Project.
  var selectedRow: ProjectRow? { project.selectedRow(in: session) }

  /// The selected change in Staged.
  var selectedChange: StagedChange? { staged.selectedChange(in: session) }

  /// The entries of a tool.
  func pins(of tool: ToolName) -> [ProjectRow] { session.rows(of: tool) }

  /// Where pins are written.
  var target: WriteTarget? { session.targets.current }

  /// The details of the selected tool.
  var inspection: Inspection? {
    selectedTool.flatMap { session.inspections[$0.tool] }
  }

  /// Whether there is no line that keys could apply to.
  var isEmptyHere: Bool {
    switch tab {
    case .browse: selectedTool == nil
    case .project: session.rows.isEmpty
    case .staged: session.staged.changes.isEmpty
    case .log: log.entries.isEmpty
    }
  }

  /// Whether the filter has the focus.
  var isTypingFilter: Bool {
    guard overlay == nil else { return false }
    return filteredList?.filter(in: self)?.isTyping == true
      || tab == .browse && browse.pane == .tools && browse.filter?.isTyping == true
  }
}
