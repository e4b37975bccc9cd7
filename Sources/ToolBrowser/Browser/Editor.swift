import BackendKit

/// The user's editor: `VISUAL`, else `EDITOR`, else the first of a few that is on PATH.
struct Editor: Hashable, Sendable {
  /// Words for a shell, as both variables are read everywhere: `code --wait`.
  let words: String

  init?(_ environment: Environment) {
    let usual = ["vi", "nano", "vim"].first { ExecutableSearch.find($0, in: environment) != nil }
    guard let words = environment["VISUAL"] ?? environment["EDITOR"] ?? usual else { return nil }
    self.words = words
  }

  /// Opens a file, by its absolute path, at a line from 1 on.
  func command(file: String, line: Int, _ environment: Environment) -> ProcessRunner.Command {
    ProcessRunner.Command(
      executable: "/bin/sh", arguments: ["-c", words + " \"$@\"", "editor"] + place(file, line),
      environment: environment.variables)
  }

  private func place(_ file: String, _ line: Int) -> [String] {
    let program = Paths.lastComponent(String(words.prefix { $0 != " " }))
    switch program {
    case "code", "codium", "code-insiders": return ["--goto", "\(file):\(line)"]
    case "hx", "helix", "subl", "zed": return ["\(file):\(line)"]
    default: return ["+\(line)", file]
    }
  }
}
