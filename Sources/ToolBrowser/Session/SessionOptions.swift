import BackendKit

/// Where a session works, and what it may do there.
struct SessionOptions: Sendable {
  /// The variables and the working directory of this process.
  var environment: Environment
  /// Where mise's file search starts, absolute.
  var projectDirectory: String
  /// `--index`, absolute.
  var indexOverride: String?
  /// `--offline`: nothing asks the network.
  var offline = false
  /// `demo`: there is neither a network nor `ocx`.
  var isDemo = false
  /// `--read-only`: nothing is written or installed.
  var readOnly = false
  /// Whether everything that needs the network is refused at once while offline. Interactive faces
  /// do that; a command tries, and reports for each item whether it worked without the network.
  var refusesOffline = true
  /// How many ocx processes install concurrently.
  var jobs = Installer.defaultJobs
  /// Seconds since 1970.
  var clock: @Sendable () -> Int64 = { Clock.now }
  /// The platform that versions should run on; nil for this machine.
  var host: Platform?
}

extension SessionOptions {
  /// The absolute path of a file that was typed, as a person types it.
  func path(typed: String) -> String {
    let path = typed.hasPrefix("~/") ? environment.home + typed.dropFirst() : typed
    return Paths.absolute(path, from: projectDirectory)
  }

  /// Why intents of this kind are refused; nil if they are not.
  func refusal(of intent: Intent) -> Refusal? {
    switch intent {
    case .refresh: return networkRefusal
    case .install, .upgrade(_, to: .within): return networkRefusal ?? (readOnly ? .readOnly : nil)
    case .pin, .pinNewest, .unpin, .unpinTool, .upgrade, .write, .writeUnseen, .planUndo, .undo,
      .undoUnseen:
      return readOnly ? .readOnly : nil
    case .readIndex, .readProject, .readChanged, .inspect, .reviewStaged, .drop, .chooseScope,
      .chooseFile, .agree,
      .cancel, .cancelItem:
      return nil
    }
  }

  private var networkRefusal: Refusal? {
    if isDemo { return .demo }
    return offline && refusesOffline ? .offline : nil
  }
}

/// Why a session refuses an intent.
enum Refusal: UserFacingError, Hashable {
  case readOnly, offline, demo

  var code: FailureCode { .policy }

  var message: String {
    switch self {
    case .readOnly: "This session is read-only."
    case .offline: "This session is offline."
    case .demo: "The demo has no network and no ocx."
    }
  }

  var hint: String? {
    switch self {
    case .readOnly: "Start it without --read-only."
    case .offline: "Start it without --offline."
    case .demo: "Outside the demo it works: start ocx-mise-tui in a project."
    }
  }
}
