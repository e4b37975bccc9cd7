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

/// Everything that the screen is made of (design D5). A value: `update` changes it, `view` shows it.
struct State: Sendable {
  let options: BrowserOptions
  var bindings: KeyBindings
  var size: Size
  /// Seconds since 1970, for ages.
  var now: Int64
  var tab = Tab.browse
  var indexModel = IndexModel()
  var browse = BrowseState()
  var project = ProjectState()
  var staged = StagedState()
  var log = LogState()
  var overlay: Overlay?
  /// An error, in its place until a key.
  var error: ErrorMessage?
  /// The keys pressed so far of a sequence.
  var pendingKeys: [Key] = []
  /// What the last key came to, until the next one.
  var status: String?
  var tasks = TasksInFlight()
  /// The file that pins go to.
  var scope = WriteScope.project
  /// The file that was typed, which the project does not offer by itself.
  var typedTarget: WriteTarget?
  /// The index is being read: Esc must not make it look empty.
  var opening: Set<TaskID> = []
  /// What is being installed, by the work that does it; work that ended may still stand here.
  var installing: [TaskID: [Installer.Item]] = [:]
  var exitStatus: Int32?

  init(options: BrowserOptions, bindings: KeyBindings = KeyBindings(), size: Size) {
    self.options = options
    self.bindings = bindings
    self.size = size
    now = options.clock()
  }
}

extension State {
  /// The part of the screen that has the keys.
  var context: Context {
    switch tab {
    case .browse:
      switch browse.pane {
      case .tools: .tools
      case .versions: .versions
      case .details: .details
      }
    case .project: project.upgrades == nil ? .project : .upgrades
    case .staged: .staged
    case .log: .log
    }
  }

  /// The registry whose tools are listed.
  var registry: IndexModel.Registry? {
    indexModel.registries.indices.contains(browse.registry)
      ? indexModel.registries[browse.registry] : nil
  }

  /// The tool under the cursor.
  var selectedTool: ToolRecord? {
    browse.hits.indices.contains(browse.cursor.index)
      ? indexModel.tools[browse.hits[browse.cursor.index].position] : nil
  }

  /// The versions in the list of the tool under the cursor.
  var versions: [VersionRow] {
    guard let table = browse.table, table.tool == selectedTool?.tool else { return [] }
    return browse.showsAllTags ? table.all : table.usual
  }

  /// The version under the cursor.
  var selectedVersion: VersionRow? {
    let versions = versions
    return versions.indices.contains(browse.versionCursor.index)
      ? versions[browse.versionCursor.index] : nil
  }

  /// The entry under the cursor of Project.
  var selectedRow: ProjectRow? {
    project.rows.indices.contains(project.cursor.index)
      ? project.rows[project.cursor.index] : nil
  }

  /// The entries of a tool, the one in force first.
  func pins(of tool: ToolName) -> [ProjectRow] {
    project.rows.filter { $0.tool == tool }
  }

  /// Where a pin goes.
  var target: WriteTarget? {
    targets.first { $0.scope == scope } ?? targets.first
  }

  /// The files that pins could go to.
  var targets: [WriteTarget] {
    let offered = project.snapshot?.targets ?? []
    let typed = typedTarget.map { typed in
      offered.contains { $0.path == typed.path } ? [] : [typed]
    }
    return offered + (typed ?? [])
  }

  /// What was found out about the tool under the cursor.
  var inspection: Inspection? {
    browse.inspection?.tool == selectedTool?.tool ? browse.inspection : nil
  }
}
