import BackendKit
import Testing

@testable import ToolBrowser

@Suite struct CommandParserTests {
  private func parse(_ line: String) throws -> CommandRequest {
    try CommandParser.parse(line.split(separator: " ").map(String.init))
  }

  private func command(
    _ name: CommandName, _ arguments: [String] = [], _ options: [(OptionName, String)] = []
  ) -> CommandRequest {
    var command = ParsedCommand(name)
    command.arguments = arguments
    for (option, value) in options { command.add(option, value) }
    return .run(command)
  }

  @Test func readsCommandsAndOptionsInAnyOrder() throws {
    let expected: [(String, CommandRequest)] = [
      ("", command(.browse)),
      ("--read-only --theme dark", command(.browse, [], [(.readOnly, ""), (.theme, "dark")])),
      ("pins", command(.pins)),
      ("--json pins", command(.pins, [], [(.json, "")])),
      ("packages --json cmake", command(.packages, ["cmake"], [(.json, "")])),
      ("--index /x versions a/b --all", command(.versions, ["a/b"], [(.index, "/x"), (.all, "")])),
      ("versions a/b --variant=slim", command(.versions, ["a/b"], [(.variant, "slim")])),
      ("pin a/b c/d@1 --env=a=b", command(.pin, ["a/b", "c/d@1"], [(.env, "a=b")])),
      ("pin -- --odd -x", command(.pin, ["--odd", "-x"])),
      ("packages -", command(.packages, ["-"])),
      ("plugin --offline path", command(.pluginPath, [], [(.offline, "")])),
      ("hook list-versions", command(.hookListVersions)),
      ("upgrade --to major", command(.upgrade, [], [(.to, "major")])),
      ("--size 80x24 --script f", command(.browse, [], [(.size, "80x24"), (.script, "f")])),
      ("completions fish", command(.completions, ["fish"])),
      ("--project a --project b pins", command(.pins, [], [(.project, "a"), (.project, "b")])),
      ("-V", .version), ("pins --version", .version), ("--help", .help(.browse)),
      ("pin --help", .help(.pin)), ("pin -hV", .help(.pin)), ("help", .help(nil)),
      ("help plugin install", .help(.pluginInstall)), ("plugin -h", .help(nil)),
    ]
    for (line, request) in expected { #expect(try parse(line) == request, "\(line)") }
  }

  @Test(arguments: [
    ("verzions", UsageFailure.unknownCommand("verzions", near: ["versions"])),
    ("xyzzy", .unknownCommand("xyzzy", near: [])),
    ("plugin instal", .unknownCommand("plugin instal", near: ["plugin install"])),
    ("help verzions", .unknownCommand("verzions", near: ["versions"])),
    ("plugin", .incompleteCommand("plugin", choices: ["install", "uninstall", "path"])),
    ("pins --jsn", .unknownOption("--jsn", near: ["--json"])),
    ("pins -x", .unknownOption("-x", near: [])),
    ("pins -hx", .unknownOption("-x", near: [])),
    ("pins --all", .foreignOption("--all", command: "ocx-mise-tui pins")),
    ("versions", .missingArgument("TOOL")),
    ("pin", .missingArgument("TOOL[@VERSION]")),
    ("versions a/b c/d", .unexpectedArgument("c/d")),
    ("pins now", .unexpectedArgument("now")),
    ("-- pins", .unexpectedArgument("pins")),
    ("pins --index", .missingValue(option: "--index", value: "DIR")),
    ("pins --index=", .missingValue(option: "--index", value: "DIR")),
    ("pins --json=yes", .unexpectedValue(option: "--json")),
    ("pin a/b --local --global", .exclusiveOptions("--global", "--local")),
    ("pins --color=always --no-color", .exclusiveOptions("--no-color", "--color")),
    ("--size 80x24", .dependentOption("--size", needs: "--script")),
    (
      "pins --color sometimes",
      .badValue(of: "WHEN", value: "sometimes", wanted: "auto, always, never", near: [])
    ),
    (
      "upgrade --to mayor",
      .badValue(
        of: "LEVEL", value: "mayor", wanted: "within, patch, minor, major", near: ["major"])
    ),
    (
      "completions bsh",
      .badValue(of: "SHELL", value: "bsh", wanted: "bash, zsh, fish", near: ["bash", "zsh"])
    ),
  ])
  func namesWhatIsOff(line: String, failure: UsageFailure) {
    #expect(throws: failure) { try parse(line) }
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

  @Test func colourOptions() throws {
    let choices = try ["pins", "pins --color always", "pins --no-color"].map { line in
      guard case .run(let command) = try parse(line) else { return ColourChoice?.none }
      return command.colour
    }
    #expect(choices == [.auto, .always, .never])
  }

  /// Every command of the table is reached by its own name, and every option by its own.
  @Test func theTableIsWhole() throws {
    for name in CommandName.allCases where name != .help {
      let spec = CommandTable.command(name)
      let argument = spec.argument.map { $0.kind == .tool ? "a/b" : "bash" } ?? ""
      #expect(
        try parse("\(name.rawValue) \(argument)")
          == command(name, argument.isEmpty ? [] : [argument]))
      #expect(spec.name == name && Set(spec.options).count == spec.options.count)
    }
    let used = Set(
      CommandName.allCases.flatMap { CommandTable.options(of: CommandTable.command($0)) })
    #expect(used == Set(OptionName.allCases))
  }
}
