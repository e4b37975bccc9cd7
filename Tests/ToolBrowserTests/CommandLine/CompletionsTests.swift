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

  /// The words that bash offers for the last one of a line, as it takes the line apart.
  private func bash(_ words: [String], line: String? = nil) throws -> [String] {
    let line = line ?? words.joined(separator: " ")
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      ocx-mise-tui() {
        printf '[{"tool":"ocx.sh/a/b","x":1},{"tool": "ocx.sh/c/d"},{"tool":"r.example:5/e/f"}]'
      }
      \(Completions.script(.bash))
      COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
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
    (["ocx-mise-tui", "upgrade", "--to", ""], ["within", "patch", "minor", "major"]),
    (["ocx-mise-tui", "upgrade", "--to", "=", "ma"], ["major"]),
    (["ocx-mise-tui", "upgrade", "--to", "="], ["within", "patch", "minor", "major"]),
    (["ocx-mise-tui", "completions", ""], ["bash", "zsh", "fish"]),
    (["ocx-mise-tui", "pin", ""], ["ocx.sh/a/b", "ocx.sh/c/d", "r.example:5/e/f"]),
    (["ocx-mise-tui", "--project", "pin", "pl"], ["plugin"]),
    (["ocx-mise-tui", "--color", "=", "never", "pl"], ["plugin"]),
    (["ocx-mise-tui", "help", "ver"], ["versions"]),
    (["ocx-mise-tui", "--no-m"], ["--no-mouse"]),
  ])
  func bashOffers(words: [String], expected: [String]) throws {
    #expect(try bash(words) == expected)
  }

  @Test(
    "bash takes a word apart at a colon",
    arguments: [
      (["ocx", ":"], "ocx:", ["ocx.sh/a/b", "ocx.sh/c/d", "r.example:5/e/f"]),
      (["ocx", ":", "ocx.sh/c"], "ocx:ocx.sh/c", ["ocx.sh/c/d"]),
      (["r.example", ":"], "r.example:", ["5/e/f"]),
      (["r.example", ":", "5/"], "r.example:5/", ["5/e/f"]),
      (["ocx", ":", "r.example", ":", "5/"], "ocx:r.example:5/", ["5/e/f"]),
      (["ocx:r"], "ocx:r", ["ocx:r.example:5/e/f"]),
    ])
  func bashOffersNamesWithColons(parts: [String], typed: String, expected: [String]) throws {
    #expect(
      try bash(["ocx-mise-tui", "pin"] + parts, line: "ocx-mise-tui pin \(typed)") == expected)
  }

  @Test func bashOffersFilesWithSpaces() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ocx-mise-tui-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder.appending(path: "a b.toml"))
    #expect(
      try bash(["ocx-mise-tui", "pin", "x", "--file", folder.path + "/a"]) == [
        folder.path + "/a b.toml"
      ])
  }

  private static let hasFish = ["/usr/bin/fish", "/bin/fish", "/usr/local/bin/fish"]
    .contains(where: FileManager.default.isExecutableFile(atPath:))

  @Test(
    .enabled(if: hasFish, "fish is not installed"),
    arguments: [
      ("ver", ["versions"]), ("plugin ", ["install", "path", "uninstall"]),
      ("plugin install ", []), ("pin ", ["ocx.sh/a/b", "ocx.sh/c/d"]),
      ("packages install ", []), ("--project pin pl", ["plugin"]),
      ("upgrade --to ", ["major", "minor", "patch", "within"]), ("pin x --gl", ["--global"]),
      ("versions pin --d", []), ("completions ", ["bash", "fish", "zsh"]),
      ("help ver", ["versions"]),
      ("--no-m", ["--no-mouse"]),
    ])
  func fishOffers(typed: String, expected: [String]) throws {
    let script = """
      function ocx-mise-tui; echo '[{"tool":"ocx.sh/a/b","x":1},{"tool": "ocx.sh/c/d"}]'; end
      \(Completions.script(.fish))
      complete -C 'ocx-mise-tui \(typed)'
      """
    let output = try #require(try run("fish", ["--no-config"], script))
    let words = output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    #expect(words == expected)
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
