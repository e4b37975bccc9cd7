import BackendKit

/// All details of the tool and the version under the cursor, complete and wrapped.
struct DetailsPane {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter, _ rect: Rect, _ layout: BrowseLayout) {
    let isFocused = state.browse.pane == .details && state.overlay == nil
    let inner = layout.inner(rect)
    let text = Rect(
      row: inner.row, column: inner.column + 1, columns: inner.columns - 2, rows: inner.rows)
    let lines = state.layout.detailsText
    if layout.hasBorders {
      let below = lines.count - state.browse.detailsTop - inner.rows
      let note = isFocused && below > 0 ? "\(below) more" : ""
      let version = state.selectedVersion?.version
      let title = [Span("Details", .title)] + (version.map { [Span(" \($0)", .dim)] } ?? [])
      painter.box(rect, title: title, note: note, isFocused: isFocused)
    }
    let shown = lines.dropFirst(state.browse.detailsTop).prefix(text.rows)
    for (offset, line) in shown.enumerated() {
      painter.frame.draw(line, row: text.row + offset, column: text.column, limit: text.columns)
      painter.highlight(state.browse.detailsSearch, row: text.row + offset, in: text)
    }
  }

  /// The whole text for a pane of this many columns.
  func lines(width: Int) -> [[Span]] {
    guard let record = state.selectedTool else { return [] }
    let width = width - 2
    var lines: [[Span]] = []
    func prose(_ text: String, _ role: ColourRole = .plain) {
      lines += Wrap.lines(text, columns: width).map { [Span($0, role)] }
    }
    if let problem = record.problem {
      prose(problem.message, .bad)
      prose(problem.hint ?? "")
    }
    guard let summary = record.summary else { return lines }
    switch summary.status {
    case .active: break
    case .deprecated:
      prose(
        "\(state.glyphs.deprecated) deprecated" + (summary.statusNote.map { ": " + $0 } ?? ""),
        .attention)
    case .yanked:
      prose("\(state.glyphs.yanked) yanked" + (summary.statusNote.map { ": " + $0 } ?? ""), .bad)
    }
    if let version = state.selectedVersion, let yank = version.yank {
      let age = Age.short(since: version.yankedAt, now: state.session.now)
      let when = age.map { $0 == "now" ? " just now" : " \($0) ago" } ?? ""
      prose("\(state.glyphs.yanked) yanked\(when)" + (yank.isEmpty ? "" : ": " + yank), .bad)
    }
    if state.selectedVersion?.isEphemeral == true {
      prose(
        "\(state.glyphs.deprecated) ephemeral: its publisher may delete it; mise does not see it",
        .attention)
    }
    if !summary.title.isEmpty { prose(summary.title, .title) }
    prose(summary.text)
    prose(summary.keywords.joined(separator: " \(state.glyphs.separator) "), .dim)
    for fact in facts(record, summary) { lines += fact.lines(self, width: width) }
    let readme = state.inspection?.readme ?? []
    if !readme.isEmpty {
      lines.append([])
      lines += Markdown.lines(readme, columns: width, glyphs: state.glyphs)
    }
    if let disclaimer = summary.disclaimer {
      lines.append([])
      prose(disclaimer, .dim)
    }
    return lines
  }

  /// The focused pane shows everything completely; otherwise one line per path is enough, if it is
  /// not short, and the beginning of a digest.
  private var isWhole: Bool { state.browse.pane == .details }

  /// A name and its value.
  private struct Fact {
    let name: String
    let value: String
    /// What is shown where the value does not fit on a line.
    var narrowValue: String?
    var role = ColourRole.plain
    /// Whether it is a path or similar, where both ends matter most.
    var isPath = false

    /// The words of a value. No line ends between an arrow and what it leads to.
    private func words(of value: String, _ arrow: String) -> [String] {
      value.split(separator: " ").reduce(into: []) { words, word in
        if let last = words.indices.last, words[last] == arrow {
          words[last] += " \(word)"
        } else {
          words.append(String(word))
        }
      }
    }

    /// The lines; text that does not fit is continued below, so that nothing is lost.
    func lines(_ pane: DetailsPane, width: Int) -> [[Span]] {
      let indent = width >= 22 ? 10 : 2
      let room = width - indent
      let value = self.value.cellWidth > room ? narrowValue ?? self.value : self.value
      // A second line is better than a cut, three are not.
      let isCut = isPath && !pane.isWhole && room < 40 && value.cellWidth > 2 * room - 8
      let pieces =
        isCut
        ? [value.cutMiddle(toCells: room, mark: pane.state.glyphs.ellipsis)]
        : isPath
          ? Wrap.lines(ofPath: value, columns: room)
          : Wrap.lines(of: words(of: value, pane.state.glyphs.arrow), columns: room)
      let blank = String(repeating: " ", count: indent)
      var lines: [[Span]] = indent == 2 && !name.isEmpty ? [[Span(name, .dim)]] : []
      for (index, piece) in pieces.enumerated() {
        let lead = index == 0 && indent > 2 ? name.padded(toCells: indent) : blank
        lines.append([Span(lead, .dim), Span(piece, role)])
      }
      return lines
    }
  }

  private func facts(_ record: ToolRecord, _ summary: ToolSummary) -> [Fact] {
    let version = state.selectedVersion
    var facts: [Fact] = []
    for row in state.pins(of: record.tool) {
      let resolved = row.resolved == row.request ? nil : row.resolved
      let means = resolved.map { " \(state.glyphs.arrow) \($0)" } ?? ""
      let shadow = row.shadowedBy.map { ", shadowed by \($0)" } ?? ""
      let request = isWhole ? row.request : row.request.bareDigest
      let text = "\(row.location) \"\(request)\"\(means)\(shadow)"
      facts.append(Fact(name: "pinned", value: text, role: row.isInForce ? .good : .dim))
      facts += row.warnings.map { Fact(name: "", value: $0, role: .attention) }
    }
    let warned = state.pins(of: record.tool).contains { $0.hasMoved }
    if let name = version?.version, !warned, state.inspection?.moved.contains(name) == true {
      facts.append(
        Fact(
          name: "moved", value: "\(name) has moved since it was installed", role: .attention))
    }
    if let path = installPath(record, version) {
      facts.append(Fact(name: "path", value: path, isPath: true))
    }
    if let upstream = summary.upstream {
      facts.append(Fact(name: "upstream", value: upstream, isPath: true))
    }
    facts.append(Fact(name: "from", value: summary.repository, isPath: true))
    return facts + (version.map(facts(of:)) ?? []) + origin(summary)
  }

  private func facts(of version: VersionRow) -> [Fact] {
    var facts: [Fact] = []
    let digest = version.digest.description
    facts.append(
      isWhole
        ? Fact(name: "digest", value: digest)
        : Fact(
          name: "digest", value: digest.shortDigest,
          narrowValue: String(version.digest.hex.prefix(12))))
    if !version.aliases.isEmpty {
      facts.append(Fact(name: "also", value: version.aliases.joined(separator: ", ")))
    }
    if let answer = state.inspection?.platforms[version.digest] {
      facts.append(Fact(name: "runs on", value: PlatformGroups.text(answer.names)))
    }
    return facts
  }

  /// Where the package comes from, who maintains it, and what to use instead.
  private func origin(_ summary: ToolSummary) -> [Fact] {
    var facts: [Fact] = []
    if let source = summary.source {
      facts.append(Fact(name: "source", value: source, isPath: true))
    }
    if !summary.owners.isEmpty {
      facts.append(Fact(name: "owners", value: summary.owners.joined(separator: ", ")))
    }
    // For a deprecated tool it is shown above.
    if let successor = summary.successor, summary.status == .active {
      facts.append(Fact(name: "instead", value: successor))
    }
    return facts
  }

  private func installPath(_ record: ToolRecord, _ version: VersionRow?) -> String? {
    guard let name = version?.version else { return nil }
    let path =
      state.inspection?.installs[name]
      ?? state.pins(of: record.tool).first { $0.resolved == name }?.installPath
    return path.map { Paths.abbreviate($0, home: state.options.environment.home) }
  }
}
