/// `completions SHELL`: a script for a shell to source.
struct CompletionsCommand: Command, Equatable {
  var shell = ShellCompletions.bash

  static let name = "completions"
  static let declaration = CommandDeclaration<Self>(
    summary: "shell completions, to be sourced",
    argument: .one(\.shell, "SHELL", "bash, zsh or fish"))

  func run(_ context: CommandContext) throws -> Int32 {
    try context.output.standardOutput(shell.script)
    return 0
  }
}
