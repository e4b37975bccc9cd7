import BackendKit

extension State {
  /// Begins to filter the tools, or goes on with the filter there is.
  mutating func startFilter() {
    browse.pane = .tools
    var filter = browse.filter ?? Filter()
    filter.isTyping = true
    browse.filter = filter
  }

  /// Begins a filter of the list that has the keys, or goes on with the one there is.
  mutating func startListFilter() {
    guard let list = filteredList else { return }
    listFilters[list, default: Filter()].isTyping = true
  }

  /// Takes a key while such a filter is typed.
  private mutating func type(
    _ key: Key, meaning action: Action?, in list: FilteredList
  ) -> [Effect] {
    switch action {
    case .cancel: listFilters[list] = nil
    case .open, .nextPane, .previousPane:
      listFilters[list]?.isTyping = false
      if listFilters[list]?.field.text.isEmpty == true { listFilters[list] = nil }
    case .help: overlay = .help(.filter, top: 0, over: nil)
    case let action?: return perform(action)
    case nil where key == .backspace && listFilters[list]?.field.text.isEmpty == true:
      listFilters[list] = nil
    case nil:
      guard listFilters[list]?.field.handle(key) == true else { break }
      let visible = visible(list)
      if !visible.contains(self[cursor: list].index), let first = visible.first {
        self[cursor: list].index = first
      }
    }
    return []
  }

  /// Takes a key while the filter is typed. The list can be moved in all the same.
  mutating func typeInFilter(_ key: Key, meaning action: Action?) -> [Effect] {
    if let list = filteredList, listFilters[list]?.isTyping == true {
      return type(key, meaning: action, in: list)
    }
    switch action {
    case .cancel: leaveFilter()
    case .open:
      if browse.filter?.field.text.isEmpty == true {
        browse.filter = nil
      } else if browse.hits.isEmpty, registryWithHits != nil {
        goToHits()
      } else {
        browse.filter?.isTyping = false
        if let tool = selectedTool?.tool { browse.anchor = tool }
      }
    case .nextPane, .previousPane:
      browse.filter?.isTyping = false
      if let action { return performInBrowse(action) }
    case .help: overlay = .help(.filter, top: 0, over: nil)
    case let action?: return performInBrowse(action)
    case nil where key == .backspace && browse.filter?.field.text.isEmpty == true:
      browse.filter = nil
    case nil:
      if browse.filter?.field.handle(key) == true { applyFilter() }
    }
    return []
  }

  /// The whole list comes back; the tool stays under the cursor.
  mutating func leaveFilter() {
    let tool = selectedTool?.tool
    browse.filter = nil
    browse.counts = []
    if let tool { browse.anchor = tool }
    refreshHits()
  }

  /// Lists what the filter lets through, best first.
  mutating func applyFilter() {
    let before = selectedTool?.tool
    browse.hits = ranked()
    countHits()
    placeCursor()
    if selectedTool?.tool != before { restartVersions() }
  }

  /// Lists the tools of an index that was read anew: they stand at other positions in it.
  mutating func listAnew() {
    browse.hits = browse.hits.compactMap { hit in
      guard isFiltering, let position = session.index.positions[hit.tool] else { return nil }
      var hit = hit
      hit.position = position
      return hit
    }
    refreshHits()
  }

  /// Lists the tools anew after the data changed. What the list shows already keeps its order, so
  /// that nothing moves under the cursor; what is new comes after it.
  mutating func refreshHits() {
    let before = selectedTool?.tool
    if isFiltering, !browse.hits.isEmpty {
      let ranked = ranked()
      let hits = Dictionary(
        ranked.map { ($0.position, $0) }, uniquingKeysWith: { first, _ in first })
      let kept = browse.hits.compactMap { hits[$0.position] }
      let shown = Set(kept.map(\.position))
      browse.hits = kept + ranked.filter { !shown.contains($0.position) }
      if let before { browse.anchor = browse.anchor ?? before }
    } else {
      browse.hits = ranked()
    }
    countHits()
    placeCursor(else: before)
    if selectedTool?.tool != before { restartVersions() }
  }

  /// Whether a filter leaves tools out.
  var isFiltering: Bool { browse.filter?.field.text.isEmpty == false }

  private func ranked() -> [ToolHit] { registry.map(ranked) ?? [] }

  private func ranked(in registry: IndexModel.Registry) -> [ToolHit] {
    guard isFiltering, let query = browse.filter?.field.text else {
      return registry.tools.map { ToolHit(tool: session.index.tools[$0].tool, position: $0) }
    }
    let start = registry.tools.lowerBound
    let candidates = session.index.tools[registry.tools].map { record in
      FuzzyMatcher.Candidate(
        name: record.name, title: record.summary?.title, keywords: record.summary?.keywords ?? [])
    }
    return FuzzyMatcher.rank(query: query, among: candidates).map { hit in
      ToolHit(
        tool: session.index.tools[start + hit.index].tool, position: start + hit.index,
        namePositions: hit.namePositions,
        titlePositions: hit.titlePositions)
    }
  }

  /// Puts the cursor on the tool that somebody went to, else on `other`, else on the first line.
  private mutating func placeCursor(else other: ToolName? = nil) {
    for tool in [browse.anchor, other] {
      guard let tool, let position = session.index.positions[tool],
        let index = browse.hits.firstIndex(where: { $0.position == position })
      else { continue }
      browse.cursor.index = index
      return
    }
    browse.cursor = ListCursor()
  }

  /// Another registry where the filter matches something, the one with the most; the filter itself
  /// is about the registry whose tab is open.
  var registryWithHits: (index: Int, count: Int)? {
    guard isFiltering, browse.hits.isEmpty else { return nil }
    let found = browse.counts.enumerated().filter { $0.element > 0 }
    return found.max { $0.element < $1.element }.map { ($0.offset, $0.element) }
  }

  /// Counts what the filter matches in every registry, for their tabs.
  private mutating func countHits() {
    guard isFiltering else {
      browse.counts = []
      return
    }
    browse.counts = session.index.registries.enumerated().map { index, registry in
      index == browse.registry ? browse.hits.count : ranked(in: registry).count
    }
  }

  /// Shows what the filter matches in another registry.
  mutating func goToHits() {
    guard let found = registryWithHits else { return }
    browse.filter?.isTyping = false
    showRegistry(found.index)
  }

  /// The names most like a filter that nothing matches.
  var nearestNames: [String] {
    guard let query = browse.filter?.field.text else { return [] }
    let names = session.index.tools.map(\.name)
    let lasts = names.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let near = Suggestions.near(query, among: lasts)
    guard near.isEmpty else { return near }
    // Half a word is measured against as much of each name.
    let starts = lasts.map { String($0.prefix(query.count)) }
    return Suggestions.near(query, among: Array(Set(starts)).sorted()).flatMap { start in
      lasts.filter { $0.hasPrefix(start) }.prefix(1)
    }
  }
}
