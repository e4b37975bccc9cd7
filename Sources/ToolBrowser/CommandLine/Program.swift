import BackendKit

/// The program: runs a command line, and returns an exit status.
struct Program: Sendable {
  static let name = "ocx-mise-tui"
  static let version = "0.1.0"
  static let summary = "Browse OCX tools and pin them in mise.toml"

  let catalog: CommandCatalog
  /// Evaluated when a command needs it.
  let environment: @Sendable () -> Environment
  let output: Output
  /// Reads standard input, as `CommandContext.input`.
  let input: @Sendable (Int) -> [UInt8]
  /// Asks at the terminal, as `CommandContext.confirm`.
  let confirm: @Sendable (String) -> Bool?
  /// Seconds since 1970.
  let now: Int64

  init(
    catalog: CommandCatalog, environment: @escaping @Sendable @autoclosure () -> Environment,
    output: Output,
    input: @escaping @Sendable (Int) -> [UInt8] = { _ in [] },
    confirm: @escaping @Sendable (String) -> Bool? = { _ in nil }, now: Int64
  ) {
    self.catalog = catalog
    self.environment = environment
    self.output = output
    self.input = input
    self.confirm = confirm
    self.now = now
  }

  /// The program in this process.
  static func ofThisProcess(_ catalog: CommandCatalog) -> Program {
    Program(
      catalog: catalog,
      environment: .ofThisProcess(), output: .standard, input: StandardStream.input,
      confirm: StandardStream.confirm, now: Clock.now)
  }

  /// The output of `--version`: only name and version on the first line, since programs read it.
  static func versionText(_ stamp: BuildStamp) -> String {
    ["\(name) \(version)", stamp.line].compactMap(\.self).joined(separator: "\n") + "\n"
  }

  /// Runs the words after the program's name.
  func run(_ words: [String]) -> Int32 {
    do {
      switch try CommandParser(catalog: catalog).parse(words) {
      case .version:
        try output.standardOutput(Self.versionText(.current))
        return 0
      case .help(let command):
        try output.standardOutput(HelpText(catalog: catalog).of(command))
        return 0
      case .run(let command, let options): return try run(command, options)
      }
    } catch let failure as UsageFailure {
      return report(failure, words: words)
    } catch let failure as any UserFacingError {
      let status = output.report(failure, json: CommandParser.wantsJSON(words))
      if case .refreshIndex? = failure.remedy { sayHowToGetOCX() }
      return status
    } catch {
      output.standardError("error: \(error)\n")
      return FailureCode.inputOutput.exitCode
    }
  }

  /// What updates the index is ocx: without it, that is the first thing to fix.
  private func sayHowToGetOCX() {
    guard (try? OCXClient.locate(environment: environment())) == nil else { return }
    output.say(hint: "that needs ocx, which is not installed: https://ocx.sh")
    output.say(hint: "to look around first: \(Self.name) demo")
  }

  private func run(_ command: any Command, _ options: GlobalOptions) throws -> Int32 {
    let environment = environment()
    let context = CommandContext(
      options: options, catalog: catalog, environment: environment, output: output,
      style: output.style(choice: options.colour, environment: environment), input: input,
      confirm: confirm, now: now)
    if options.project != nil, !Files.isDirectory(context.projectDirectory) {
      throw ProjectFailure.noFolder(path: context.projectDirectory)
    }
    // The replacement character means that the real name was not valid UTF-8: the folder with this
    // name would be another one.
    let isReplaced = context.projectDirectory.unicodeScalars.contains("\u{fffd}")
    if isReplaced, !Files.isDirectory(context.projectDirectory),
      !type(of: command).spec.isForPrograms
    {
      throw ProjectFailure.nameless(path: context.projectDirectory)
    }
    return try command.run(context)
  }

  /// Reports an error on the command line: cause, hint and usage on standard error; with `--json`,
  /// also as a document on standard output.
  private func report(_ failure: UsageFailure, words: [String]) -> Int32 {
    var text = "\(Self.name): \(failure.message)\n"
    if let hint = failure.commandHint { text += "  \(hint)\n" }
    let command = CommandParser(catalog: catalog).command(in: words)
    text += HelpText(catalog: catalog).usageLine(command) + "\n"
    output.standardError(text)
    if CommandParser.wantsJSON(words) {
      try? output.standardOutput(failure.commandJSON.pretty + "\n")
    }
    return failure.code.exitCode
  }
}

/// Why a command cannot start.
enum ProjectFailure: UserFacingError, Equatable {
  /// `--project` is not a folder.
  case noFolder(path: String)
  /// The name of the folder is not UTF-8, so that paths in it cannot be written as text.
  case nameless(path: String)

  var code: FailureCode {
    switch self {
    case .noFolder: .notFound
    case .nameless: .data
    }
  }

  var message: String {
    switch self {
    case .noFolder(let path): "\(SafeText.clean(path)) is not a folder"
    case .nameless(let path): "the name of \(SafeText.clean(path)) is not UTF-8"
    }
  }
  var hint: String? {
    switch self {
    case .noFolder: "--project takes the folder where mise's search starts"
    case .nameless: "rename the folder, or work in another one"
    }
  }
}
