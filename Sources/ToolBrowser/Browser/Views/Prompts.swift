import BackendKit

/// The box that prompts are drawn in: in the middle, over all else.
enum PromptBox {
  /// A box of at most this size, including its border; the lines at the top and at the bottom stay
  /// visible.
  static func rect(size: Size, columns: Int, rows: Int) -> Rect {
    let columns = min(columns, size.columns - 2)
    let rows = min(rows, size.rows - 2)
    return Rect(
      row: max((size.rows - rows) / 2, 1), column: (size.columns - columns) / 2,
      columns: columns, rows: rows)
  }

  /// Draws the box.
  static func draw(
    _ painter: inout Painter, _ rect: Rect, title: String, note: String = ""
  ) {
    painter.frame.fill(rect)
    painter.frame.cursor = nil
    painter.box(rect, title: [Span(title, .title)], note: note, isFocused: true)
  }
}

/// Asks one of a few answers.
struct MenuView {
  private let state: State
  private let menu: Menu

  init(_ state: State, _ menu: Menu) {
    self.state = state
    self.menu = menu
  }

  private var label: Int { menu.items.map { $0.label.cellWidth }.max() ?? 0 }

  private var rect: Rect {
    let note = menu.items.map { $0.note.cellWidth }.max() ?? 0
    return PromptBox.rect(
      size: state.size, columns: max(label + note + 9, menu.title.cellWidth + 8, 36),
      rows: menu.items.count + 2)
  }

  private var visible: Range<Int> {
    let height = max(rect.inner.rows, 1)
    var cursor = ListCursor(index: menu.index)
    cursor.clamp(count: menu.items.count, height: height)
    return cursor.visible(count: menu.items.count, height: height)
  }

  /// The position of each visible answer.
  var regions: [Region] { rect.inner.lines(visible) { .answer($0) } }

  func draw(_ painter: inout Painter) {
    let rect = rect
    PromptBox.draw(&painter, rect, title: menu.title)
    let inner = rect.inner
    for region in state.layout.dialogRegions ?? [] {
      guard case .answer(let index) = region.target else { continue }
      let item = menu.items[index]
      let row = region.rect.row
      painter.line(
        [Span(item.label.padded(toCells: label))], note: Span("  \(item.note)", .dim), row: row,
        column: inner.column + 2, columns: inner.columns - 3)
      if index == menu.index { painter.select(row: row, in: inner, isFocused: true) }
    }
  }
}

/// Asks for the path of a file to write to.
struct FilePromptView {
  private let state: State
  private let field: TextField

  init(_ state: State, _ field: TextField) {
    self.state = state
    self.field = field
  }

  func draw(_ painter: inout Painter) {
    let rect = PromptBox.rect(size: state.size, columns: 64, rows: 3)
    PromptBox.draw(&painter, rect, title: "Write to another file")
    let inner = rect.inner
    let room = inner.columns - 5
    let shown = field.text.cellWidth > room ? field.text.suffix(cells: room) : field.text
    let end = painter.frame.draw(shown, row: inner.row, column: inner.column + 2)
    if field.text.isEmpty {
      painter.line(
        [Span("mise.toml, ../mise.toml, ~/.config/mise/config.toml", .dim)], row: inner.row,
        column: inner.column + 2, columns: room)
    }
    painter.frame.cursor = Position(row: inner.row, column: end)
  }
}

/// Asks what to pin a tool to, and where.
struct PinPromptView {
  private let state: State
  private let prompt: PinPrompt

  init(_ state: State, _ prompt: PinPrompt) {
    self.state = state
    self.prompt = prompt
  }

