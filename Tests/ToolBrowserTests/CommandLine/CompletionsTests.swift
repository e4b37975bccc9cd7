import Foundation
import Testing

@testable import ToolBrowser

@Suite struct CompletionsTests {
  /// What a shell prints for a script; nil where there is no such shell.
  private func run(_ shell: String, _ arguments: [String], _ script: String) throws -> String? {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "ocx-mise-tui-test-\(UUID().uuidString)")
    try Data(script.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [shell] + arguments + [file.path]
    process.environment = ["PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": "/nonexistent"]
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return process.terminationStatus == 127 ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// The words that bash offers for the last one of a line.
  private func bash(_ words: [String]) throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      ocx-mise-tui() { printf '[{"tool":"ocx.sh/a/b","x":1},{"tool": "ocx.sh/c/d"}]'; }
      \(Completions.script(.bash))
      COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
      _ocx_mise_tui
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let output = try #require(try run("bash", ["--norc"], script))
    return output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    (["ocx-mise-tui", "ver"], ["versions"]),
    (["ocx-mise-tui", "--json", "out"], ["outdated"]),
    (["ocx-mise-tui", "pl"], ["plugin"]),
    (["ocx-mise-tui", "plugin", ""], ["install", "uninstall", "path"]),
    (["ocx-mise-tui", "plugin", "un"], ["uninstall"]),
    (["ocx-mise-tui", "pin", "--d"], ["--digest", "--dry-run"]),
    (["ocx-mise-tui", "pin", "x", "--gl"], ["--global"]),
    (["ocx-mise-tui", "upgrade", "--to", ""], ["patch", "minor", "major"]),
    (["ocx-mise-tui", "upgrade", "--to", "=", "ma"], ["major"]),
    (["ocx-mise-tui", "upgrade", "--to", "="], ["patch", "minor", "major"]),
    (["ocx-mise-tui", "completions", ""], ["bash", "zsh", "fish"]),
    (["ocx-mise-tui", "pin", ""], ["ocx.sh/a/b", "ocx.sh/c/d"]),
    (["ocx-mise-tui", "--no-m"], ["--no-mouse"]),
  ])
  func bashOffers(words: [String], expected: [String]) throws {
    #expect(try bash(words) == expected)
  }

  /// Where the shell is installed, it must read the script without a complaint.
  @Test(arguments: [
    (Completions.Shell.bash, ["--norc", "-n"]), (.zsh, ["-f", "-n"]), (.fish, ["--no-execute"]),
  ])
  func shellsReadTheirScripts(shell: Completions.Shell, arguments: [String]) throws {
    let output = try run(shell.rawValue, arguments, Completions.script(shell))
    #expect(output == nil || output == "")
  }

  @Test(arguments: Completions.shells)
  func everyCommandAndOptionIsThere(shell: Completions.Shell) {
    let script = Completions.script(shell)
    for name in CommandName.allCases {
      for word in name.rawValue.split(separator: " ") { #expect(script.contains(word)) }
    }
    for option in OptionName.allCases { #expect(script.contains(option.rawValue)) }
  }
}
