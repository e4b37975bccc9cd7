import BackendKit

/// One of the three panes of Browse.
enum Pane: Int, CaseIterable, Sendable {
  case tools, versions, details
}

/// The text of a filter.
struct Filter: Hashable, Sendable {
  var field = TextField()
  /// Whether it has the focus.
  var isTyping = true
  /// The line of a text that a search is at.
  var match: Int?

  /// What a line must hold, in lower case.
  var words: [Substring] { field.text.lowercased().split(separator: " ") }
}

extension Filter? {
  /// The indices of the lines that contain all words of the filter.
  func visible(of count: Int, text: (Int) -> String) -> [Int] {
    let words = self?.words ?? []
    guard !words.isEmpty else { return Array(0..<count) }
    return (0..<count).filter { index in
      let text = text(index).lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }

  /// Starts typing, or continues with the present text.
  mutating func begin() {
    var filter = self ?? Filter()
    filter.isTyping = true
    self = filter
  }
}

extension ListCursor {
  /// Moves by visible lines.
  mutating func move(_ movement: Movement, in visible: [Int]) {
    guard !visible.isEmpty else { return }
    let position = visible.firstIndex { $0 >= index } ?? visible.count - 1
    index = visible[movement.index(from: position, last: visible.count - 1)]
  }
}

/// A tool that matches the filter.
struct ToolHit: Hashable, Sendable {
  let tool: ToolName
  /// Its index in the tools of the index.
  var position: Int
  /// The matched letters of the name.
  var namePositions: [Int] = []
  /// The matched letters of the title.
  var titlePositions: [Int] = []
}

/// Browse: the selected registry, tool and version.
struct BrowseState: Sendable {
  /// The index of the open registry among those of the OCX index.
  private(set) var registry = 0
  /// Its name, once it was chosen: its index changes when another one comes.
  private var registryName: String?
  var pane = Pane.tools
  var filter: Filter?
  /// The listed tools.
  var hits: [ToolHit] = []
  /// The number of matches in each registry; empty without a filter.
  var counts: [Int] = []
  var cursor = ListCursor()
  /// The tool that the user selected, which stays selected when the list changes. nil if the list
  /// chose the selection.
  var anchor: ToolName?
  /// The versions of the selected tool.
  var table: VersionTable?
  var versionCursor = ListCursor()
  /// The filter of the versions.
  var versionFilter: Filter?
  /// What is searched for in Details.
  var detailsSearch: Filter?
  var showsAllTags = false
  var detailsTop = 0
  /// Whether Details uses the whole screen.
  var isDetailsFull = false
  var marked: Set<ToolName> = []
}

extension BrowseState {
  /// The focused pane.
  var context: Context {
    switch pane {
    case .tools: .tools
    case .versions: .versions
    case .details: .details
    }
  }

  /// Opens the registry with this index.
  mutating func openRegistry(at index: Int, of registries: [IndexModel.Registry]) {
    registry = index
    registryName = registries[index].source.registry
  }

  /// Finds the open registry again after the index was read; at first the default one is open.
  mutating func findRegistry(in session: Session) {
    let name = registryName ?? session.index.defaultRegistry
    registry = session.index.registries.firstIndex { $0.source.registry == name } ?? 0
  }

  /// The registry whose tools are listed.
  func openRegistry(in session: Session) -> IndexModel.Registry? {
    let registries = session.index.registries
    return registries.indices.contains(registry) ? registries[registry] : nil
  }

  /// The selected tool.
  func selectedTool(in session: Session) -> ToolRecord? {
    hits.indices.contains(cursor.index) ? session.index.tools[hits[cursor.index].position] : nil
  }

  /// Inspects a tool next to the selected one; nil if both are known.
  func inspectingAhead(in session: Session) -> Intent? {
    let neighbours = [cursor.index + 1, cursor.index - 1].filter(hits.indices.contains)
      .map { session.index.tools[hits[$0].position] }
    let next = neighbours.first { $0.summary != nil && !session.inspections.isFresh($0.tool) }
    guard let next, let list = next.summary?.list else { return nil }
    let digests = VersionTable(tool: next.tool, list: list).digests
    return .inspect(next.tool, digests: digests, isAhead: true)
  }

  /// The listed versions of the selected tool.
  func versions(in session: Session) -> [VersionRow] {
    guard let table, table.tool == selectedTool(in: session)?.tool else { return [] }
    return showsAllTags ? table.all : table.usual
  }

  /// The indices of the versions that match their filter.
  func visibleVersions(in session: Session) -> [Int] {
    let versions = versions(in: session)
    return versionFilter.visible(of: versions.count) { index in
      ([versions[index].version] + versions[index].aliases).joined(separator: " ")
    }
  }

  /// The selected version.
  func selectedVersion(in session: Session) -> VersionRow? {
    let versions = versions(in: session)
    return versions.indices.contains(versionCursor.index) ? versions[versionCursor.index] : nil
  }
}
