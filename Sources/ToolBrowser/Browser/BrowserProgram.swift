import BackendKit

/// The browser as a program: from what the command line says to an exit status.
struct BrowserProgram {
  let options: BrowserOptions
  /// The absolute path of a script to play instead of a person.
  let script: String?
  /// Where the names of what a script dumps start from.
  let folder: String
  /// The screen of a script.
  let size: Size
  let plain: Bool
  let colours: Bool

  /// The browser of a command line; with a demo, on that. Files that the command line and its
  /// script name are the user's in both cases.
  init(arguments: BrowserArguments, context: CommandContext, demo: Demo? = nil) {
    let environment = demo?.environment ?? context.environment
    let settings = Settings.load(environment)
    options = BrowserOptions(
      session: SessionOptions(
        environment: environment, projectDirectory: demo?.project ?? context.projectDirectory,
        indexOverride: demo?.index.path ?? context.indexOverride,
        offline: demo != nil || context.offline, isDemo: demo != nil,
        readOnly: arguments.readOnly || settings.readOnly == true,
        jobs: settings.jobs ?? Installer.defaultJobs),
      ascii: arguments.ascii || settings.ascii == true,
      theme: arguments.theme ?? settings.theme.flatMap(Theme.named) ?? .terminal,
      mouse: !arguments.noMouse && settings.mouse != false,
      opener: ["xdg-open", "open"].lazy.compactMap {
        ExecutableSearch.find($0, in: environment)
      }.first,
      settings: settings,
      settingsProblems: settings.allProblems(environment))
    script = arguments.script.map(context.path)
    folder = context.environment.workingDirectory
    size = arguments.size ?? Size(columns: 80, rows: 24)
    plain = arguments.plain || environment["TERM"] == "dumb"
    colours =
      switch context.colour {
      case .never: false
      case .always: true
      case .auto: environment["NO_COLOR"] == nil
      }
  }

  /// Runs until the person, the script or the system ends it.
  func run() throws -> Int32 {
    if !options.readOnly {
      // What a crash left half written is mended before anything is read. Where that fails, the
      // next change says why.
      try? Changes(environment: options.environment).recover()
    }
    if script != nil || plain {
      // Without a screen of its own to say so.
      for problem in options.settingsProblems {
        let hint = problem.hint.map { " (\($0))" } ?? ""
        try? StandardStream.error.write("warning: \(SafeText.clean(problem.message + hint))\n")
      }
    }
    if let script { return try play(script) }
    if plain { return try PlainBrowser(options: options.session).run() }
    let terminal = try NcursesTerminal(
      .init(theme: options.theme, colours: colours, mouse: options.mouse))
    defer { terminal.close() }
    var options = options
    if !terminal.isUTF8 { options.ascii = true }
    let end = try show(options, on: terminal)
    terminal.close()
    return status(of: end)
  }

  /// Plays a script without a terminal; what it dumps goes to files, or to standard output.
  private func play(_ script: String) throws -> Int32 {
    let steps = try ScriptStep.parse(try Files.readText(script))
    let terminal = try HeadlessTerminal(
      size: size, steps: steps, theme: options.theme, depth: colours ? .many : .none
    ) { file, text in
      if file == "-" {
        try StandardStream.output.write(text)
      } else {
        try Files.writeAtomically(Paths.absolute(file, from: folder), Array(text.utf8))
      }
    }
    return status(of: try show(options, on: terminal))
  }

  private func show(_ options: BrowserOptions, on terminal: any Terminal) throws -> LoopEnd {
    let bindings = options.settings.keyBindings(options.environment)
    var app = BrowserApp(state: State(options: options, bindings: bindings, size: terminal.size))
    let effects = EffectHandler(options: options.session) { terminal.copy($0) }
    return try runLoop(&app, on: terminal, perform: effects.perform)
  }

  private func status(of end: LoopEnd) -> Int32 {
    switch end {
    case .exit(let status): status
    case .terminal(.scriptDone): 0
    // As a shell reports a program that the signal ended.
    case .terminal(.signal(let number)): 128 + number
    case .terminal(.hangup): 128 + SIGHUP
    }
  }
}
