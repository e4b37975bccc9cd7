import BackendKit

/// One conversation: what was listed last, what is open, what is staged. Takes a line, gives lines.
struct PlainSession {
  let options: BrowserOptions
  let performer: TaskPerformer
  var indexModel = IndexModel()
  var project: ProjectSnapshot
  /// The tools listed last, which numbers stand for.
  var listed: [ToolName] = []
  /// How many of them were said.
  var said = 0
  /// The tool that words without a name are about.
  var open: ToolName?
  var staged: [StagedChange] = []
  /// What `write` would write: the diff that was said last.
  var plan: ChangePlan?
  /// Whether `yes` takes back what was written last.
  var isAskingToUndo = false
  var scope = WriteScope.project
  private(set) var isOver = false

  init(options: BrowserOptions) {
    self.options = options
    performer = TaskPerformer(options: options)
    project = performer.openProject(.never)
    readIndex()
  }

  /// What is said at the start.
  func greeting() -> [String] {
    var lines = ["ocx-mise-tui, plain text. Say help for the words, quit to leave."]
    lines.append("Project \(project.directory), \(count(project.rows.count, "pin")).")
    if indexModel.tools.isEmpty {
      lines.append("No index yet. refresh fetches ocx.sh.")
    } else {
      for registry in indexModel.registries {
        let age = registry.age.map { ", " + PlainWords.age(Age.short(seconds: $0)) } ?? ""
        lines.append("Registry \(registry.name), \(count(registry.tools.count, "tool"))\(age).")
      }
    }
    lines.append(options.readOnly ? "Read-only." : "Pins are written to \(targetName).")
    lines += project.problems.flatMap(PlainWords.lines)
    return lines
  }

  /// Does what a line says.
  mutating func answer(_ line: String) -> [String] {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return [] }
    let rest = Array(words.dropFirst())
    if isAskingToUndo {
      isAskingToUndo = false
      return first == "yes" ? takeBack() : ["Left as it is."]
    }
    if let number = Int(first) { return show(number: number) }
    switch first.lowercased() {
    case "help", "?": return PlainWords.help
    case "quit", "q", "exit": return quit()
    case "list": return list(rest.joined(separator: " "))
    case "find", "/": return list(rest.joined(separator: " "))
    case "more": return more()
    case "show", "open": return show(rest.first)
    case "versions": return versions(all: rest.first == "all")
    case "project", "pins": return pins()
    case "pin": return pin(rest)
    case "unpin": return unpin(rest.first)
    case "upgrade": return upgrade(rest)
    case "staged", "diff": return diff()
    case "drop": return drop(rest.first)
    case "write": return write()
    case "undo": return askToUndo()
    case "file": return chooseFile(rest.first)
    case "install": return run(.install(installItems()))
    case "refresh": return refresh()
    default: return ["There is no word \(SafeText.clean(first)). Say help for the words."]
    }
  }

  /// The file that pins go to, as it is named to people.
  var targetName: String {
    if let target = project.targets.first(where: { $0.scope == scope }) { return target.name }
    if case .file(let path) = scope { return SafeText.clean(path) }
    return project.targets.first?.name ?? "mise.toml"
  }

  func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Does a job to its end; its lines and then its failure are what is said.
  mutating func run(_ job: SessionTask) -> [String] {
    if case .install = job, options.readOnly { return PlainWords.lines(.readOnly) }
    let cancellation = Cancellation()
    let watch = SignalWatch.cancelling(cancellation)
    defer { watch?.end() }
    switch performer.outcome(of: job, cancellation, report: { _ in }) {
    case .failed(let problem): return PlainWords.lines(problem)
    case .cancelled: return ["Cancelled."]
    case .installed(let what):
      project = performer.openProject(.never)
      return ["Installed \(SafeText.clean(what))."]
    case .refreshed(let what):
      readIndex()
      project = performer.openProject(.never)
      return ["Refreshed \(SafeText.clean(what))."]
    default: return []
    }
  }

  private mutating func quit() -> [String] {
    isOver = true
    return staged.isEmpty ? [] : ["\(count(staged.count, "change")) not written."]
  }

  private mutating func readIndex() {
    var steps: [Progress] = []
    performer.readIndex { steps.append($0) }
    for step in steps {
      switch step {
      case .names(let snapshot): indexModel.open(snapshot)
      case .summaries(let answers): indexModel.fill(answers)
      case .line: break
      }
    }
  }

  private mutating func refresh() -> [String] {
    if options.offline { return ["This session is offline."] }
    if let open { return run(.refreshTools([open])) }
    let names = indexModel.registries.map(\.source.registry)
    return run(.refreshRegistries(names.isEmpty ? [ToolName.compiledDefaultRegistry] : names))
  }

  private func installItems() -> [Installer.Item] {
    if let open {
      let row = project.rows.first { $0.tool == open && $0.isInForce }
      return [row.flatMap { Installer.Item($0.pin.entry) } ?? Installer.Item(tool: open)]
    }
    return project.rows.filter(\.isInForce).compactMap { Installer.Item($0.pin.entry) }
  }
}
