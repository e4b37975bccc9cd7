import BackendKit

/// A session as a dialogue: it takes a line and returns lines. It knows what numbers and omitted
/// names refer to; everything else is up to the session.
struct PlainSession {
  private var driver: SessionDriver
  /// The tools listed last, which numbers refer to.
  var listed: [ToolName] = []
  /// How many of them have been printed.
  var printedCount = 0
  /// The tool that commands without a name refer to.
  var open: ToolName?
  /// The diff printed last, which `write` writes.
  private(set) var shown: ChangePlan?
  /// The plan that `yes` carries out.
  private var undoing: UndoPlan?
  /// The files outside of the project that `yes` writes.
  private var asking: [OutsideFile] = []
  private(set) var isOver = false
  /// Whether `quit` was refused because changes are staged.
  private var isLeaving = false
  /// What happened so far.
  private(set) var history: [String] = []
  /// Receives lines to print while work is in progress.
  private let reportProgress: ([String]) -> Void

  init(options: SessionOptions, reportProgress: @escaping ([String]) -> Void = { _ in }) {
    self.reportProgress = reportProgress
    driver = SessionDriver(options: options)
    _ = driver.request(.readProject)
    _ = driver.request(.readIndex)
  }

  var session: Session { driver.session }

  /// Makes a request and returns what the session reports. An interrupt cancels the work, not the
  /// program.
  mutating func ask(_ intent: Intent) -> [String] {
    let cancellation = Cancellation()
    let watch = SignalWatch.cancelling(cancellation)
    defer { watch?.end() }
    return perform(intent, cancellation)
  }

  private mutating func perform(_ intent: Intent, _ cancellation: Cancellation) -> [String] {
    var notices: [Notice] = []
    var progress = PlainProgress()
    driver.request(intent, cancellation: cancellation) { notice in
      if case .installProgressed(let running) = notice {
        let lines = progress.lines(running)
        if !lines.isEmpty { reportProgress(lines) }
      } else {
        notices.append(notice)
      }
    }
    for notice in notices { note(notice) }
    return notices.flatMap { lines(of: $0) }
  }

  /// Adds a notice to the history, unless it only asks or shows something.
  private mutating func note(_ notice: Notice) {
    switch notice {
    case .outside, .undoPlanned, .nothingStaged, .nothingToChange: break
    default: history += PlainText.lines(notice)
    }
  }

  private mutating func lines(of notice: Notice) -> [String] {
    switch notice {
    case .planned(true): return diff()
    case .plannedAgain: return PlainText.lines(notice) + diff()
    case .nothingToChange, .nothingStaged, .written: shown = nil
    case .undoPlanned(let plan): undoing = plan
    case .outside(let files): asking = files
    default: break
    }
    return PlainText.lines(notice)
  }

  /// The first lines.
  func greeting() -> [String] {
    var lines = ["ocx-mise-tui, plain text. Type help for the commands, quit to leave."]
    lines.append(
      "Project \(session.project?.directory ?? ""), \(count(session.rows.count, "pin")).")
    if session.index.tools.isEmpty {
      lines.append("No index yet. refresh fetches ocx.sh.")
    } else {
      lines += registries()
    }
    lines.append(session.options.readOnly ? "Read-only." : "Pins are written to \(targetName).")
    lines += (session.project?.problems ?? []).flatMap(PlainText.lines)
    return lines
  }

  /// Reads again what depends on changed folders, and reports which pins are different now.
  mutating func read(changed folders: Set<WatchedFolder>) -> [String] {
    guard !folders.isEmpty else { return [] }
    let before = session.rows.map(PlainText.pin)
    let tools = session.index.tools.count
    // Nobody asked for this, so a signal that arrives meanwhile is meant for the program.
    let reported = perform(.readChanged(folders), .never)
    let now = session.rows.map(PlainText.pin)
    let lines =
      before.filter { !now.contains($0) }.map { "No longer: \($0)" }
      + now.filter { !before.contains($0) }.map { "Now: \($0)" }
    let count = session.index.tools.count
    return lines + (count == tools ? [] : ["The index lists \(self.count(count, "tool")) now."])
      + reported
  }

  /// Carries out a command.
  mutating func answer(_ line: String) -> [String] {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return [] }
    let rest = Array(words.dropFirst())
    if isLeaving {
      isLeaving = false
      if first == "yes" {
        isOver = true
        return ["Nothing was written."]
      }
    }
    if let plan = undoing {
      undoing = nil
      return first == "yes" ? ask(.undo(plan)) : ["Nothing was undone."]
    }
    if !asking.isEmpty {
      let files = asking
      asking = []
      guard first == "yes" else { return ["Nothing was written."] }
      return ask(.agree(files.map(\.target))) + ask(.write(shown))
    }
    if let number = Int(first) { return show(number: number) }
    switch first.lowercased() {
    case "help", "?": return PlainText.help
    case "quit", "q", "exit": return quit()
    case "list": return list(rest.joined(separator: " "))
    case "find", "/": return list(rest.joined(separator: " "))
    case "more": return more()
    case "show", "open": return show(rest.first)
    case "versions": return versions(all: rest.first == "all")
    case "version": return version(rest.first)
    case "readme": return readme()
    case "registries": return registries()
    case "log": return log()
    case "project", "pins": return pins()
    case "pin": return pin(rest)
    case "unpin": return unpin(rest)
    case "upgrade": return upgrade(rest)
    case "staged", "diff": return review()
    case "drop": return drop(rest.first)
    case "write": return ask(.write(shown))
    case "undo": return ask(.planLastUndo)
    case "file": return chooseFile(rest.first)
    case "install": return install(rest)
    case "refresh": return refresh()
    default: return ["Unknown command: \(SafeText.clean(first)). Type help."]
    }
  }

  /// The displayed name of the file that pins are written to.
  var targetName: String { session.targets.current?.name ?? "mise.toml" }

  func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// The diff of the staged changes. Only a diff that was printed can be written.
  mutating func diff() -> [String] {
    shown = session.staged.plan
    guard let plan = shown else { return [] }
    let changes = session.staged.changes.enumerated().map { index, change in
      "\(index + 1). \(PlainText.change(change))"
    }
    return changes + PlainText.diff(plan) + ["Type write, or drop and a number, or continue."]
  }

  private mutating func quit() -> [String] {
    isOver = session.staged.isEmpty
    isLeaving = !isOver
    return isOver
      ? []
      : [
        "\(count(session.staged.changes.count, "change")) not written. Type yes to quit, or write."
      ]
  }

  private mutating func refresh() -> [String] {
    if let open { return ask(.refresh([.tool(open)])) }
    let names = session.index.registries.map(\.source.registry)
    return ask(
      .refresh((names.isEmpty ? [ToolName.compiledDefaultRegistry] : names).map { .registry($0) }))
  }

  private mutating func install(_ words: [String]) -> [String] {
    if !words.isEmpty {
      guard let rows = rows(words) else { return [Self.numbers("install")] }
      return ask(.install(rows.compactMap { Installer.Item($0.pin, force: true) }))
    }
    if let open {
      let row = session.rows(of: open).first(where: \.isInForce)
      // An open tool counts as named, so it is installed again if its tag has moved.
      let item = row.flatMap { Installer.Item($0.pin, force: true) } ?? Installer.Item(tool: open)
      return ask(.install([item]))
    }
    let selection = InstallSelection.missing(of: session.rows.map(\.pin))
    let left = selection.skipped.map(PlainText.skipped)
    guard !selection.items.isEmpty else { return left.isEmpty ? ["Nothing to install."] : left }
    return ask(.install(selection.items)) + left
  }
}
