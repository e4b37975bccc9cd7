import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The walk of `BrowserWalkTests` in a real terminal, at one size.
@Suite(.serialized) struct TerminalWalkTests {
  private static let tmux = Product.find("tmux")

  @Test(.enabled(if: tmux != nil, "SKIPPED: no tmux on PATH"))
  func pinWriteUndo() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let old = try Files.read(file)
      let screen = try Screen(demo, size: "80x24")
      defer { screen.close() }
      try screen.expect("1 Browse")
      try screen.type("/ninja")
      // Its newest release: what there is to pin has been read.
      try screen.expect("1.13.2")
      try screen.press("Enter")
      try screen.type("p")
      try screen.expect("Pin ninja-build/ninja")
      try screen.type("1.12")
      try screen.expect("1.12.1")
      try screen.press("Enter")
      try screen.expect("1 staged")
      try screen.type("3")
      try screen.expect("\"1.12\"")
      try screen.type("w")
      try screen.expect("Wrote mise.toml")
      #expect(try Files.read(file) != old)
      try screen.type("z")
      try screen.expect("Undo the last change")
      try screen.press("Enter")
      try screen.expect("Undid")
      #expect(try Files.read(file) == old)
      try screen.type("q")
      try screen.expect("ended with 0")
    }
  }
}

/// A terminal of tmux with the browser in it.
private struct Screen {
  private let socket: String

  init(_ demo: Demo, size: String) throws {
    let size = try #require(Size(parsing: size))
    socket = demo.folder + "/tmux"
    let words = (["/usr/bin/env"] + demo.command).map { "'\($0)'" }.joined(separator: " ")
    try tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)",
      words + "; echo ended with $?; exec cat")
  }

  func type(_ text: String) throws { try tmux("send-keys", "-l", text) }
  func press(_ key: String) throws { try tmux("send-keys", key) }

  /// Looks at the screen until it shows a text.
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    var shown = ""
    let end = ContinuousClock.now.advanced(by: .seconds(30))
    while ContinuousClock.now < end {
      shown = try tmux("capture-pane", "-p")
      if shown.contains(text) { return }
    }
    Issue.record("\(text) is not on:\n\(shown)", sourceLocation: sourceLocation)
  }

  func close() { _ = try? tmux("kill-server") }

  /// Our own runner: Foundation's waits for the server as well, which tmux leaves behind.
  @discardableResult
  private func tmux(_ words: String...) throws -> String {
    let program = try #require(Product.find("tmux"))
    var command = ProcessRunner.Command(
      executable: program, arguments: ["-S", socket] + words,
      environment: [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "LC_ALL": "C.UTF-8",
      ])
    command.timeLimit = 10
    return try ProcessRunner().run(command).text
  }
}
