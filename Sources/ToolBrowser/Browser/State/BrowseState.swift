import BackendKit

/// One of the three panes of Browse.
enum Pane: Int, CaseIterable, Sendable {
  case tools, versions, details
}

/// What is typed after `/`.
struct Filter: Hashable, Sendable {
  var field = TextField()
  /// Whether keys go to it.
  var isTyping = true
}

/// A tool that the filter lets through.
struct ToolHit: Hashable, Sendable {
  /// Where it stands among the tools of the index.
  let position: Int
  /// The letters of the name that matched.
  var namePositions: [Int] = []
  /// The letters of the title that matched.
  var titlePositions: [Int] = []
}

/// What was found out about the tool under the cursor, beyond its root.
struct Inspection: Sendable {
  let tool: ToolName
  /// What each version runs on, by digest; missing where the index has no object for it.
  var platforms: [Digest: PlatformAnswer] = [:]
  /// The readme, clean, by lines.
  var readme: [String] = []
  /// Folders by installed version.
  var installs: [String: String] = [:]
  /// The installed versions whose tag has moved since.
  var moved: Set<String> = []
  /// Why the readme cannot be shown.
  var problem: ErrorMessage?
}

/// What a version runs on.
struct PlatformAnswer: Sendable, Hashable {
  /// Whether it runs on this host.
  let fitsHost: Bool
  /// All platforms, in the order of the object.
  let names: [String]
}

/// Browse: which registry, which tool, which version.
struct BrowseState: Sendable {
  var registry = 0
  var pane = Pane.tools
  var filter: Filter?
  /// The tools in the list, in its order.
  var hits: [ToolHit] = []
  /// How many tools of each registry the filter lets through; empty without a filter.
  var counts: [Int] = []
  var cursor = ListCursor()
  /// The tool that somebody went to; the list comes back to it when it can. Nil while the cursor
  /// stands where the list put it.
  var anchor: ToolName?
  /// The versions of the tool under the cursor.
  var table: VersionTable?
  var versionCursor = ListCursor()
  var showsAllTags = false
  var detailsTop = 0
  var marked: Set<ToolName> = []
  var inspection: Inspection?
  /// What the inspection under way is about.
  var inspecting: (tool: ToolName, work: TaskID)?
}
