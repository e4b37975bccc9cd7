import BackendKit

/// `hook list-versions|install|exec-env`: one JSON request in, one JSON answer out, for Lua.
struct HookCommand {
  let hook: Hooks.Name
  /// Where the request comes from.
  var input: @Sendable () -> [UInt8] = Self.standardInput

  func run(_ context: CommandContext, cancellation: Cancellation) throws -> Int32 {
    let hooks = InstallContext(
      environment: context.environment, index: context.index, offline: context.offline,
      cancellation: cancellation,
      report: { context.output.aside($0.line + "\n") },
      nameRemedy: { $0.command })
    let answer = Hooks.answer(hook, input: input(), context: hooks)
    try context.output.answer(answer.json.compact + "\n")
    return answer.exitCode
  }

  @Sendable private static func standardInput() -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= Hooks.longestRequest {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return bytes
  }
}
