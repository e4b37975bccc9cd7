import BackendKit
import Foundation
import Synchronization
import Testing

@testable import ToolBrowser

/// What is copied where, and what is known of it.
@Suite struct ClipboardTests {
  /// The result of copying with these programs on PATH: each records its arguments and its input.
  private func copy(
    _ text: String, programs: [String: Int], variables: [String: String] = [:],
    terminalTakes: Bool = true
  ) throws -> (outcome: Clipboard.Outcome, taken: [String], sent: String) {
    let folder = NSTemporaryDirectory() + "clipboard-\(UUID().uuidString)"
    try Files.makeDirectories(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, status) in programs {
      let script =
        "#!/bin/sh\nread -r text; echo \"\(name) $* $text\" >> '\(folder)/taken'\nexit \(status)\n"
      try Files.writeAtomically(Paths.join(folder, name), Array(script.utf8), mode: 0o755)
    }
    let sent = Mutex<[UInt8]>([])
    let send: @Sendable ([UInt8]) -> Void = { bytes in sent.withLock { $0 += bytes } }
    let environment = Environment(
      variables: variables.merging(["PATH": folder]) { $1 }, workingDirectory: folder)
    let outcome = Clipboard(
      environment: environment, channel: terminalTakes ? .terminal(send) : .programs
    ).copy(
      text + "\n")
    let taken = (try? String(contentsOfFile: folder + "/taken", encoding: .utf8)) ?? ""
    return (
      outcome, taken.split(separator: "\n").map(String.init),
      String(decoding: sent.withLock(\.self), as: UTF8.self)
    )
  }

  private let sequence = "\u{1b}]52;c;YQo=\u{07}"

  @Test(arguments: [
    "pbcopy ", "wl-copy ", "xclip -selection clipboard -in", "xsel --clipboard --input",
  ])
  func aProgramOfTheMachineTakesIt(program: String) throws {
    let name = String(program.prefix { $0 != " " })
    let result = try copy("a", programs: [name: 0])
    #expect(result.outcome == .copied)
    #expect(result.taken == ["\(program) a"])
    #expect(result.sent == "")
  }

  @Test func failingProgramIsReported() throws {
    let result = try copy("a", programs: ["wl-copy": 1, "xclip": 0])
    #expect(result.outcome == .copied)
    #expect(result.taken.count == 2)
    #expect(try copy("a", programs: ["wl-copy": 1]).sent == sequence)
  }

  /// Over the network, the clipboard of this machine is not the user's.
  @Test func remoteSessionsGoThroughTheTerminal() throws {
    let result = try copy("a", programs: ["pbcopy": 0], variables: ["SSH_TTY": "/dev/pts/1"])
    #expect(result.outcome == .sent)
    #expect(result.taken == [])
    #expect(result.sent == sequence)
  }

  @Test func tmuxGetsTheTextAsWell() throws {
    let result = try copy("a", programs: ["tmux": 0], variables: ["TMUX": "/tmp/tmux,1,0"])
    #expect(result.outcome == .sent)
    #expect(result.taken == ["tmux load-buffer -w - a"])
    #expect(result.sent == sequence)
  }

  @Test func missingClipboardIsReported() throws {
    #expect(try copy("a", programs: [:], terminalTakes: false).outcome == .unavailable)
    let old = try copy(
      "a", programs: ["tmux": 1], variables: ["TMUX": "x"], terminalTakes: false)
    #expect(old.outcome == .unavailable)
    #expect(old.taken == ["tmux load-buffer -w - a", "tmux load-buffer - a"])
  }

  @Test func screenIsWrittenInPieces() throws {
    let result = try copy("a", programs: [:], variables: ["STY": "1.pts"])
    #expect(result.sent == "\u{1b}P\(sequence)\u{1b}\\")
    let long = Clipboard.passedThroughScreen([UInt8](repeating: 65, count: 600))
    let pieces = String(decoding: long, as: UTF8.self).split(separator: "\u{1b}\\")
    #expect(pieces.map(\.utf8.count) == [252, 252, 102])
  }
}
