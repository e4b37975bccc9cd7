import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The program itself, played by a script: find, pin, review the diff, write, upgrade, undo.
@Suite struct BrowserWalkTests {
  /// `WalkTests` does the same in more sizes, without the program.
  @Test func pinWriteUpgradeUndo() throws {
    let size = "40x10"
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let old = try Files.read(file)
      let pinned = try play(
        """
        wait
        keys /ninja<Enter>p1.12<Enter>
        wait
        keys 3
        wait
        dump -
        """, size: size, demo)
      #expect(pinned.status == 0, "\(pinned.output)")
      #expect(pinned.output.contains("\"1.12\""), "\(pinned.output)")
      // Staged changes are not written, and are lost with the program.
      #expect(try Files.read(file) == old)

      let written = try play(
        """
        wait
        keys /ninja<Enter>p1.12<Enter>
        wait
        keys w
        wait
        keys w
        wait
        keys 1u
        wait
        keys <Enter>
        wait
        keys w
        wait
        keys w
        wait
        dump -
        """, size: size, demo)
      #expect(written.output.contains("Wrote mise.toml"), "\(written.output)")
      let upgraded = String(decoding: try Files.read(file), as: UTF8.self)
      #expect(upgraded.contains("\"ocx:ocx.sh/ninja-build/ninja\" = \"1.13\""))

      // Two runs more, each taking one change back.
      for _ in 0..<2 {
        let undone = try play("wait\nkeys z\nwait\nkeys <Enter>\nwait\ndump -\n", size: size, demo)
        #expect(undone.output.contains("Undid"), "\(undone.output)")
      }
      #expect(try Files.read(file) == old)
    }
  }

  @Test(arguments: [("keys <Nope>", 65), ("jump", 65), ("keys q\n", 0)])
  func endsWithTheRightStatus(script: String, status: Int32) throws {
    try withDemo { demo in
      let ending = try play(script + "\n", size: "80x24", demo)
      #expect(ending.status == status)
    }
  }

  private func play(_ script: String, size: String, _ demo: Demo) throws -> Product.Ending {
    let file = demo.folder + "/walk.txt"
    try Data(script.utf8).write(to: URL(filePath: file))
    return try Product.run(
      "/usr/bin/env",
      demo.command + ["--size", size, "--script", file])
  }
}

extension Demo {
  /// The words after `env` that open the browser on this demo.
  var command: [String] {
    ["-i"] + environment.variables.map { "\($0.key)=\($0.value)" }.sorted()
      + [Product.path, "--index", index.path, "--project", project, "--offline"]
  }
}

/// A demo for the length of a test.
func withDemo(_ body: (Demo) throws -> Void) throws {
  let variables = [
    "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TMPDIR": NSTemporaryDirectory(),
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
  ]
  let base = Environment(variables: variables, workingDirectory: "/")
  try Demo.withTemporaryFolder(base: base, body: body)
}
