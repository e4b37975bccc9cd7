import BackendKit

/// How things are said in plain text: whole sentences and words instead of marks and columns.
enum PlainWords {
  static let help = [
    "list: every tool. find WORDS: the tools that match, best first. more: the next lines.",
    "NUMBER, or show NAME: open a tool. versions, versions all: its versions, newest first.",
    "project: what the files pin. file: which file pins go to; file local, file global, file PATH.",
    "pin VERSION, pin VERSION digest: stage a pin of the open tool, such as pin 4.3.",
    "unpin, unpin NUMBER: stage that it goes. upgrade NUMBER, upgrade NUMBER major, upgrade all.",
    "staged: the changes and their diff. drop NUMBER: take one off. write: write all or none.",
    "undo: take back what was written last, also by an earlier run.",
    "install: the open tool, or all pins. refresh: the index. quit.",
  ]

  /// How old something is.
  static func age(_ short: String) -> String { short == "now" ? "new" : "\(short) old" }

  static func lines(_ problem: ErrorMessage) -> [String] {
    ["Error: \(problem.message)"] + (problem.hint.map { [$0] } ?? [])
  }

  /// One entry of a file.
  static func pin(_ row: ProjectRow) -> String {
    var parts = ["\(row.name), pin \(row.request)"]
    if let problem = row.problem { parts.append(problem) }
    if row.isInForce {
      if let resolved = row.resolved {
        parts.append("\(resolved) in force")
        parts.append(row.installed.contains(resolved) ? "installed" : "not installed")
      }
      parts.append(row.pin.state.rawValue)
    } else if let shadow = row.shadowedBy {
      parts.append("shadowed by \(shadow)")
    }
    if let latest = row.latest { parts.append("newest \(latest)") }
    parts.append("in \(row.location)")
    return parts.joined(separator: ", ")
  }

  static func change(_ staged: StagedChange) -> String {
    let key = SafeText.clean(staged.change.key)
    guard let request = staged.change.request else { return "unpin \(key)" }
    return "pin \(key) to \(SafeText.clean(request))"
  }

  /// A diff with its signs as words.
  static func diff(_ plan: ChangePlan) -> [String] {
    if plan.files.isEmpty { return ["The files say so already."] }
    return plan.files.flatMap { file in
      ["File \(SafeText.clean(file.displayPath))"]
        + file.diff.lines.compactMap { line in
          let text = SafeText.cleanLines(line.text).first ?? ""
          switch line.kind {
          case .removed: return "line \(line.old ?? 0) goes: \(text)"
          case .added: return "line \(line.new ?? 0) comes: \(text)"
          default: return nil
          }
        }
    }
  }
}
