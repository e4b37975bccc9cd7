import BackendKit

/// `hook NAME`: answers a JSON request on standard input with one JSON document.
struct HookCommand: Command, Equatable {
  var hook = Hooks.Name.listVersions

  static let name = "hook"
  static let declaration = CommandDeclaration<Self>(
    summary: "answer a hook of the mise plugin",
    discussion: [
      "Reads one JSON request from standard input and writes one JSON answer to standard output.",
      "list-versions: the versions of a tool. install: install one. exec-env: its environment."
        + " list-tools: all tools. search-tools: the tools that match a text.",
    ],
    argument: .one(\.hook, "HOOK", "the hook that mise calls"),
    isForPrograms: true)

  func run(_ context: CommandContext) throws -> Int32 {
    // Before signals are caught: one that comes while the request is waited for ends the program.
    let request = context.input(Hooks.longestRequest)
    return try context.interruptible { cancellation in
      let install = InstallContext(
        environment: context.environment, index: context.index, offline: context.offline,
        cancellation: cancellation, report: { context.output.standardError($0.line + "\n") },
        nameRemedy: { $0.command })
      let answer = Hooks.answer(hook, input: request, context: install)
      try context.output.standardOutput(answer.json.compact + "\n")
      return answer.exitCode
    }
  }
}

extension Hooks.Name: CommandLineValue {}
