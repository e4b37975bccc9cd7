import BackendKit

/// One `ocx:` entry of a file, safe to show.
struct ProjectRow: Sendable, Identifiable {
  /// Identifies an entry, also after the files have been read again.
  struct ID: Hashable, Sendable {
    let file: String
    let key: String
    let index: Int
    /// The task whose tool it is.
    var task: String?
    /// How many earlier lines of the file have the same key and index, as in `.tool-versions`.
    var repetition = 0
  }

  private(set) var id: ID
  let pin: Pin
  /// nil if the key is not a valid OCX name.
  let tool: ToolName?
  let name: String
  let request: String
  let resolved: String?
  let latest: String?
  /// `mise.toml:7`.
  let location: String
  /// `mise.toml`.
  let fileName: String
  let shadowedBy: String?
  let isInForce: Bool
  let installed: [String]
  let installPath: String?
  let warnings: [String]
  /// Whether its tag now points to other content.
  let hasMoved: Bool
  /// Why mise would reject the entry.
  let problem: String?
  let yankReason: String?
  /// Why mise ignores the entry on this machine; nil if it does not.
  let ignoredBecause: String?
  /// Why nothing is known about it.
  let unknownReason: String?
  /// Whether its version cannot be resolved: mise would install nothing.
  let isUnresolvable: Bool

  init(_ pin: Pin, project: MiseProject) {
    let entry = pin.entry
    self.pin = pin
    id = ID(file: entry.file, key: entry.key, index: entry.index, task: entry.task)
    tool = entry.tool
    name = SafeText.clean(
      (entry.tool?.description ?? entry.key) + (entry.task.map { " (task \($0))" } ?? ""))
    request = SafeText.clean(entry.request)
    resolved = pin.resolved.map(SafeText.clean)
    latest = pin.latest.map(SafeText.clean)
    fileName = SafeText.clean(project.displayPath(entry.file))
    location = SafeText.clean("\(project.displayPath(entry.file)):\(entry.line)")
    shadowedBy = pin.shadowedBy.map {
      SafeText.clean("\(project.displayPath($0.file)):\($0.line)")
    }
    isInForce = pin.isInForce
    ignoredBecause = entry.ignored.map {
      SafeText.clean($0.text(display: project.displayPath))
    }
    installed = pin.installed.map(SafeText.clean)
    installPath = pin.installPath.map(SafeText.clean)
    warnings = pin.warnings.map(SafeText.clean)
    hasMoved = pin.hasMoved
    problem = entry.problem.map(SafeText.clean)
    yankReason = pin.yank?.reason.map(SafeText.clean)
    unknownReason =
      pin.failure.map { SafeText.clean($0.message) } ?? pin.warnings.first.map(SafeText.clean)
    let isVersion =
      switch MiseRequest(entry.resolvedRequest) {
      case .path, .system: false
      default: !entry.isTemplate && entry.tool != nil
      }
    isUnresolvable = pin.state == .unknown && pin.resolved == nil && isVersion
  }
}

extension ProjectRow {
  /// Its index in the array of requests under its key; nil if it is the only request.
  var element: Int? { pin.entry.isElement ? id.index : nil }

  /// The rows, each with a unique ID.
  static func distinct(_ rows: [ProjectRow]) -> [ProjectRow] {
    var counts: [ID: Int] = [:]
    return rows.map { row in
      var row = row
      let count = counts[row.id, default: 0]
      counts[row.id] = count + 1
      row.id.repetition = count
      return row
    }
  }
}

/// The state of the project's files.
struct ProjectSnapshot: Sendable {
  /// The folder, with `~` for home.
  var directory: String
  var rows: [ProjectRow] = []
  /// The files that can be written, the default of `mise use` first.
  var targets: [WriteTarget] = []
  /// Files that do not parse or cannot be read.
  var problems: [ErrorMessage] = []
  /// Whether any mise file was found.
  var hasFiles = false
  /// Whether `ocx` was found.
  var hasOCX = true
  /// Whether `mise` was found. If so, installs go through it.
  var hasMise = true
  /// Why mise will fail here; empty without mise.
  var refusals: [ErrorMessage] = []
  /// The folders that all this was read from.
  var watched = WatchedScope.none
  /// The folders of the index that it depends on: the roots of the pinned tools.
  var watchedRoots = WatchedScope.none
}

extension ProjectSnapshot {
  /// The requests under the key of a row, in the order of the file. If they changed, the row's
  /// index may mean another entry.
  func requests(sharingKeyOf id: ProjectRow.ID) -> [String] {
    rows.filter { $0.id.file == id.file && $0.id.key == id.key }.map(\.pin.entry.request)
  }
}
