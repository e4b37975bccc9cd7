import BackendKit

extension BrowseState {
  /// Starts a filter, or continues the present one.
  mutating func startFilter() {
    pane = .tools
    var filter = self.filter ?? Filter()
    filter.isTyping = true
    self.filter = filter
  }

  /// Handles a key while the filter is being typed. Movement keys still move in the list.
  mutating func typeInFilter(
    _ key: Key, meaning action: Action?, in context: ScreenContext
  ) -> [ScreenRequest] {
    let session = context.session
    switch action {
    case .cancel: leaveFilter(session)
    case .open:
      if filter?.field.text.isEmpty == true {
        filter = nil
      } else if hits.isEmpty, registryWithHits != nil {
        goToHits(session)
      } else {
        filter?.isTyping = false
        if let tool = selectedTool(in: session)?.tool { anchor = tool }
      }
    case .nextPane, .previousPane:
      filter?.isTyping = false
      return action.map { perform($0, in: context) } ?? []
    case .help: return [.show(.help(Help(topic: .filter), over: nil))]
    case let action?: return perform(action, in: context)
    case nil where key == .backspace && filter?.field.text.isEmpty == true: filter = nil
    case nil:
      if filter?.field.handle(key) == true { applyFilter(session) }
    }
    return []
  }

  /// Removes the filter and keeps the tool selected.
  mutating func leaveFilter(_ session: Session) {
    let tool = selectedTool(in: session)?.tool
    filter = nil
    counts = []
    if let tool { anchor = tool }
    refreshHits(session)
  }

  /// Lists the tools that match the filter, best first.
  mutating func applyFilter(_ session: Session) {
    let before = selectedTool(in: session)?.tool
    hits = ranked(session)
    countHits(session)
    placeCursor(session)
    if selectedTool(in: session)?.tool != before { restartVersions(session) }
  }

  /// Lists the tools again after the index was read: their indices have changed.
  mutating func relist(_ session: Session) {
    hits = hits.compactMap { hit in
      guard isFiltering, let position = session.index.positions[hit.tool] else { return nil }
      var hit = hit
      hit.position = position
      return hit
    }
    refreshHits(session)
  }

  /// Updates the list after the data changed. Listed tools keep their order, so that nothing moves
  /// under the cursor; new ones are appended.
  mutating func refreshHits(_ session: Session) {
    let before = selectedTool(in: session)?.tool
    if isFiltering, !hits.isEmpty {
      let ranked = ranked(session)
      let found = Dictionary(
        ranked.map { ($0.position, $0) }, uniquingKeysWith: { first, _ in first })
      let kept = hits.compactMap { found[$0.position] }
      let shown = Set(kept.map(\.position))
      hits = kept + ranked.filter { !shown.contains($0.position) }
      if let before { anchor = anchor ?? before }
    } else {
      hits = ranked(session)
    }
    countHits(session)
    placeCursor(session, else: before)
    if selectedTool(in: session)?.tool != before { restartVersions(session) }
  }

  /// Whether a filter is in use.
  var isFiltering: Bool { filter?.field.text.isEmpty == false }

  private func ranked(_ session: Session) -> [ToolHit] {
    openRegistry(in: session).map { ranked(in: $0, session) } ?? []
  }

  private func ranked(
    in registry: IndexModel.Registry, _ session: Session
  ) -> [ToolHit] {
    guard isFiltering, let query = filter?.field.text else {
      return registry.tools.map { ToolHit(tool: session.index.tools[$0].tool, position: $0) }
    }
    let start = registry.tools.lowerBound
    let candidates = session.index.tools[registry.tools].map { record in
      FuzzyMatcher.Candidate(
        record.tool, title: record.summary?.title, keywords: record.summary?.keywords ?? [])
    }
    return FuzzyMatcher.rank(query: query, among: candidates).map { hit in
      ToolHit(
        tool: session.index.tools[start + hit.index].tool, position: start + hit.index,
        namePositions: hit.namePositions,
        titlePositions: hit.titlePositions)
    }
  }

  /// Selects the anchored tool, else `other`, else the first line.
  private mutating func placeCursor(_ session: Session, else other: ToolName? = nil) {
    for tool in [anchor, other] {
      guard let tool, let position = session.index.positions[tool],
        let index = hits.firstIndex(where: { $0.position == position })
      else { continue }
      cursor.index = index
      return
    }
    cursor = ListCursor()
  }

  /// The other registry with the most matches, if the filter matches nothing in the open one.
  var registryWithHits: (index: Int, count: Int)? {
    guard isFiltering, hits.isEmpty else { return nil }
    let found = counts.enumerated().filter { $0.element > 0 }
    return found.max { $0.element < $1.element }.map { ($0.offset, $0.element) }
  }

  /// Counts the matches in every registry, for their tabs.
  private mutating func countHits(_ session: Session) {
    guard isFiltering else {
      counts = []
      return
    }
    counts = session.index.registries.enumerated().map { index, registry in
      index == self.registry ? hits.count : ranked(in: registry, session).count
    }
  }

  /// Opens the registry that has matches.
  mutating func goToHits(_ session: Session) {
    guard let found = registryWithHits else { return }
    filter?.isTyping = false
    showRegistry(found.index, session)
  }

  /// Names similar to a filter that matches nothing.
  func nearestNames(in session: Session) -> [String] {
    guard let query = filter?.field.text else { return [] }
    let names = session.index.tools.map(\.name)
    let lasts = names.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let near = Suggestions.near(query, among: lasts)
    guard near.isEmpty else { return near }
    // Compare a partial name with the beginning of each name.
    let starts = lasts.map { String($0.prefix(query.count)) }
    return Suggestions.near(query, among: Array(Set(starts)).sorted()).flatMap { start in
      lasts.filter { $0.hasPrefix(start) }.prefix(1)
    }
  }
}
