import BackendKit

/// Browse: registries, tools, versions, details.
struct BrowseScreen {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter) {
    let layout = BrowseLayout(state)
    if layout.hasBorders {
      RegistryLine(state).draw(&painter)
    } else {
      drawTrail(&painter)
    }
    if let rect = layout.tools { ToolsPane(state).draw(&painter, rect, layout) }
    if let rect = layout.versions { VersionsPane(state).draw(&painter, rect, layout) }
    if let rect = layout.details { DetailsPane(state).draw(&painter, rect, layout) }
  }

  /// Where one is, on a screen that shows one pane at a time.
  private func drawTrail(_ painter: inout Painter) {
    if state.browse.pane == .tools, let filter = state.browse.filter {
      let text = filter.field.text
      let room = painter.frame.size.columns - 6
      let after = painter.frame.draw(
        [
          Span("/ ", .key),
          Span(
            text.cellWidth > room ? text.suffix(cells: room) : text,
            filter.isTyping ? .plain : .match),
        ], row: 2, column: 1)
      if state.isTypingFilter { painter.frame.cursor = Position(row: 2, column: after) }
      return
    }
    var parts = [state.registry?.name ?? "no index"]
    if state.browse.pane != .tools, let tool = state.selectedTool { parts.append(tool.name) }
    if state.browse.pane == .details, let version = state.selectedVersion {
      parts.append(version.version)
    }
    let text = parts.joined(separator: " \(painter.glyphs.trail) ")
    let columns = painter.frame.size.columns - 2
    // Otherwise the line above has no space for it.
    let room = columns - text.cellWidth - 2
    let texts = state.session.project?.missing(in: state.options.session) ?? []
    if let missing = texts.last(where: {
      $0.hasPrefix("no ") && $0.cellWidth <= room
    }) {
      painter.frame.draw(
        missing, row: 2, column: columns + 1 - missing.cellWidth, role: .attention)
    }
    painter.frame.draw(
      text.cutMiddle(toCells: columns, mark: painter.glyphs.ellipsis), row: 2, column: 1,
      role: .title)
  }
}

/// The third line of Browse: the registries.
struct RegistryLine {
  private let state: State

  init(_ state: State) { self.state = state }

  private var tabs: [String] {
    let registries = state.session.index.registries
    return registries.enumerated().map { index, registry in
      // Of one registry the list itself says how many match.
      let isCounted = registries.count > 1 && state.browse.counts.indices.contains(index)
      let matches = isCounted ? "\(state.browse.counts[index])/" : ""
      return "\(registry.name) \(matches)\(registry.tools.count)"
    }
  }

  private var separator: String { " \(state.glyphs.separator) " }

  /// The position of each registry, as far as there is space; the open one is always visible.
  var regions: [Region] {
    let tabs = tabs
    let open = Target.registry(state.browse.registry)
    var regions = regions(of: tabs, from: 0)
    for start in tabs.indices.dropFirst() where !regions.contains(where: { $0.target == open }) {
      regions = self.regions(of: tabs, from: start)
    }
    return regions
  }

  private func regions(of tabs: [String], from start: Int) -> [Region] {
    let end = state.size.columns - 1
    // An ellipsis stands for the tabs before.
    var column = 1 + (start > 0 ? state.glyphs.ellipsis.cellWidth + separator.cellWidth : 0)
    var regions: [Region] = []
    for (index, text) in tabs.enumerated().dropFirst(start) {
      guard column + text.cellWidth + separator.cellWidth < end else { break }
      regions.append(
        Region(
          rect: Rect(row: 2, column: column, columns: text.cellWidth, rows: 1),
          target: .registry(index), text: text))
      column += text.cellWidth + separator.cellWidth
    }
    return regions
  }

  func draw(_ painter: inout Painter) {
    let regions = state.layout.regions.filter {
      if case .registry = $0.target { true } else { false }
    }
    var column = 1
    if regions.first.map({ $0.target != .registry(0) }) == true {
      column = painter.frame.draw(painter.glyphs.ellipsis, row: 2, column: column, role: .dim)
    }
    for region in regions {
      if column > 1 { painter.frame.draw(separator, row: 2, column: column, role: .dim) }
      let isOpen = region.target == .registry(state.browse.registry)
      column = painter.frame.draw(
        region.text, row: 2, column: region.rect.column, role: isOpen ? .title : .dim,
        attributes: isOpen && tabs.count > 1 ? .underline : [])
    }
    if regions.last?.target != .registry(tabs.count - 1), !tabs.isEmpty {
      if column > 1 { column += separator.cellWidth }
      painter.frame.draw(painter.glyphs.ellipsis, row: 2, column: column, role: .dim)
    }
  }
}

extension BrowseLayout {
  /// Where the panes of Browse are.
  init(_ state: State) {
    self.init(
      size: state.size, pane: state.browse.pane, isDetailsFull: state.browse.isDetailsFull,
      toolWidths: state.layout.toolWidths)
  }
}
