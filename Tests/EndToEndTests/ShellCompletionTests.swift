import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// Completions as a person has them: a real shell on a terminal, the tab key, the real program.
@Suite struct ShellCompletionTests {
  /// Types each line and a tab, then has the shell itself print the resulting line. Keys wait
  /// in the terminal until the shell reads them, so nothing here waits for time to pass.
  private static let typist = """
    import os, pty, select, sys
    load, lines, shell = sys.argv[1], sys.argv[2].split("\\n"), sys.argv[3:]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(shell[0], shell)
    keys = load + "\\r" + "".join(line + "\\t\\x01seen \\r" for line in lines) + "exit\\r"
    rest = keys.encode()
    while True:
        readable, writable, _ = select.select([terminal], [terminal] if rest else [], [], 30)
        if not readable and not writable:
            os.kill(child, 9)
            break
        try:
            if readable and not os.read(terminal, 65536): break
        except OSError:
            break
        if writable: rest = rest[os.write(terminal, rest[:64]):]
    os.waitpid(child, 0)
    """

  private struct Shell {
    let name: String
    let arguments: [String]
    /// Loads the completions, and defines `seen`, which adds its arguments to a file.
    let load: String
  }

  private static let shells = [
    Shell(
      name: "bash", arguments: ["--norc", "--noprofile", "-i"],
      load: #"source <(ocx-mise-tui completions bash); seen() { echo "$*" >> "$SEEN"; }"#),
    Shell(
      name: "zsh", arguments: ["-f", "-i"],
      load: "autoload -U compinit; compinit -D -u; source <(ocx-mise-tui completions zsh); "
        + #"seen() { echo "$*" >> "$SEEN"; }"#),
    Shell(
      name: "fish", arguments: ["--no-config", "-i"],
      load: "ocx-mise-tui completions fish | source; "
        + #"function seen; echo "$argv" >> $SEEN; end"#),
  ]

  /// A shell that is not here is skipped; in CI it is a failure.
  private static let present = shells.map(\.name).filter { name in
    Product.find(name) != nil || ProcessInfo.processInfo.environment["CI"] != nil
  }

  private static let cases = [
    ("vers", "versions"),
    ("plugin un", "plugin uninstall"),
    ("pin kitw", "pin kitware/cmake"),
    ("versions cma", "versions cmake"),
    ("pin ocx:ocx.sh/kitw", "pin ocx:ocx.sh/kitware/cmake"),
    ("pin registry.example:5000/acme/d", "pin registry.example:5000/acme/deploy"),
    ("pin kitware/cmake@4.4.2", "pin kitware/cmake@4.4.2"),
    ("unpin rip", "unpin ripgrep/ripgrep"),
    ("pin x --dry", "pin x --dry-run"),
    ("upgrade --to maj", "upgrade --to major"),
    ("upgrade --to=maj", "upgrade --to=major"),
    (
      "versions astral-sh/python-build-standalone --variant sl",
      "versions astral-sh/python-build-standalone --variant slim"
    ),
    ("refresh regi", "refresh registry.example:5000"),
    ("pin x --file mise.loc", "pin x --file mise.local.toml"),
    ("pin x --file=mise.loc", "pin x --file=mise.local.toml"),
    ("--project ../sho", "--project ../shop"),
  ]

  @Test(arguments: present)
  func tabCompletes(name: String) throws {
    let shell = try #require(Self.shells.first { $0.name == name })
    let python = try #require(Product.find("python3"))
    let path = try #require(Product.find(name), "\(name) is not installed")
    let base = Environment(
      variables: ["TERM": "xterm", "TMPDIR": NSTemporaryDirectory()], workingDirectory: "/")
    try Demo.withTemporaryFolder(base: base) { demo in
      var variables = demo.environment.variables
      let program = URL(filePath: Product.path).deletingLastPathComponent().path
      variables["PATH"] = "\(program):/usr/local/bin:/usr/bin:/bin"
      variables["SEEN"] = Paths.join(demo.folder, "seen")
      let process = Process()
      process.executableURL = URL(filePath: python)
      process.arguments =
        [
          "-c", Self.typist, shell.load,
          Self.cases.map { "ocx-mise-tui " + $0.0 }.joined(separator: "\n"), path,
        ] + shell.arguments
      process.environment = variables
      process.currentDirectoryURL = URL(filePath: demo.project)
      process.standardInput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      let seen = try String(contentsOfFile: Paths.join(demo.folder, "seen"), encoding: .utf8)
      // zsh takes the slash after a folder away when a space follows it.
      let lines = seen.split(separator: "\n").map { line in
        line.split(separator: " ").joined(separator: " ")
      }.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
      #expect(lines == Self.cases.map { "ocx-mise-tui " + $0.1 })
    }
  }
}
