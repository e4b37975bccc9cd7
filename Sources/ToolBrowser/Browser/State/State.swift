import BackendKit

/// One of the four places that the keys 1 to 4 lead to.
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

  /// What goes there.
  var action: Action {
    switch self {
    case .browse: .browse
    case .project: .project
    case .staged: .staged
    case .log: .log
    }
  }
}

/// Everything that the screen is made of: the session, and where the person is in it. A value:
/// `update` changes it, `view` shows it.
struct State: Sendable {
  let options: BrowserOptions
  var bindings: KeyBindings
  var size: Size
  var session: Session
  var tab = Tab.browse
  var browse = BrowseState()
  var project = ProjectState()
  var staged = StagedState()
  var log = LogState()
  var overlay: Overlay?
  /// What the screen shows; `arrange` makes it after each update.
  var layout = Layout()
  /// An error, in its place until a key.
  var error: ErrorMessage?
  /// What the key before this one copied.
  var lastCopy: String?
  /// The keys pressed so far of a sequence.
  var pendingKeys: [Key] = []
  /// What the last key came to, until the next one.
  var status: String?
  /// Whether something was read since it was last said what to watch.
  var isWatchOutdated = false
  var theme: Theme
  var exitStatus: Int32?

  init(options: BrowserOptions, bindings: KeyBindings = KeyBindings(), size: Size) {
    self.options = options
    self.bindings = bindings
    self.size = size
    session = Session(options: options.session)
    theme = options.theme
  }
}

extension State {
  /// The part of the screen that has the keys.
  var context: Context {
    switch tab {
    case .browse: browse.context
    case .project: project.upgrades == nil ? .project : .upgrades
    case .staged: .staged
    case .log: .log
    }
  }

  /// The registry whose tools are listed.
  var registry: IndexModel.Registry? { browse.openRegistry(in: session) }

  /// The tool under the cursor of Browse.
  var selectedTool: ToolRecord? { browse.selectedTool(in: session) }

  /// The versions in the list of the tool under the cursor.
  var versions: [VersionRow] { browse.versions(in: session) }

  /// The version under the cursor.
  var selectedVersion: VersionRow? { browse.selectedVersion(in: session) }

  /// The entry under the cursor of Project.
  var selectedRow: ProjectRow? { project.selectedRow(in: session) }

  /// The change under the cursor of Staged.
  var selectedChange: StagedChange? { staged.selectedChange(in: session) }

  /// The entries of a tool.
  func pins(of tool: ToolName) -> [ProjectRow] { session.rows(of: tool) }

  /// Where a pin goes.
  var target: WriteTarget? { session.targets.current }

  /// What was found out about the tool under the cursor.
  var inspection: Inspection? {
    selectedTool.flatMap { session.inspections[$0.tool] }
  }

  /// Whether there is nothing that keys could be about.
  var isEmptyHere: Bool {
    switch tab {
    case .browse: selectedTool == nil
    case .project: session.rows.isEmpty
    case .staged: session.staged.changes.isEmpty
    case .log: log.entries.isEmpty
    }
  }

  /// Whether keys go to the filter.
  var isTypingFilter: Bool {
    guard overlay == nil else { return false }
    return filteredList?.filter(in: self)?.isTyping == true
      || tab == .browse && browse.pane == .tools && browse.filter?.isTyping == true
  }
}
