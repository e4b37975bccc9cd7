import BackendKit
import Testing

@testable import ToolBrowser

@Suite struct TerminalEnvironmentTests {
  private func environment(_ variables: [String: String]) -> TerminalEnvironment {
    TerminalEnvironment(environment: Environment(variables: variables, workingDirectory: "/"))
  }

  /// Only the locale variables decide, with POSIX's precedence.
  @Test(
    arguments: [
      ([:], false), (["LANG": "C.UTF-8"], true), (["LANG": "de_DE.utf8"], true),
      (["LANG": "xx_XX.UTF-8"], true), (["LANG": "de_DE"], false), (["LANG": "C"], false),
      (["LC_CTYPE": "UTF-8"], true), (["LC_ALL": "C", "LANG": "en_US.UTF-8"], false),
      (["LC_ALL": "", "LANG": "en_US.UTF-8"], true),
      (["LC_CTYPE": "de_DE.ISO-8859-1", "LANG": "en_US.UTF-8"], false),
      (["LC_ALL": "de_DE.UTF-8@euro"], true), (["LANG": "de_DE@utf8"], false),
    ] as [([String: String], Bool)])
  func encoding(variables: [String: String], isUTF8: Bool) {
    #expect(environment(variables).isUTF8 == isUTF8)
  }

  @Test(
    arguments: [
      ([:], 25), (["SSH_CONNECTION": "1 2 3 4"], 100), (["SSH_TTY": "/dev/pts/1"], 100),
      (["ESCDELAY": "500"], 500), (["ESCDELAY": "0", "SSH_TTY": "x"], 0),
      (["ESCDELAY": "soon"], 25), (["ESCDELAY": "-1", "SSH_TTY": "x"], 100),
      (["ESCDELAY": "999999"], 25),
    ] as [([String: String], Int)])
  func escapeDelay(variables: [String: String], milliseconds: Int) {
    #expect(environment(variables).escapeDelay == .milliseconds(milliseconds))
  }

  @Test(arguments: [nil, "", "dumb", "unknown", "network", "emacs"])
  func terminalsWithoutAScreen(term: String?) {
    #expect(TerminalDescription.isPlain(term: term))
  }

  @Test(arguments: [
    ("xterm-kitty", 256, true), ("xterm-ghostty", 256, true), ("st-256color", 256, true),
    ("linux", 8, false), ("vt100", 0, false), ("screen", 8, true), ("xterm", 8, true),
  ])
  func builtInDescription(term: String, colours: Int, hasMouse: Bool) {
    let description = TerminalDescription.builtIn(term: term)
    #expect(description.colours == colours)
    #expect(description.hasMouse == hasMouse)
    #expect(!TerminalDescription.isPlain(term: term))
  }
}
