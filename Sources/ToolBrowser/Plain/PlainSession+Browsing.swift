import BackendKit

extension PlainSession {
  /// How many lines of a list are printed at once.
  private static let page = 20

  /// Lists the tools, best match first where there is a query.
  mutating func list(_ query: String) -> [String] {
    let candidates = session.index.tools.map { record in
      FuzzyMatcher.Candidate(
        record.tool, title: record.summary?.title, keywords: record.summary?.keywords ?? [])
    }
    listed = FuzzyMatcher.rank(query: query, among: candidates).map {
      session.index.tools[$0.index].tool
    }
    printedCount = 0
    open = nil
    guard !listed.isEmpty else {
      if session.index.tools.isEmpty { return ["No index yet. refresh fetches ocx.sh."] }
      let names = session.index.tools.map { Paths.lastComponent($0.name) }
      let near = Suggestions.near(query, among: names)
      return ["Nothing matches \(SafeText.clean(query))."]
        + (near.isEmpty ? [] : ["Nearest: \(near.joined(separator: ", "))."])
    }
    return [count(listed.count, "tool") + "."] + more()
  }

  /// The next page of the list.
  mutating func more() -> [String] {
    let page = listed.dropFirst(printedCount).prefix(PlainSession.page)
    var lines: [String] = []
    for tool in page {
      printedCount += 1
      let record = session.index[tool]
      var parts = ["\(printedCount). \(SafeText.clean(tool.repository))"]
      if let title = record?.summary?.title, !title.isEmpty { parts.append(title) }
      if let latest = record?.summary?.latest { parts.append("newest \(latest)") }
      if let summary = record?.summary, summary.status != .active {
        parts.append(summary.status.rawValue)
      }
      if record?.problem != nil { parts.append("cannot be read") }
      for row in session.rows where row.tool == tool {
        parts.append("pinned \(row.request) in \(row.location)")
      }
      lines.append(parts.joined(separator: ", "))
    }
    if printedCount < listed.count {
      lines.append("\(listed.count - printedCount) more: type more.")
    }
    return lines.isEmpty ? ["That is all."] : lines
  }

  /// Opens a tool by its number in the list.
  mutating func show(number: Int) -> [String] {
    guard listed.indices.contains(number - 1) else {
      return ["There is no number \(number) in the list. Type list or find."]
    }
    open = listed[number - 1]
    return details()
  }

  /// Opens a tool by its number or name; without either, shows the open one.
  mutating func show(_ word: String?) -> [String] {
    guard let word else { return details() }
    if let number = Int(word) { return show(number: number) }
    do {
      let tool = try ToolName(
        parsing: word,
        defaultRegistry: ToolName.defaultRegistry(environment: session.options.environment))
      guard session.index[tool] == nil else {
        open = tool
        return details()
      }
      // The last part of a name is enough where only one tool has it.
      let called = session.index.tools.filter { $0.name.split(separator: "/").last ?? "" == word }
      guard let one = called.first else { return ["The index has no \(tool)."] }
      guard called.count == 1 else {
        return ["Several tools are called that. Say show and one of them:"]
          + called.map(\.tool.description)
      }
      open = one.tool
      return details()
    } catch {
      return PlainText.lines(ErrorMessage(error))
    }
  }

  private func details() -> [String] {
    guard let open else { return [Self.noneIsOpen] }
    guard let record = session.index[open] else { return ["The index has no \(open)."] }
    guard let summary = record.summary else { return record.problem.map(PlainText.lines) ?? [] }
    var lines = [record.tool.description]
    if !summary.title.isEmpty { lines.append(summary.title) }
    if !summary.text.isEmpty { lines.append(summary.text) }
    if summary.status != .active {
      lines.append(summary.status.rawValue + (summary.statusNote.map { ": \($0)" } ?? ""))
    }
    if !summary.keywords.isEmpty {
      lines.append("Keywords: " + summary.keywords.joined(separator: ", "))
    }
    if let upstream = summary.upstream { lines.append("Upstream: \(upstream)") }
    lines.append("From: \(summary.repository)")
    if let latest = summary.latest { lines.append("Newest: \(latest)") }
    lines += session.rows.filter { $0.tool == open }.map { "Pinned: " + PlainText.pin($0) }
    lines.append("Type versions, pin, unpin, upgrade or install.")
    return lines
  }

  /// The versions of the open tool, newest first.
  mutating func versions(all: Bool) -> [String] {
    guard let open else { return [Self.noneIsOpen] }
    guard let summary = session.index[open]?.summary else { return ["The index has no \(open)."] }
    let table = VersionTable(tool: open, list: summary.list)
    let problems = ask(.inspect(open, digests: table.digests))
    let inspection = session.inspections[open]
    let rows = all ? table.all : table.usual
    return problems
      + rows.map { row in
        var parts = [row.version]
        if !row.aliases.isEmpty { parts.append("also " + row.aliases.joined(separator: " ")) }
        if let age = Age.short(since: row.observed, now: session.options.clock()) {
          parts.append(age == "now" ? "first seen just now" : "first seen \(age) ago")
        }
        if let answer = inspection?.platforms[row.digest] {
          parts.append(answer.fitsHost ? "runs here" : "does not run here")
        }
        if inspection?.installs[row.version] != nil { parts.append("installed") }
        if let yank = row.yank { parts.append(yank.isEmpty ? "yanked" : "yanked: \(yank)") }
        if row.isEphemeral { parts.append("ephemeral: its publisher may delete it") }
        return parts.joined(separator: ", ")
      }
  }

  /// Every entry of the project's files.
  func pins() -> [String] {
    guard !session.rows.isEmpty else {
      return session.project?.hasFiles == true
        ? ["No ocx: tool is pinned here."]
        : ["No mise.toml in this folder or above. pin creates \(targetName)."]
    }
    return session.rows.enumerated().map { "\($0.offset + 1). \(PlainText.pin($0.element))" }
      + (session.project?.refusals ?? []).flatMap(PlainText.refusal)
  }
}
