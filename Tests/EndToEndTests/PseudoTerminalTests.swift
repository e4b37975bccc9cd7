import Foundation
import TestSupport
import Testing

/// The browser on a real pseudo terminal: modes, signals, and what goes over the line. Python drives
/// it (`Tests/Tools/pty_scenarios.py`), for a child of a test has no terminal of its own.
@Suite(.serialized, .enabled(if: Product.find("python3") != nil, "SKIPPED: no python3 on PATH"))
struct PseudoTerminalTests {
  private static let scenarios =
    Checkout.package.appending(path: "Tests/Tools/pty_scenarios.py").path

  private func play(_ scenario: String) throws -> Product.Ending {
    let python = try #require(Product.find("python3"))
    return try Product.run(python, [Self.scenarios, Product.path, scenario])
  }

  /// The program ends as a shell would report the signal, and the terminal is as it was.
  @Test(arguments: [
    ("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129), ("SIGQUIT", 131), ("SIGUSR1", 138),
    ("SIGALRM", 142), ("SIGXCPU", 152), ("SIGPIPE", 141),
  ])
  func signalsGiveTheTerminalBack(signal: String, status: Int) throws {
    #if os(Linux)
      #expect(try play(signal) == .init(status: 0, output: "\(status) True\n"))
    #endif
  }

  /// Signals are handled even if the output is not read.
  @Test(arguments: [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
  func aStuckTerminalDelaysNoSignal(signal: String, status: Int) throws {
    #expect(
      try play("nobody-reads-\(signal)") == .init(status: 0, output: "\(status) True\n"))
  }

  @Test(arguments: [
    ("crash", "-11 True True True"), ("suspended", "True True 0 True"),
    ("key-at-continue", "10 0"), ("typed-ahead", "0"), ("flow-control", "0"), ("repaint", "0"),
    ("resized", "0"), ("synchronized", "True 0"), ("shared-description", "0 0"),
    ("hangup", "129"), ("unknown-terminal", "0 True"), ("cost-of-keys", "True True"),
    ("changed-elsewhere", "0"), ("planned-again", "130"), ("looked-at-again", "0"),
    ("plain-changed-elsewhere", "0"),
  ])
  func scenario(name: String, expected: String) throws {
    #expect(try play(name) == .init(status: 0, output: expected + "\n"))
  }

  /// Waiting uses no processor time: nothing polls.
  @Test func idleIsIdle() throws {
    #if os(Linux)
      #expect(try play("idle") == .init(status: 0, output: "0 0\n"))
    #endif
  }

  @Test(arguments: ["", "dumb", "unknown", "network", "emacs"])
  func terminalsWithoutAScreenGetThePlainBrowser(term: String) throws {
    #expect(try play("plain-\(term)") == .init(status: 0, output: "True 0\n"))
  }
}
