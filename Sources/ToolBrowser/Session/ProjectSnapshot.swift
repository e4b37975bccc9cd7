import BackendKit

/// One `ocx:` entry of a file, safe to show.
struct ProjectRow: Sendable, Identifiable {
  /// What tells entries apart, also after the files were read anew.
  struct ID: Hashable, Sendable {
    let file: String
    let key: String
    let index: Int
    /// The task whose tool it is.
    var task: String?
    /// How many lines of the file before it say the same of the key: of `.tool-versions`.
    var repetition = 0
  }

  private(set) var id: ID
  let pin: Pin
  /// nil where the key is no name of OCX's.
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
  /// Whether its tag names other content now.
  let hasMoved: Bool
  /// Why mise would refuse the entry.
  let problem: String?
  let yankReason: String?
  /// Why mise drops the entry on this machine; nil where it sees it.
  let ignoredBecause: String?
  /// Why nothing can be told of it.
  let unknownReason: String?
  /// Whether it asks for a version that does not exist: mise would install nothing.
  let comesToNothing: Bool

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
    comesToNothing = pin.state == .unknown && pin.resolved == nil && isVersion
  }
}

extension ProjectRow {
  /// Its place, where the entry is one of several under its key.
  var element: Int? { pin.entry.isElement ? id.index : nil }

  /// The rows, each told apart from every other.
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

/// What the files of the project say.
struct ProjectSnapshot: Sendable {
  /// The folder, with `~` for home.
  var directory: String
  var rows: [ProjectRow] = []
  /// The files that could be written, the one of `mise use` first.
  var targets: [WriteTarget] = []
  /// Files that do not parse or cannot be read.
  var problems: [ErrorMessage] = []
  /// Whether any file of mise's was found.
  var hasFiles = false
  /// Whether `ocx` was found.
  var hasOCX = true
  /// Whether `mise` was found: installs go through it then.
  var hasMise = true
  /// What mise will fail for here; none where there is no mise.
  var refusals: [ErrorMessage] = []
  /// What all this was read from.
  var watched = WatchedScope.none
  /// What of the index it was read from: the tools that are pinned.
  var watchedRoots = WatchedScope.none
}

extension ProjectSnapshot {
  /// What is said under the key of a row, in the order of the file: where that changed, its place
  /// may be another entry's.
  func requests(sharingKeyOf id: ProjectRow.ID) -> [String] {
    rows.filter { $0.id.file == id.file && $0.id.key == id.key }.map(\.pin.entry.request)
  }
}
