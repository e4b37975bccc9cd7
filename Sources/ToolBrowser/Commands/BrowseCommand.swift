/// The program without a command: the browser.
struct BrowseCommand: Command, Equatable {
  var browser = BrowserArguments()

  static let name = ""
  static let declaration = CommandDeclaration<Self>(
    summary: "the browser, on the project of the current directory",
    options: BrowserArguments.options.map { $0.lifted(to: \.browser) })

  func run(_ context: CommandContext) throws -> Int32 {
    try BrowserProgram(arguments: browser, context: context).run()
  }
}

extension BrowserArguments {
  /// The options of the browser, also accepted by `demo`.
  static let options: [CommandOption<BrowserArguments>] = [
    .flag(\.readOnly, "read-only", "show everything, write nothing"),
    .flag(\.ascii, "ascii", "draw borders and symbols in ASCII"),
    .value(
      \.theme, "theme", "NAME", Theme.all.map(\.name).joined(separator: ", ")),
    .flag(\.noMouse, "no-mouse", "leave the mouse to the terminal"),
    .flag(\.plain, "plain", "linear text, for screen readers and TERM=dumb"),
    .value(
      \.size, "size", "COLSxROWS", "the screen size of a script; 80x24 unless given",
      needs: "script"),
    .value(\.script, "script", "FILE", "play a script without a terminal"),
  ]
}