  func draw(_ painter: inout Painter) {
    let glyphs = painter.glyphs
    let presets = prompt.presets
    let rect = PromptBox.rect(size: state.size, columns: 68, rows: presets.count + 6)
    PromptBox.draw(
      &painter, rect, title: "Pin \(SafeText.clean(prompt.tool.repository))",
      note: prompt.current.map { "now \($0.shortDigest)" } ?? "")
    let inner = rect.inner
    // On a low screen the offers scroll and empty lines are omitted, so that the file stays visible.
    let gap = inner.rows >= presets.count + 4 ? 1 : 0
    let offers = max(inner.rows - 2 - 2 * gap, 1)
    drawField(&painter, row: inner.row, inner)
    var row = inner.row + 1 + gap
    var cursor = ListCursor(index: prompt.index ?? 0)
    cursor.clamp(count: presets.count, height: offers)
    let width = min(presets.map { $0.request.cellWidth }.max() ?? 0, 24)
    // Complete notes are more important than notes in one column.
    let note = presets.map { $0.note.cellWidth }.max() ?? 0
    let digest = " + digest"
    let aligned = width + digest.cellWidth + 2 + note <= inner.columns - 3 ? digest.cellWidth : 0
    for index in cursor.visible(count: presets.count, height: offers) {
      let preset = presets[index]
      let request = preset.request.cut(toCells: width, mark: glyphs.ellipsis)
      let text = preset.withDigest ? request + digest : request
      painter.line(
        [Span(text.padded(toCells: width + aligned))], note: Span("  \(preset.note)", .dim),
        row: row, column: inner.column + 2,
        columns: inner.columns - 3)
      if index == prompt.index { painter.select(row: row, in: inner, isFocused: true) }
      row += 1
    }
    drawTarget(&painter, row: row + gap, inner)
  }

  private func drawField(_ painter: inout Painter, row: Int, _ inner: Rect) {
    let room = max(min(24, inner.columns - 24), 8)
    let text = prompt.field.text
    let shown = text.cellWidth > room ? text.suffix(cells: room) : text
    let start = inner.column + 2 + "version  ".cellWidth
    let end = painter.frame.draw(
      [
        Span("version  ", .dim), Span(shown.padded(toCells: room), .title, .underline),
      ], row: row, column: inner.column + 2, limit: inner.columns - 3)
    painter.frame.cursor = Position(row: row, column: min(start + shown.cellWidth, end))
    let meaning = meaning
    painter.line(
      Array(meaning.prefix(1)), note: meaning.count > 1 ? meaning[1] : Span(""), row: row,
      column: end + 2, columns: inner.endColumn - end - 3)
  }

  private func drawTarget(_ painter: inout Painter, row: Int, _ inner: Rect) {
    guard prompt.targets.indices.contains(prompt.target) else { return }
    let target = prompt.targets[prompt.target]
    let isChoice = prompt.targets.count > 1
    let left = isChoice ? (painter.glyphs.isASCII ? "< " : "‹ ") : ""
    let right = isChoice ? (painter.glyphs.isASCII ? " >" : " ›") : ""
    let name = target.name.cutMiddle(
      toCells: inner.columns - 16, mark: painter.glyphs.ellipsis)
    painter.line(
      [
        Span("file     ", .dim), Span(left, .key), Span(name, .title), Span(right, .key),
      ], note: Span("  \(target.note)", .dim), row: row, column: inner.column + 2,
      columns: inner.columns - 3)
  }

  /// What the request comes to today.
  private var meaning: [Span] {
    let request = prompt.field.text
    guard let list = state.session.index[prompt.tool]?.summary?.list, !request.isEmpty else {
      return []
    }
    guard let found = PinMeaning.version(of: request, in: list) else {
      // Half a version is no mistake yet.
      let isStart = list.visible().contains { $0.version.hasPrefix(request) }
      return isStart ? [Span(state.glyphs.ellipsis, .dim)] : [Span("no such version", .bad)]
    }
    let name = SafeText.clean(found.version)
    if found.yanked != nil { return [Span("\(state.glyphs.yanked) \(name) is yanked", .bad)] }
    let here = state.session.inspections[prompt.tool]?.platforms[found.digest]?.fitsHost
    if here == false {
      return [Span("\(state.glyphs.arrow) \(name) does not run here", .attention)]
    }
    return [Span("\(state.glyphs.arrow) \(name)", .good)]
      + (here == true ? [Span(", runs here", .good)] : [])
  }
}

/// The version that a request resolves to.
enum PinMeaning {
  /// The version that mise would choose today; nil if there is none.
  static func version(of request: String, in list: VersionList) -> ListedVersion? {
    let visible = list.visible().map(\.version)
    let resolved = MiseResolution.resolve(request: request, versions: visible, installed: [])
    return list.listed(named: resolved.version)
  }
}
