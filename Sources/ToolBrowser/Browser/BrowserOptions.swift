import BackendKit

/// The browser's options from command line and settings. The session's options are accessible as
/// members of it.
@dynamicMemberLookup
struct BrowserOptions: Sendable {
  /// Where the session works, and what it may do.
  var session: SessionOptions
  /// `--ascii`, or a locale without UTF-8.
  var ascii = false
  /// `--theme`.
  var theme = Theme.terminal
  /// The opposite of `--no-mouse`.
  var mouse = true
  /// Seconds that the local time is ahead of UTC.
  var utcOffset: Int64 = 0
  /// The settings of the settings file.
  var settings = Settings()
  /// The keys, with those of the settings.
  var bindings = KeyBindings()
  /// Settings that have no effect, shown at the start.
  var settingsProblems: [SettingsProblem] = []

  subscript<Value>(dynamicMember path: WritableKeyPath<SessionOptions, Value>) -> Value {
    get { session[keyPath: path] }
    set { session[keyPath: path] = newValue }
  }
}

extension BrowserOptions {
  /// The options given by command line and settings; for a demo, with its folders.
  init(_ arguments: BrowserArguments, _ context: CommandContext, _ demo: Demo?) {
    let environment = demo?.environment ?? context.environment
    let settings = Settings.load(environment)
    let bindings = settings.keyBindings(environment)
    self.init(
      session: SessionOptions(
        environment: environment, projectDirectory: demo?.project ?? context.projectDirectory,
        indexOverride: demo?.index.path ?? context.indexOverride,
        offline: demo != nil || context.offline, isDemo: demo != nil,
        readOnly: arguments.readOnly || settings.readOnly == true,
        jobs: settings.jobs ?? Installer.defaultJobs),
      ascii: arguments.ascii || settings.ascii == true,
      theme: arguments.theme ?? settings.theme.flatMap(Theme.named) ?? .terminal,
      mouse: !arguments.noMouse && settings.mouse != false,
      utcOffset: Clock.utcOffset,
      settings: settings,
      bindings: bindings,
      settingsProblems: settings.allProblems(environment, bindings))
  }
}
