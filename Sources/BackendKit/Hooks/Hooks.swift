import Synchronization

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

  /// The most bytes of a request: names and versions are short.
  public static let longestRequest = 1 << 20

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
    /// Seconds for bringing the index up to date (design D3).
    var refreshLimit = 10.0
    /// Seconds for asking the registry where the index has nothing: mise waits twenty in all.
    var remoteLimit = 8.0

    /// A context on the index that OCX itself would use, unless another is given.
    public init(
      environment: Environment, index: IndexCollection? = nil, offline: Bool = false,
      cancellation: Cancellation = .never, report: @escaping @Sendable (Note) -> Void = { _ in }
    ) {
      let index = index ?? IndexCollection.locate(override: nil, environment: environment)
      self.environment = environment.usingIndex(index)
      self.index = index
      // What mise forbids its own downloads, it forbids those of its plugin.
      self.offline = offline || environment.isTrue("MISE_OFFLINE")
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
  ///
  /// The notes stand in the answer too, as `log`: mise drops what a successful command says on
  /// standard error (contracts/run.md).
  public static func answer(_ hook: Name, input: [UInt8], context: Context) -> Answer {
    let notes = NoteCollector(passingTo: context.report)
    var context = context
    context.report = { notes.take($0) }
    do throws(HookFailure) {
      let members = try members(of: hook, HookRequest(input), context)
      return Answer(json: .object(members + notes.members), exitCode: 0)
    } catch {
      let members = error.jsonMembers + notes.members
      return Answer(json: .object(members), exitCode: error.code.exitCode)
    }
  }

  private static func members(
    of hook: Name, _ request: HookRequest, _ context: Context
  ) throws(HookFailure) -> [(String, JSONValue)] {
    switch hook {
    case .listVersions:
      let versions = try listVersions(ListRequest(request, context.environment), context)
      return [("versions", JSONValue(versions))]
    case .install:
      let installed = try install(VersionRequest(request, context.environment), context)
      return [
        ("identifier", .string(installed.identifier.description)),
        ("package", .string(installed.packageRoot)),
      ]
    case .execEnv:
      let variables = try execEnv(VersionRequest(request, context.environment), context)
      return [("env_vars", Receipt.json(variables))]
    }
  }
}

/// Keeps the notes of one call, from any thread, and passes each on: the latest ones, for a
/// variable can have ocx trace all that it does.
private final class NoteCollector: Sendable {
  private static let most = 100
  private let notes = Mutex<[Hooks.Note]>([])
  private let next: @Sendable (Hooks.Note) -> Void

  init(passingTo next: @escaping @Sendable (Hooks.Note) -> Void) { self.next = next }

  func take(_ note: Hooks.Note) {
    notes.withLock { notes in
      if notes.count == Self.most { notes.removeFirst() }
      notes.append(note)
    }
    next(note)
  }

  /// `log`, where there is anything to say.
  var members: [(String, JSONValue)] {
    let lines = notes.withLock { notes in
      notes.map { note -> JSONValue in
        switch note {
        case .warning(let text): ["level": "warn", "message": .string(text)]
        case .progress(let text): ["level": "info", "message": .string(text)]
        }
      }
    }
    return lines.isEmpty ? [] : [("log", .array(lines))]
  }
}

extension Failure {
  /// `{"error":{"code":…,"message":…,"hint":…}}` (cli.md, "JSON"); no hint where there is none.
  public var json: JSONValue { .object(jsonMembers) }

  /// The members of that document.
  var jsonMembers: [(String, JSONValue)] {
    let members: [(String, JSONValue?)] = [
      ("code", .string(code.rawValue)), ("message", .string(message)),
      ("hint", hint.map(JSONValue.string)),
    ]
    return [("error", .object(members.compactMap { key, value in value.map { (key, $0) } }))]
  }
}
