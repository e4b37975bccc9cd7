import BackendKit

/// What can be read: registries, a readme, one version, and what happened so far.
extension PlainSession {
  static let noneIsOpen = "No tool is open. Type show and a number or a name."

  /// Every registry, with its size and the age of its index.
  func registries() -> [String] {
    let registries = session.index.registries
    guard !registries.isEmpty else { return ["No index yet. refresh fetches ocx.sh."] }
    return registries.map { registry in
      let age = registry.age.map { ", " + PlainText.age(Age.short(seconds: $0)) } ?? ""
      let problem = registry.problem.map { ", " + $0.message } ?? ""
      return "Registry \(registry.name), \(count(registry.tools.count, "tool"))\(age)\(problem)."
    }
  }

  /// The readme of the open tool, without its markup.
  mutating func readme() -> [String] {
    guard let open else { return [Self.noneIsOpen] }
    let problems = inspect(open)
    let inspection = session.inspections[open]
    if let problem = inspection?.problem { return problems + PlainText.lines(problem) }
    let readme = inspection?.readme ?? []
    guard !readme.isEmpty else { return problems + ["The index has no readme of \(open)."] }
    let lines = Markdown.lines(readme, columns: 80, glyphs: .ascii)
    return problems + lines.map { $0.map(\.text).joined() }
  }

  /// `version VERSION`: everything known about one version of the open tool.
  mutating func version(_ name: String?) -> [String] {
    guard let open else { return [Self.noneIsOpen] }
    guard let name else { return ["Type version and one of the versions."] }
    guard let list = session.index[open]?.summary?.list else {
      return ["The index has no \(open)."]
    }
    let table = VersionTable(tool: open, list: list)
    // A tag that moves is shown as the version that it means now.
    guard
      let row = (table.usual + table.all).first(where: {
        $0.version == name || $0.aliases.contains(name)
      })
    else {
      return ["\(open) has no version \(SafeText.clean(name)). Type versions all."]
    }
    let problems = ask(.inspect(open, digests: table.digests))
    let inspection = session.inspections[open]
    var lines = ["\(open) \(row.version)", "Digest: \(row.digest)"]
    if !row.aliases.isEmpty { lines.append("Also: " + row.aliases.joined(separator: ", ")) }
    if let platforms = inspection?.platforms[row.digest] {
      lines.append("Runs on: " + PlatformGroups.text(platforms.names))
    }
    if let path = inspection?.installs[row.version] {
      lines.append("Installed in: " + SafeText.clean(path))
    }
    if inspection?.moved.contains(row.version) == true {
      lines.append("Its tag has moved since it was installed.")
    }
    if let yank = row.yank { lines.append(yank.isEmpty ? "Yanked." : "Yanked: \(yank)") }
    // The line that other programs take.
    lines.append("Name: \(open.key)@\(row.version)")
    return problems + lines
  }

  /// What happened so far.
  func log() -> [String] { history.isEmpty ? ["Nothing has happened yet."] : history }

  private mutating func inspect(_ tool: ToolName) -> [String] {
    guard let list = session.index[tool]?.summary?.list else { return [] }
    return ask(.inspect(tool, digests: VersionTable(tool: tool, list: list).digests))
  }
}
