import BackendKit

extension PlainSession {
  /// `pin [VERSION] [digest]`, for the open tool.
  mutating func pin(_ words: [String]) -> [String] {
    guard let open else { return ["No tool is open. Type show and a number or a name."] }
    let version = words.first { $0 != "digest" }
    return ask(
      .pin(
        ToolRequest(tool: open, version: version),
        at: PinTarget(tool: open, scope: session.targets.scope),
        withDigest: words.contains("digest")))
  }

  /// `unpin [NUMBER]`: a line of `project`, else the open tool.
  mutating func unpin(_ word: String?) -> [String] {
    guard let row = row(word) else { return ["Type unpin and a number of the project list."] }
    return ask(.unpin([row.id]))
  }

  /// `upgrade all` or `upgrade [NUMBER]`, up to a level: `within`, `patch`, `minor` or `major`.
  mutating func upgrade(_ words: [String]) -> [String] {
    let level = words.lazy.compactMap(UpgradeLevel.init(rawValue:)).first ?? .standard
    if words.first == "all" {
      return ask(.upgrade(session.rows.filter(\.pin.counts).map(\.pin), to: level))
    }
    guard let row = row(words.first { Int($0) != nil }) else {
      return ["Type upgrade and a number of the project list, or upgrade all."]
    }
    return ask(.upgrade([row.pin], to: level))
  }

  private func row(_ word: String?) -> ProjectRow? {
    if let word {
      guard let number = Int(word), session.rows.indices.contains(number - 1) else { return nil }
      return session.rows[number - 1]
    }
    return session.rows.first { $0.tool == open && $0.tool != nil && $0.isInForce }
  }

  /// Shows the current diff of the staged changes.
  mutating func review() -> [String] {
    guard !session.staged.isEmpty else { return ["Nothing is staged."] }
    let said = ask(.reviewStaged)
    return said.isEmpty ? diff() : said
  }

  /// `drop NUMBER`.
  mutating func drop(_ word: String?) -> [String] {
    guard let number = word.flatMap(Int.init),
      session.staged.changes.indices.contains(number - 1)
    else { return ["Type drop and a number of the staged list."] }
    let said = ask(.drop(number - 1))
    return session.staged.isEmpty ? ["Nothing is staged."] : said
  }

  /// `file [project|local|global|PATH]`.
  mutating func chooseFile(_ word: String?) -> [String] {
    switch word {
    case nil:
      return session.targets.all.map { "\($0.fullName), \($0.note)" } + [
        "Pins are written to \(targetName)."
      ]
    case "project": return ask(.chooseScope(.project))
    case "local": return ask(.chooseScope(.local))
    case "global": return ask(.chooseScope(.global))
    case let path?:
      let options = session.options
      return ask(.chooseFile(Paths.absolute(path, from: options.projectDirectory)))
    }
  }
}
