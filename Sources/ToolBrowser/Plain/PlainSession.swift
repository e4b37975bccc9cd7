import BackendKit

/// A session as a conversation: it takes a line and gives lines. It knows what numbers stand for and
/// what the last words were about; everything else is the session's.
struct PlainSession {
  private var driver: SessionDriver
  /// The tools listed last, which numbers stand for.
  var listed: [ToolName] = []
  /// How many of them were said.
  var said = 0
  /// The tool that words without a name are about.
  var open: ToolName?
  /// The diff that was said last: what `write` would write.
  private(set) var shown: ChangePlan?
  /// What `yes` undoes.
  private var undoing: UndoPlan?
  /// The files outside of the project that `yes` writes.
  private var asking: [OutsideFile] = []
  private(set) var isOver = false
  /// Takes what is to be said while work goes on.
  private let sayMeanwhile: ([String]) -> Void

  init(options: SessionOptions, sayMeanwhile: @escaping ([String]) -> Void = { _ in }) {
    self.sayMeanwhile = sayMeanwhile
    driver = SessionDriver(options: options)
    _ = driver.request(.readProject)
    _ = driver.request(.readIndex)
  }

  var session: Session { driver.session }

  /// Asks the session, and says what it tells. Interrupts end what runs, not the program.
  mutating func ask(_ intent: Intent) -> [String] {
    let cancellation = Cancellation()
    let watch = SignalWatch.cancelling(cancellation)
    defer { watch?.end() }
    return perform(intent, cancellation)
  }

  private mutating func perform(_ intent: Intent, _ cancellation: Cancellation) -> [String] {
    var notices: [Notice] = []
    var spoken = SpokenProgress()
    driver.request(intent, cancellation: cancellation) { notice in
      if case .installProgressed(let running) = notice {
        let lines = spoken.lines(running)
        if !lines.isEmpty { sayMeanwhile(lines) }
      } else {
        notices.append(notice)
      }
    }
    return notices.flatMap { say($0) }
  }

  private mutating func say(_ notice: Notice) -> [String] {
    switch notice {
    case .planned(true): return diff()
    case .plannedAgain: return PlainWords.lines(notice) + diff()
    case .nothingToChange, .nothingStaged, .written: shown = nil
    case .undoPlanned(let plan): undoing = plan
    case .outside(let files): asking = files
    default: break
    }
    return PlainWords.lines(notice)
  }

  /// What is said at the start.
  func greeting() -> [String] {
    var lines = ["ocx-mise-tui, plain text. Say help for the words, quit to leave."]
    lines.append(
      "Project \(session.project?.directory ?? ""), \(count(session.rows.count, "pin")).")
    if session.index.tools.isEmpty {
      lines.append("No index yet. refresh fetches ocx.sh.")
    } else {
      for registry in session.index.registries {
        let age = registry.age.map { ", " + PlainWords.age(Age.short(seconds: $0)) } ?? ""
        lines.append("Registry \(registry.name), \(count(registry.tools.count, "tool"))\(age).")
      }
    }
    lines.append(session.options.readOnly ? "Read-only." : "Pins are written to \(targetName).")
    lines += (session.project?.problems ?? []).flatMap(PlainWords.lines)
    return lines
  }

  /// Reads again what rests on folders that have changed, and says which pins are others now.
  mutating func read(changed folders: Set<WatchedFolder>) -> [String] {
    guard !folders.isEmpty else { return [] }
    let before = session.rows.map(PlainWords.pin)
    let tools = session.index.tools.count
    // Nobody asked for it: a signal that comes meanwhile is meant for the program.
    let said = perform(.readChanged(folders), .never)
    let now = session.rows.map(PlainWords.pin)
    let lines =
      before.filter { !now.contains($0) }.map { "No longer: \($0)" }
      + now.filter { !before.contains($0) }.map { "Now: \($0)" }
    let count = session.index.tools.count
    return lines + (count == tools ? [] : ["The index lists \(self.count(count, "tool")) now."])
      + said
  }

  /// Does what a line says.
  mutating func answer(_ line: String) -> [String] {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return [] }
    let rest = Array(words.dropFirst())
    if let plan = undoing {
      undoing = nil
      return first == "yes" ? ask(.undo(plan)) : ["Left as it is."]
    }
    if !asking.isEmpty {
      let files = asking
      asking = []
      guard first == "yes" else { return ["Left as it is."] }
      return ask(.agree(files.map(\.target))) + ask(.write(shown))
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
    case "staged", "diff": return review()
    case "drop": return drop(rest.first)
    case "write": return ask(.write(shown))
    case "undo": return ask(.planLastUndo)
    case "file": return chooseFile(rest.first)
    case "install": return install()
    case "refresh": return refresh()
    default: return ["There is no word \(SafeText.clean(first)). Say help for the words."]
    }
  }

  /// The file that pins go to, as it is named to people.
  var targetName: String { session.targets.current?.name ?? "mise.toml" }

  func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// What would be written, as a diff; only what was said so can be written.
  mutating func diff() -> [String] {
    shown = session.staged.plan
    guard let plan = shown else { return [] }
    let changes = session.staged.changes.enumerated().map { index, change in
      "\(index + 1). \(PlainWords.change(change))"
    }
    return changes + PlainWords.diff(plan) + ["Say write, drop and a number, or go on."]
  }

  private mutating func quit() -> [String] {
    isOver = true
    return session.staged.isEmpty
      ? [] : ["\(count(session.staged.changes.count, "change")) not written."]
  }

  private mutating func refresh() -> [String] {
    if let open { return ask(.refresh([.tool(open)])) }
    let names = session.index.registries.map(\.source.registry)
    return ask(
      .refresh((names.isEmpty ? [ToolName.compiledDefaultRegistry] : names).map { .registry($0) }))
  }

  private mutating func install() -> [String] {
    if let open {
      let row = session.rows(of: open).first(where: \.isInForce)
      // A tool that is open was named: what has moved since is installed again.
      let item = row.flatMap { Installer.Item($0.pin, force: true) } ?? Installer.Item(tool: open)
      return ask(.install([item]))
    }
    let selection = InstallSelection.missing(of: session.rows.map(\.pin))
    let left = selection.leftOut.map(PlainWords.leftOut)
    guard !selection.items.isEmpty else { return left.isEmpty ? ["Nothing to install."] : left }
    return ask(.install(selection.items)) + left
  }
}
