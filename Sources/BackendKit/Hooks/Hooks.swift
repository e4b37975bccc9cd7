/// What mise's backend hooks ask, answered: one request, one answer (cli.md, "JSON").
///
/// Nothing here prints: warnings and progress go to the context's `report`.
public enum Hooks {
  /// The three hooks, by the names that the command line has for them.
  public enum Name: String, CaseIterable, Sendable {
    case listVersions = "list-versions"
    case install
    case execEnv = "exec-env"
  }

  /// What a hook says on its way.
  public enum Note: Hashable, Sendable {
    /// Something that the user should know, though there is an answer.
    case warning(String)
    /// What is being done now.
    case progress(String)

    /// The note as a line for standard error.
    public var line: String {
      switch self {
      case .warning(let text): "warning: " + text
      case .progress(let text): text
      }
    }
  }

  /// What the hooks work on.
  public struct Context: Sendable {
    /// The variables and folder of this process.
    public var environment: Environment
    /// The index of the user.
    public var index: IndexCollection
    /// Whether `--offline` was given; the variables are looked at as well.
    public var offline: Bool
    /// Ends the work.
    public var cancellation: Cancellation
    /// Gets notes as they come, cleaned; called from any thread.
    public var report: @Sendable (Note) -> Void

    /// A context on the index that OCX itself would use, unless another is given.
    public init(
      environment: Environment, index: IndexCollection? = nil, offline: Bool = false,
      cancellation: Cancellation = .never, report: @escaping @Sendable (Note) -> Void = { _ in }
    ) {
      self.environment = environment
      self.index = index ?? IndexCollection.locate(override: nil, environment: environment)
      self.offline = offline
      self.cancellation = cancellation
      self.report = report
    }
  }

  /// What a hook call ends in: one JSON document for standard output, and the exit status.
  public struct Answer: Sendable {
    /// The answer, or `{"error":{…}}`.
    public let json: JSONValue
    /// 0, or the failure's own.
    public let exitCode: Int32
  }

  /// Answers one call: reads the request, does the work, and turns a failure into an answer.
  public static func answer(_ hook: Name, input: [UInt8], context: Context) -> Answer {
    do throws(HookFailure) {
      let request = try HookRequest(input)
      let json: JSONValue =
        switch hook {
        case .listVersions:
          [
            "versions": JSONValue(
              try listVersions(ListRequest(request, context.environment), context))
          ]
        case .install: try install(InstallRequest(request, context.environment), context).json
        case .execEnv: execEnvJSON(try execEnv(EnvRequest(request, context.environment), context))
        }
      return Answer(json: json, exitCode: 0)
    } catch {
      return Answer(json: error.json, exitCode: error.code.exitCode)
    }
  }

  private static func execEnvJSON(_ variables: [Receipt.Variable]) -> JSONValue {
    [
      "env_vars": .array(
        variables.map { ["key": .string($0.key), "value": .string($0.value)] })
    ]
  }
}

extension Failure {
  /// `{"error":{"code":…,"message":…,"hint":…}}` (cli.md, "JSON"); no hint where there is none.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("code", .string(code.rawValue)), ("message", .string(message)),
    ]
    if let hint { members.append(("hint", .string(hint))) }
    return ["error": .object(members)]
  }
}
