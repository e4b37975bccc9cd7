import BackendKit

extension PlainSession {
  /// `pin [VERSION] [digest]`, about the tool that is open.
  mutating func pin(_ words: [String]) -> [String] {
    guard let open else { return ["No tool is open. Say show and a number or a name."] }
    let version = words.first { $0 != "digest" }
    return stage(
      .pin(
        ToolRequest(tool: open, version: version), at: PinTarget(tool: open, scope: scope),
        withDigest: words.contains("digest")))
  }

  /// `unpin [NUMBER]`: a line of `project`, else the tool that is open.
  mutating func unpin(_ word: String?) -> [String] {
    guard let row = row(word) else { return ["Say unpin and a number of the project's list."] }
    return stage(.unpin([row.id]))
  }

  /// `upgrade all`, or `upgrade [NUMBER] [patch|minor|major]`.
  mutating func upgrade(_ words: [String]) -> [String] {
    let level = words.compactMap(UpgradeLevel.init(rawValue:)).first
    if words.first == "all" {
      return stage(.upgrade(project.rows.filter(\.isInForce).map(\.pin), to: level))
    }
    guard let row = row(words.first { Int($0) != nil }) else {
      return ["Say upgrade and a number of the project's list, or upgrade all."]
    }
    return stage(.upgrade([row.pin], to: level))
  }

  private func row(_ word: String?) -> ProjectRow? {
    if let word {
      guard let number = Int(word), project.rows.indices.contains(number - 1) else { return nil }
      return project.rows[number - 1]
    }
    return project.rows.first { $0.tool == open && $0.tool != nil && $0.isInForce }
  }

  private mutating func stage(_ job: SessionTask) -> [String] {
    if options.readOnly { return PlainWords.lines(.readOnly) }
    switch performer.outcome(of: job, .never, report: { _ in }) {
    case .staged(let made, let skipped):
      let (changes, doubled) = StagedState(changes: staged).withoutDoubles(made)
      for change in changes {
        staged.removeAll { $0.isReplaced(by: change) }
        staged.append(change)
      }
      return (skipped + doubled).flatMap(PlainWords.lines) + (changes.isEmpty ? [] : diff())
    case .failed(let problem): return PlainWords.lines(problem)
    default: return []
    }
  }

  /// What would be written, as a diff; only what was said so can be written.
  mutating func diff() -> [String] {
    plan = nil
    guard !staged.isEmpty else { return ["Nothing is staged."] }
    switch performer.outcome(of: .plan(staged.map(\.change)), .never, report: { _ in }) {
    case .planned(let plan):
      guard !plan.isEmpty else {
        staged = []
        return ["Nothing to change: the files say so already."]
      }
      self.plan = plan
      var lines = staged.enumerated().map { "\($0.offset + 1). \(PlainWords.change($0.element))" }
      lines += PlainWords.diff(plan)
      return lines + ["Say write, drop and a number, or go on."]
    case .failed(let problem): return PlainWords.lines(problem)
    default: return []
    }
  }

  /// `drop NUMBER`.
  mutating func drop(_ word: String?) -> [String] {
    guard let number = word.flatMap(Int.init), staged.indices.contains(number - 1) else {
      return ["Say drop and a number of the staged list."]
    }
    staged.remove(at: number - 1)
    return diff()
  }

  /// Writes what was shown, all or none.
  mutating func write() -> [String] {
    guard let plan, !staged.isEmpty else { return diff() }
    switch performer.outcome(of: .write(plan), .never, report: { _ in }) {
    case .written(let files):
      staged = []
      self.plan = nil
      project = performer.openProject(.never)
      return ["Wrote \(files.joined(separator: ", ")). undo takes it back."]
    case .failed(let problem): return PlainWords.lines(problem) + diff()
    default: return []
    }
  }

  /// Shows what taking back would change, and asks.
  mutating func askToUndo() -> [String] {
    if options.readOnly { return PlainWords.lines(.readOnly) }
    switch performer.outcome(of: .planUndo, .never, report: { _ in }) {
    case .undoPlanned(let plan):
      isAskingToUndo = true
      return PlainWords.diff(plan) + ["Say yes to take that back."]
    case .failed(let problem): return PlainWords.lines(problem)
    default: return []
    }
  }

  /// Takes back what was written last.
  mutating func takeBack() -> [String] {
    switch performer.outcome(of: .undo, .never, report: { _ in }) {
    case .undone(let files):
      project = performer.openProject(.never)
      return ["Took back what was written to \(files.joined(separator: ", "))."]
    case .failed(let problem): return PlainWords.lines(problem)
    default: return []
    }
  }

  /// `file [project|local|global|PATH]`.
  mutating func chooseFile(_ word: String?) -> [String] {
    switch word {
    case nil:
      return project.targets.map { "\($0.name), \($0.note)" } + ["Pins go to \(targetName)."]
    case "project": scope = .project
    case "local": scope = .local
    case "global": scope = .global
    case let path?:
      let path = Paths.absolute(path, from: options.projectDirectory)
      switch performer.outcome(of: .chooseTarget(path), .never, report: { _ in }) {
      case .targetChosen(let target):
        scope = target.scope
        return ["Pins go to \(target.name)."]
      case .failed(let problem): return PlainWords.lines(problem)
      default: return []
      }
    }
    return ["Pins go to \(targetName)."]
  }
}
