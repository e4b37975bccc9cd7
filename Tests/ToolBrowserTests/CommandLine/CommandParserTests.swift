import BackendKit
import Testing

@testable import ToolBrowser

@Suite struct CommandParserTests {
  private func parse(_ line: String) throws -> CommandRequest {
    try CommandParser(catalog: .all).parse(line.split(separator: " ").map(String.init))
  }

  /// The command of a line, which must be of a type.
  private func command<C: Command>(_ line: String, as type: C.Type = C.self) throws -> C {
    guard case .run(let command, _) = try parse(line) else { throw NotACommand() }
    return try #require(command as? C, "\(line) is \(command)")
  }

  private func options(_ line: String) throws -> GlobalOptions {
    guard case .run(_, let options) = try parse(line) else { throw NotACommand() }
    return options
  }

  private struct NotACommand: Error {}

  private func tool(_ text: String) throws -> ToolArgument { try ToolArgument(word: text) }

  @Test("options stand before and after the command and between its arguments")
  func readsCommands() throws {
    var browse = BrowseCommand()
    #expect(try command("") == browse)
    browse.browser.readOnly = true
    browse.browser.theme = .mono
    #expect(try command("--read-only --theme mono") == browse)
    browse = BrowseCommand()
    browse.browser.size = Size(columns: 80, rows: 24)
    browse.browser.script = PathArgument(word: "f")
    #expect(try command("--size 80x24 --script f") == browse)
    #expect(try command("--json packages cmake") == PackagesCommand(query: "cmake"))
    #expect(try command("packages -") == PackagesCommand(query: "-"))
    #expect(
      try command("--index /x versions a/b --all --variant=slim")
        == VersionsCommand(tool: tool("a/b"), all: true, variant: "slim"))
    #expect(
      try command("--variant slim versions a/b")
        == VersionsCommand(tool: tool("a/b"), variant: "slim"))
    #expect(
      try command("pin a/b --env ci c/d@1 --digest")
        == PinCommand(
          tools: [tool("a/b"), tool("c/d@1")], target: .environment(EnvironmentName(word: "ci")),
          withDigest: true))
    #expect(
      try command("unpin a/b --dry-run --file=-x.toml")
        == UnpinCommand(
          tools: [tool("a/b")], target: .file(PathArgument(word: "-x.toml")), dryRun: true))
    #expect(
      try command("pin -- --odd -x") == PinCommand(tools: [tool("--odd"), tool("-x")]))
    #expect(try command("plugin --offline path") == PluginPathCommand())
    #expect(try command("hook list-versions") == HookCommand(hook: .listVersions))
    #expect(try command("upgrade --to major") == UpgradeCommand(level: .major))
    #expect(try command("completions fish") == CompletionsCommand(shell: .fish))
    #expect(try command("help plugin install") == HelpCommand(words: ["plugin", "install"]))
  }

  @Test func readsOptionsForAllCommands() throws {
    var wanted = GlobalOptions()
    #expect(try options("pins") == wanted)
    wanted.project = PathArgument(word: "b")
    wanted.index = PathArgument(word: "i")
    wanted.offline = true
    wanted.json = true
    wanted.colour = .always
    #expect(
      try options("--project a --index=i pins --project b --offline --json --color always")
        == wanted)
    #expect(try options("--no-color pins").colour == .never)
  }

  @Test(arguments: [
    ("-V", "version"), ("pins --version", "version"), ("--help", "help "), ("pin -hV", "help pin"),
    ("pin --help", "help pin"), ("plugin -h", "help"), ("plugin install -h", "help plugin install"),
  ])
  func readsRequestsForHelp(line: String, expected: String) throws {
    let seen =
      switch try parse(line) {
      case .version: "version"
      case .help(let command): "help" + (command.map { " " + $0.name } ?? "")
      case .run: "run"
      }
    #expect(seen == expected)
  }

  @Test(arguments: [
    ("verzions", UsageFailure.unknownCommand("verzions", near: ["versions"])),
    ("xyzzy", .unknownCommand("xyzzy", near: [])),
    ("plugin instal", .unknownCommand("plugin instal", near: ["plugin install"])),
    ("plugin", .incompleteCommand("plugin", choices: ["install", "uninstall", "path"])),
    ("pins --jsn", .unknownOption("--jsn", near: ["--json"])),
    ("pins -x", .unknownOption("-x", near: [])),
    ("pins -hx", .unknownOption("-x", near: [])),
    ("pins --all", .foreignOption("--all", command: "ocx-mise-tui pins")),
    ("doctor --dry-run", .foreignOption("--dry-run", command: "ocx-mise-tui doctor")),
    ("versions", .missingArgument("TOOL")),
    ("pin", .missingArgument("TOOL[@VERSION]")),
    ("versions a/b c/d", .unexpectedArgument("c/d")),
    ("pins now", .unexpectedArgument("now")),
    ("-- pins", .unexpectedArgument("pins")),
    ("pins --index", .missingValue(option: "--index", value: "DIR", next: nil)),
    ("pins --index=", .missingValue(option: "--index", value: "DIR", next: nil)),
    ("pins --json=yes", .unexpectedValue(option: "--json")),
    ("pin a/b --local --global", .exclusiveOptions("--local", "--global")),
    ("pins --color=always --no-color", .exclusiveOptions("--color", "--no-color")),
    ("--size 80x24", .dependentOption("--size", needs: "--script")),
    (
      "--size 80 --script f",
      .invalidValue("80", for: "--size", wanted: "such as 80x24, at most 1000x1000", near: [])
    ),
    (
      "pins --color sometimes",
      .invalidValue("sometimes", for: "--color", wanted: "auto, always or never", near: [])
    ),
    (
      "upgrade --to mayor",
      .invalidValue(
        "mayor", for: "--to", wanted: "within, patch, minor or major", near: ["major"])
    ),
    (
      "completions bsh",
      .invalidValue("bsh", for: "SHELL", wanted: "bash, zsh or fish", near: ["bash", "zsh"])
    ),
  ])
  func namesWhatIsWrong(line: String, failure: UsageFailure) {
    #expect(throws: failure) { try parse(line) }
  }

  /// Or `pin TOOL --env --dry-run` would write `mise.--dry-run.toml`.
  @Test(
    "an option is never the value of another",
    arguments: [
      ("pin a/b --env --dry-run", "--env", "NAME", "--dry-run"),
      ("pin a/b --file --json", "--file", "FILE", "--json"),
      ("pins --index --offline", "--index", "DIR", "--offline"),
      ("versions a/b --variant --all", "--variant", "NAME", "--all"),
      ("--script -", "--script", "FILE", "-"),
      ("pins --project -- x", "--project", "DIR", "--"),
    ])
  func valuesAreNoOptions(line: String, option: String, value: String, next: String) {
    #expect(throws: UsageFailure.missingValue(option: option, value: value, next: next)) {
      try parse(line)
    }
  }

  @Test(
    "one rule for the names of environments, by character",
    arguments: [
      ("ci", true), ("a-b_2", true), ("é", true), ("e\u{301}", true), ("ê", true), ("日本", true),
      ("-x", true), ("a.b", false), ("a/b", false), ("..", false), ("a b", false), ("", false),
      ("a\u{200d}", false), ("a\u{202e}", false), ("\u{7}", false), ("😀", false),
    ])
  func environmentNames(name: String, isValid: Bool) {
    let read = try? EnvironmentName(word: name)
    #expect((read != nil) == isValid)
  }

  @Test func aMistakeIs64WithACleanHint() {
    let failure = UsageFailure.unknownCommand("ver\u{1b}[31mzions", near: ["versions"])
    #expect(failure.code.exitCode == 64)
    #expect(failure.message == "unknown command 'verzions', did you mean 'versions'?")
  }

  @Test(arguments: [
    ("pins --json x", true), ("pins -- --json", false), ("--json verzions", true), ("pins", false),
  ])
  func knowsWhoWantsJSON(line: String, expected: Bool) {
    #expect(CommandParser.wantsJSON(line.split(separator: " ").map(String.init)) == expected)
  }

  @Test("an option takes a value with every command or with none")
  func optionsAgree() {
    let catalog = CommandCatalog.all
    let known = catalog.optionsByName
    for command in catalog.commands + [catalog.root] {
      #expect(Set(command.options.map(\.name)).count == command.options.count, "\(command.name)")
      for option in command.options {
        let takesValue = option.placeholder != nil
        #expect(takesValue == (known[option.name]?.placeholder != nil), "\(option.name)")
        #expect(option.short == nil || option.placeholder == nil, "\(option.name)")
      }
    }
  }
}
