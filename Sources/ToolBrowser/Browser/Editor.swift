import BackendKit

/// The user's editor: `VISUAL`, else `EDITOR`, else the first of a few that is on PATH.
struct Editor: Hashable, Sendable {
  /// Arguments for a shell, as other programs read both variables: `code --wait`.
  let words: String

  static let missing = ErrorMessage(
    message: "There is no editor.", hint: "Set VISUAL or EDITOR.")
  static let notStarted = ErrorMessage(message: "The editor could not be started.")

  init?(_ environment: Environment) {
    guard
      let words = environment["VISUAL"] ?? environment["EDITOR"]
        ?? ["vi", "nano", "vim"].first(where: {
          ExecutableSearch.find($0, in: environment) != nil
        })
    else { return nil }
    self.words = words
  }

  /// The command that opens a file, by its absolute path, at a line (counted from 1).
  func command(file: String, line: Int, _ environment: Environment) -> ProcessRunner.Command {
    ProcessRunner.Command(
      executable: "/bin/sh",
      arguments: ["-c", words + " \"$@\"", "editor"] + arguments(file, line),
      environment: environment.variables)
  }

  private func arguments(_ file: String, _ line: Int) -> [String] {
    let program = Paths.lastComponent(String(words.prefix { $0 != " " }))
    switch program {
    case "code", "codium", "code-insiders": return ["--goto", "\(file):\(line)"]
    case "hx", "helix", "subl", "zed": return ["\(file):\(line)"]
    default: return ["+\(line)", file]
    }
  }
}
