/// `completions SHELL`: the script that a shell sources.
struct CompletionsCommand: Command {
  var shell = ShellCompletions.bash

  static let name = "completions"
  static let declaration = CommandDeclaration<Self>(
    summary: "completions for a shell, to be sourced by it",
    argument: .one(\.shell, "SHELL", "bash, zsh or fish"))

  func run(_ context: CommandContext) throws -> Int32 {
    try context.output.answer(shell.script)
    return 0
  }
}
