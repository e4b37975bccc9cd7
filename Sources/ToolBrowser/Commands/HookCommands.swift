import BackendKit

/// `hook list-versions`.
struct ListVersionsHookCommand: Command {
  static let name = "hook " + Hooks.Name.listVersions.rawValue
  static let declaration = CommandDeclaration<Self>(
    hookSummary: "the versions of a tool, for mise's list hook")

  func run(_ context: CommandContext) throws -> Int32 { try context.answer(.listVersions) }
}

/// `hook install`.
struct InstallHookCommand: Command {
  static let name = "hook " + Hooks.Name.install.rawValue
  static let declaration = CommandDeclaration<Self>(
    hookSummary: "install a tool, for mise's install hook")

  func run(_ context: CommandContext) throws -> Int32 { try context.answer(.install) }
}

/// `hook exec-env`.
struct ExecEnvHookCommand: Command {
  static let name = "hook " + Hooks.Name.execEnv.rawValue
  static let declaration = CommandDeclaration<Self>(
    hookSummary: "the environment of a tool, for mise's exec-env hook")

  func run(_ context: CommandContext) throws -> Int32 { try context.answer(.execEnv) }
}

/// `hook list-tools`.
struct ListToolsHookCommand: Command {
  static let name = "hook " + Hooks.Name.listTools.rawValue
  static let declaration = CommandDeclaration<Self>(
    hookSummary: "the tools that there are, for mise's search and completion")

  func run(_ context: CommandContext) throws -> Int32 { try context.answer(.listTools) }
}

/// `hook search-tools`.
struct SearchToolsHookCommand: Command {
  static let name = "hook " + Hooks.Name.searchTools.rawValue
  static let declaration = CommandDeclaration<Self>(
    hookSummary: "the tools that match a text, for the same")

  func run(_ context: CommandContext) throws -> Int32 { try context.answer(.searchTools) }
}

extension CommandDeclaration {
  fileprivate init(hookSummary summary: String) {
    self.init(
      summary: summary,
      discussion: ["Takes one JSON request on standard input, gives one JSON answer."],
      isForPrograms: true)
  }
}

extension CommandContext {
  /// Answers the one JSON request on standard input with one JSON document.
  fileprivate func answer(_ hook: Hooks.Name) throws -> Int32 {
    try interruptible { cancellation in
      let context = InstallContext(
        environment: environment, index: index, offline: offline, cancellation: cancellation,
        report: { output.aside($0.line + "\n") }, nameRemedy: { $0.command })
      let answer = Hooks.answer(hook, input: input(Hooks.longestRequest), context: context)
      try output.answer(answer.json.compact + "\n")
      return answer.exitCode
    }
  }
}
