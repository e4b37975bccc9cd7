import BackendKit

/// Runs the browser and returns the exit status.
struct BrowserProgram {
  let options: BrowserOptions
  /// The absolute path of a script to play instead of a person.
  let script: String?
  /// The folder to which the paths of a script's dumps are relative.
  let folder: String
  /// The screen size of a script.
  let size: Size
  let plain: Bool
  private let terminal: TerminalEnvironment
  let colours: Bool

  /// The browser for a command line; for a demo, with its folders. Paths on the command line and in
  /// the script are relative to the user's folder in both cases.
  init(arguments: BrowserArguments, context: CommandContext, demo: Demo? = nil) {
    options = BrowserOptions(arguments, context, demo)
    script = arguments.script.map(context.path)
    folder = context.environment.workingDirectory
    size = arguments.size ?? Size(columns: 80, rows: 24)
    // The demo has its own environment, but uses the user's terminal.
    terminal = TerminalEnvironment(environment: context.environment)
    plain = arguments.plain || TerminalDescription.isPlain(term: terminal.term)
    colours =
      switch context.colour {
      case .never: false
      case .always: true
      case .auto: options.environment["NO_COLOR"] == nil
      }
  }

  /// Runs until the user, the script or the system ends it.
  func run() throws -> Int32 {
    // What a crash left half written is recovered before anything is read. Where that fails, the next
    // change says why.
    let home = options.session.environment.home
    let recovered =
      options.readOnly
      ? [] : (try? Changes(environment: options.session.environment).recover()) ?? []
    if script != nil || plain {
      // There is no screen to report this on.
      for problem in options.settingsProblems {
        let hint = problem.hint.map { " (\($0))" } ?? ""
        try? StandardStream.error.write("warning: \(SafeText.clean(problem.message + hint))\n")
      }
      for note in recovered {
        try? StandardStream.error.write("warning: \(note.line(home: home))\n")
      }
    }
    if let script { return try play(script) }
    if plain { return try PlainBrowser(options: options.session).run() }
    let watch = FolderWatch()
    // The index is read while the terminal is opened.
    let early = EarlyTask(.openIndex, options.session)
    guard let screen = try openScreen(watch) else {
      early?.cancellation.all.cancel()
      return try PlainBrowser(options: options.session).run()
    }
    defer { screen.leave() }
    var options = options
    if !screen.isUTF8 { options.ascii = true }
    var notes = recovered.map { LogEntry($0.isOpen ? .failed : .done, $0.line(home: home)) }
    if screen.source == .builtIn {
      notes.append(LogEntry(.done, TerminalDescription.builtInNote(term: terminal.term ?? "")))
    }
    return try show(options, on: screen, watch, early, noting: notes)
  }

  /// Opens the terminal; nil if it cannot show a screen.
  private func openScreen(_ watch: FolderWatch) throws -> InteractiveTerminal? {
    try InteractiveTerminal.open(
      .init(
        theme: options.theme, colours: colours, mouse: options.mouse,
        program: "\(Program.name) \(Program.version)", watchDescriptor: { watch.descriptor }),
      environment: terminal)
  }

  /// Plays a script without a terminal. Dumps go to files or to standard output.
  private func play(_ script: String) throws -> Int32 {
    let steps = try ScriptStep.parse(try Files.readText(script))
    let watch = FolderWatch()
    let terminal = try HeadlessTerminal(
      size: size, steps: steps, theme: options.theme, depth: colours ? .many : .none,
      watchDescriptor: { watch.descriptor }
    ) { file, text in
      if file == "-" {
        try StandardStream.output.write(text)
      } else {
        try Files.writeAtomically(Paths.absolute(file, from: folder), Array(text.utf8))
      }
    }
    return try show(options, on: terminal, watch)
  }

  private func show(
    _ options: BrowserOptions, on terminal: any Terminal, _ watch: FolderWatch,
    _ early: EarlyTask? = nil, noting notes: [LogEntry] = []
  ) throws -> Int32 {
    var state = State(options: options, size: terminal.size)
    for note in notes { state.log.add(note, at: options.session.clock()) }
    var app = BrowserApp(state: state)
    let clipboard = Clipboard(
      environment: self.terminal.environment, channel: terminal.clipboardChannel)
    let effects = EffectHandler(
      options: options.session, early: early, programs: self.terminal.environment, watch: watch,
      repaint: { terminal.repaint() },
      runAtTerminal: { terminal.run($0) }, copy: { clipboard.copy($0) })
    return try runLoop(&app, on: terminal, perform: effects.perform).status
  }
}
