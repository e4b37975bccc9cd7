import BackendKit

extension PinPrompt {
  /// Something is typed: it takes the place of the preset.
  mutating func type(_ edit: (inout TextField) -> Void) {
    var field = isOffer ? TextField() : self.field
    edit(&field)
    self.field = field
    isOffer = false
    index = presets.firstIndex { $0.request == field.text && !$0.withDigest }
  }

  /// The preset at a place of the list.
  mutating func choose(_ place: Int) {
    guard presets.indices.contains(place) else { return }
    index = place
    isOffer = true
    field = TextField(presets[place].request)
  }

  /// Another preset, around at the ends.
  mutating func choose(by step: Int) {
    let count = presets.count
    guard count > 0 else { return }
    let next = index.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    choose(next)
  }

  /// Another file.
  mutating func chooseTarget(by step: Int) {
    guard targets.count > 1 else { return }
    target = (target + step + targets.count) % targets.count
    // What the other file cannot hold is no longer chosen.
    if let index, index >= presets.count {
      self.index = presets.firstIndex { $0.request == field.text }
    }
  }
}

extension State {
  /// The files that pins could go to.
  func scopeMenu() -> Menu {
    let targets = targets
    let items = targets.map { target in
      Menu.Item(
        label: target.name, note: target.note, choice: .scope(target.scope))
    }
    return Menu(
      title: "Write to",
      items: items + [
        Menu.Item(label: "another file", note: "", choice: .askForFile)
      ],
      index: targets.firstIndex { $0.scope == scope } ?? 0)
  }

  /// Asks how precisely to pin what is under the cursor, and where.
  mutating func askForPin(precision: PinPrecision? = nil) -> [Effect] {
    let marked = markedPlaces
    guard marked.isEmpty else {
      guard !options.readOnly else { return refuse() }
      overlay = .menu(markedMenu(marked))
      return []
    }
    if tab == .project {
      guard let row = selectedRow, let tool = row.tool else { return [] }
      return askForPin(
        of: tool, current: row.pin.entry.request, scope: .file(row.id.file), element: row.element)
    }
    guard let tool = selectedTool?.tool else { return [] }
    let current = pins(of: tool).first(where: \.isInForce)?.pin.entry.request
    return askForPin(of: tool, current: current, scope: scope, precision: precision)
  }

  /// Whether the version under the cursor is on the screen.
  private var showsVersions: Bool {
    browse.pane != .tools
      || layout.regions.contains { if case .version = $0.target { true } else { false } }
  }

  /// Asks how precisely to pin a tool; `current` is what an entry of it says.
  ///
  /// The pin keeps the precision of that entry, and a new one has that of the settings, unless
  /// `precision` says another.
  mutating func askForPin(
    of tool: ToolName, current: String?, scope: WriteScope, element: Int? = nil,
    precision: PinPrecision? = nil
  ) -> [Effect] {
    guard !options.readOnly else { return refuse() }
    guard let summary = session.index[tool]?.summary else {
      guard let record = session.index[tool] else {
        show(
          ErrorMessage(
            message: "The index has no \(tool).",
            hint: phrase(KeyHint(.refresh, in: context, "fetches it"))))
        return []
      }
      show(
        record.problem
          ?? ErrorMessage(
            message: "\(record.name) is still being read.", hint: "Again in a moment."))
      return []
    }
    let isHere = tab == .browse && selectedTool?.tool == tool && showsVersions
    let newest = summary.list.newest ?? summary.list.visible().last
    guard let version = isHere ? selectedVersion?.listed : newest else {
      show(ErrorMessage(message: "\(tool) has no version that could be pinned."))
      return []
    }
    if let yank = version.yanked {
      let reason = yank.reason.map { ": " + $0 } ?? ""
      show(
        ErrorMessage(
          message: "\(tool.repository) \(version.version) is yanked\(reason)",
          hint: newest.map { "The newest safe release is \($0.version)." }))
      return []
    }
    var targets = targets
    if let path = scope.path, !targets.contains(where: { $0.path == path }) {
      targets.append(self.target(ofFile: path))
    }
    let target = targets.firstIndex { $0.scope == scope || $0.path == scope.path } ?? 0
    var prompt = PinPrompt(
      tool: tool, version: version, latest: newest, current: current,
      precision: precision ?? current.flatMap { PinPrecision(request: $0) }
        ?? options.settings.precision,
      targets: targets, target: target)
    prompt.element = element.map { (target, $0) }
    overlay = .pin(prompt)
    return []
  }

  /// A file that an entry or a staged change is in, named as they name it.
  private func target(ofFile path: String) -> WriteTarget {
    let row = session.rows.first { $0.id.file == path }
    let item = session.staged.changes.first { $0.change.file == path }
    let planned = session.staged.plan?.files.first { $0.path == path }
    let kind = row?.pin.entry.fileKind ?? item?.change.kind
    let name =
      row?.fileName ?? planned.map { SafeText.clean($0.displayPath) }
      ?? SafeText.clean(Paths.abbreviate(path, home: options.environment.home))
    return WriteTarget(
      scope: .file(path), path: path, name: name, exists: row != nil || planned?.before != nil,
      holdsDigests: kind != .toolVersions)
  }

  /// Where pins of what is marked would go: entries into their own files, tools into the one that
  /// is written to. Nothing where nothing is marked here.
  private var markedPlaces: [PinTarget] {
    switch tab {
    case .browse where browse.pane == .tools:
      browse.marked.sorted().map { PinTarget(tool: $0, scope: target?.scope ?? scope) }
    case .project:
      session.rows.filter { project.marked.contains($0.id) }.compactMap { row in
        row.tool.map { PinTarget(tool: $0, scope: .file(row.id.file), element: row.element) }
      }
    default: []
    }
  }

  /// Asks how precisely to pin what is marked.
  private func markedMenu(_ places: [PinTarget]) -> Menu {
    let noun = tab == .project ? "entr\(places.count == 1 ? "y" : "ies")" : "marked tool"
    let plural = tab == .project || places.count == 1 ? "" : "s"
    let file = tab == .project ? "" : target.map { " in \($0.name)" } ?? ""
    func item(_ label: String, _ note: String, _ precision: PinPrecision, _ withDigest: Bool)
      -> Menu.Item
    {
      Menu.Item(
        label: label, note: note,
        choice: .pinMarked(places, precision, withDigest: withDigest))
    }
    let marked = session.rows.filter { project.marked.contains($0.id) }
    let holdsDigests =
      tab == .project
      ? marked.contains { $0.pin.entry.fileKind != .toolVersions } : target?.holdsDigests ?? true
    let digest = item("exact + digest", "4.3.2, exactly this content", .exact, true)
    return Menu(
      title: "Pin \(places.count) \(noun)\(plural)\(file)",
      items: [
        item("minor line", "4.3 (follows 4.3.x)", .minor, false),
        item("major line", "4 (follows 4.x)", .major, false),
        item("exact", "4.3.2, exactly this", .exact, false),
        item("latest", "always the newest release", .latest, false),
      ] + (holdsDigests ? [digest] : []))
  }
}

extension WriteScope {
  /// The file, where the scope names one.
  fileprivate var path: String? {
    if case .file(let path) = self { return path }
    return nil
  }
}

extension WriteTarget {
  /// What sort of file it is, for the menu.
  var note: String {
    let kind =
      switch scope {
      case .project: "the project"
      case .local: "only this clone (not in git)"
      case .global: "all your projects"
      case .environment(let name): "with MISE_ENV=\(SafeText.clean(name))"
      case .file: "this file"
      }
    return exists ? kind : kind + ", new file"
  }
}
