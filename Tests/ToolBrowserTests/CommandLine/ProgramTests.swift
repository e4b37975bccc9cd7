import BackendKit
import Testing

@testable import ToolBrowser

/// What the program says before any command begins.
@Suite struct ProgramTests {
  @Test("a mistake with --json is the document of every failure, with a hint or without one")
  func mistakesInJSON() throws {
    #expect(
      CommandRun.ofProgram("pins", "--jsn", "--json").output == """
        {
          "error": {
            "code": "usage_error",
            "message": "unknown option '--jsn', did you mean '--json'?"
          }
        }

        """)
    let run = CommandRun.ofProgram("pins", "--all", "--json")
    #expect(run.status == 64)
    #expect(
      try run.json()
        == json(
          """
          {"error": {"code": "usage_error",
            "message": "ocx-mise-tui pins has no option '--all'",
            "hint": "list its options: ocx-mise-tui pins --help"}}
          """))
  }

  @Test("an error without --json is reported with the usage, and standard output stays empty")
  func mistakesInWords() {
    #expect(
      CommandRun.ofProgram("pins", "--jsn")
        == CommandRun(
          status: 64, output: "",
          errors: """
            ocx-mise-tui: unknown option '--jsn', did you mean '--json'?
            usage: ocx-mise-tui pins [--json]

            """))
  }

  @Test("what is only printed fails where standard output takes nothing")
  func lostOutput() {
    for words in [["--version"], ["--help"], ["manual"], ["completions", "zsh"]] {
      let full = FileFailure.system(path: "standard output", number: 28, reason: "full")
      #expect(CommandRun.ofProgram(words, losing: full).status == 74, "\(words)")
    }
  }

  @Test("a folder whose name is not UTF-8 is refused, or another one would be written in")
  func namelessFolder() {
    let environment = Environment(
      variables: ["HOME": "/nowhere"], workingDirectory: "/nowhere/inv\u{fffd}lid")
    for words in [["pins"], ["pin", "a/b@1"], ["doctor"]] {
      let run = CommandRun.ofProgram(words, environment: environment)
      #expect(run.status == 65 && run.errors.contains("not UTF-8"), "\(words)")
    }
    #expect(CommandRun.ofProgram(["--version"], environment: environment).status == 0)
  }
}
