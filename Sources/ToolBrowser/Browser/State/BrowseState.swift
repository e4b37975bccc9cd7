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
  let tool: ToolName
  /// Where it stands among the tools of the index.
  var position: Int
  /// The letters of the name that matched.
  var namePositions: [Int] = []
  /// The letters of the title that matched.
  var titlePositions: [Int] = []
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
  /// Whether Details has the whole screen.
  var isDetailsFull = false
  var marked: Set<ToolName> = []
}
