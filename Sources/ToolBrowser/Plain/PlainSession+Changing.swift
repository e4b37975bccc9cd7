import BackendKit

extension PlainSession {
  /// `pin [VERSION] [digest]`, for the open tool.
  mutating func pin(_ words: [String]) -> [String] {
    guard let open else { return [Self.noneIsOpen] }
    let version = words.first { $0 != "digest" }
    return ask(
      .pin(
        ToolRequest(tool: open, version: version),
        at: PinTarget(tool: open, scope: session.targets.scope),
        withDigest: words.contains("digest")))
  }

  /// `unpin [NUMBER …]`: lines of `project`, else the open tool.
  mutating func unpin(_ words: [String]) -> [String] {
    guard let rows = rows(words) else { return [Self.numbers("unpin")] }
    return ask(.unpin(rows.map(\.id)))
  }

  /// `upgrade all` or `upgrade [NUMBER …]`, up to a level: `within`, `patch`, `minor` or `major`.
  mutating func upgrade(_ words: [String]) -> [String] {
    let level = words.lazy.compactMap(UpgradeLevel.init(rawValue:)).first ?? .standard
    if words.first == "all" {
      return ask(.upgrade(session.rows.filter(\.pin.counts).map(\.pin), to: level))
    }
    guard let rows = rows(words.filter { UpgradeLevel(rawValue: $0) == nil }) else {
      return [Self.numbers("upgrade", "or upgrade all")]
    }
    return ask(.upgrade(rows.map(\.pin), to: level))
  }

  static func numbers(_ command: String, _ also: String? = nil) -> String {
    "Type \(command) and numbers of the project list" + (also.map { ", \($0)." } ?? ".")
  }

  /// The entries with these numbers, without any that of the open tool; nil if there is none.
  func rows(_ words: [String]) -> [ProjectRow]? {
    guard !words.isEmpty else {
      return session.rows.first { $0.tool == open && $0.tool != nil && $0.isInForce }.map { [$0] }
    }
    let rows = words.compactMap { word -> ProjectRow? in
      guard let number = Int(word), session.rows.indices.contains(number - 1) else { return nil }
      return session.rows[number - 1]
    }
    return rows.count == words.count ? rows : nil
  }

  /// Shows the current diff of the staged changes.
  mutating func review() -> [String] {
    guard !session.staged.isEmpty else { return ["Nothing is staged."] }
    let reported = ask(.reviewStaged)
    return reported.isEmpty ? diff() : reported
  }

  /// `drop NUMBER`.
  mutating func drop(_ word: String?) -> [String] {
    guard let number = word.flatMap(Int.init),
      session.staged.changes.indices.contains(number - 1)
    else { return ["Type drop and a number of the staged list."] }
    let reported = ask(.drop(number - 1))
    return session.staged.isEmpty ? ["Nothing is staged."] : reported
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
      return ask(.chooseFile(session.options.path(typed: path)))
    }
  }
}
