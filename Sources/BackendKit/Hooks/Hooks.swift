/// Answers mise's backend hooks: one request, one answer (docs/cli.md, "JSON").
///
/// Nothing is printed: warnings and progress go to the context's `report`.
package enum Hooks {
  /// The hooks, by their names on the command line.
  package enum Name: String, CaseIterable, Sendable {
    case listVersions = "list-versions"
    case install
    case execEnv = "exec-env"
    case listTools = "list-tools"
    case searchTools = "search-tools"
  }

  /// The maximum number of bytes of a request.
  package static let longestRequest = 1 << 20

  /// The result of a hook call: a JSON document for standard output, and the exit status.
  package struct Answer: Sendable {
    /// The answer, or `{"error":{…}}`.
    package let json: JSONValue
    /// 0, or the code of the failure.
    package let exitCode: Int32
  }

  /// Answers one call, including failures.
  ///
  /// The answer includes the notes as `log`, because mise drops what a successful command writes to
  /// standard error (docs/real-programs.md).
  package static func answer(_ hook: Name, input: [UInt8], context: InstallContext) -> Answer {
    let notes = NoteCollector(passingTo: context.report)
    var context = context
    context.report = { notes.add($0) }
    do throws(InstallFailure) {
      let members = try members(of: hook, HookRequest(input), context)
      return Answer(json: .object(members + notes.members), exitCode: 0)
    } catch {
      let members = error.jsonMembers(naming: context.nameRemedy) + notes.members
      return Answer(json: .object(members), exitCode: error.code.exitCode)
    }
  }

  private static func members(
    of hook: Name, _ request: HookRequest, _ context: InstallContext
  ) throws(InstallFailure) -> [(String, JSONValue)] {
    switch hook {
    case .listVersions:
      let versions = try listVersions(ListRequest(request, context.environment), context)
      return [("versions", JSONValue(versions))]
    case .install:
      let installed = try install(InstallRequest(request, context.environment), context)
      return [("identifier", .string(installed.description))]
    case .execEnv:
      let variables = try execEnv(InstallRequest(request, context.environment), context)
      return [
        (
          "env_vars",
          .array(variables.map { ["key": .string($0.key), "value": .string($0.value)] })
        )
      ]
    case .listTools:
      return [("tools", .array(try listTools(context).map(\.json)))]
    case .searchTools:
      return [("tools", .array(try searchTools(request.query, context).map(\.json)))]
    }
  }
}
