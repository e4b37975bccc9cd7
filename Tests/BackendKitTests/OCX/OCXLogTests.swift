import Synchronization
import Testing

@testable import BackendKit

/// Which lines of ocx's log are reported, and how.
@Suite struct OCXLogTests {
  private func notes(_ lines: [String]) -> [LogNote] {
    let notes = Mutex<[LogNote]>([])
    let log = OCXLog { note in notes.withLock { $0.append(note) } }
    for line in lines { log.process(line) }
    return notes.withLock { $0 }
  }

  @Test(
    "the lines of every version have their level",
    arguments: [
      (
        "2026-01-01T00:00:00.000Z  INFO Installing packages: x",
        LogNote.progress("Installing packages: x")
      ),
      (
        "2026-01-01T00:00:00.000Z  WARN 'x' is deprecated: use y",
        .warning("'x' is deprecated: use y")
      ),
      ("2026-01-01T00:00:00Z DEBUG seen", .progress("seen")),
      ("2026-01-01T00:00:00Z ERROR off", nil),
      ("warning: 'x' is deprecated: use y", .warning("'x' is deprecated: use y")),
      ("warning: 'x' is deprecated: gone; use y", .warning("'x' is deprecated: gone; use y")),
      ("error: off", nil),
      (
        "Downloading layer sha256:c8ad22863967 to /h/temp/3c",
        .progress("Downloading layer sha256:c8ad22863967 to /h/temp/3c")
      ),
      ("pulling count=1", .progress("pulling count=1")),
      ("", nil), ("   ", nil),
    ] as [(String, LogNote?)])
  func levels(line: String, note: LogNote?) {
    #expect(notes([line]) == [note].compactMap(\.self))
  }

  @Test(
    "what ocx advises is never said as ours",
    arguments: [
      (
        [
          "error: unexpected argument '-x'", "", "Usage: ocx package install", "",
          "For more information, try '--help'.",
        ], []
      ),
      (
        ["error: unrecognized subcommand 'run'", "  tip: a similar subcommand exists: 'prune'"], []
      ),
      (["tip: run `ocx self update`", "Usage: ocx", "Run `ocx lock`"], []),
      (["error: invalid TOML at /x", "1 | this is = = not", "  |      ^"], []),
      (
        ["error: off", "went on with", "warning: more", "pulling"],
        [.warning("more"), .progress("pulling")]
      ),
      (
        [
          "warning: Could not fetch 'h/x:1': could not connect to 'h' over https; if it serves plain HTTP, set insecure = true under [registries.\"h\"] or add the host to OCX_INSECURE_REGISTRIES"
        ], [.warning("Could not fetch 'h/x:1': could not connect to 'h' over https")]
      ),
      (
        ["ocx.lock does not match ocx.toml; run `ocx lock` to update it"],
        [.progress("ocx.lock does not match ocx.toml")]
      ),
    ] as [([String], [LogNote])])
  func advice(lines: [String], told: [LogNote]) {
    #expect(notes(lines) == told)
  }

  @Test(arguments: [
    ("to http://bob:hunter2@proxy:3128 failed", "to http://proxy:3128 failed"),
    ("https://x@a/b@c and https://d/e@f", "https://a/b@c and https://d/e@f"),
    ("a@b: no address", "a@b: no address"), ("http://", "http://"),
  ])
  func credentialsInAddressesAreLeftOut(said: String, kept: String) {
    #expect(OCXMessage.withoutCredentials(said) == kept)
    for mark in ["2026-01-01T00:00:00Z  WARN ", "warning: "] {
      #expect(OCXLogLine(mark + said).note == .warning(kept))
    }
    #expect(OCXLogLine("error: " + said).note == nil)
    #expect(OCXLogLine.lastError(in: Array("error: a: b\nrest\n".utf8)) == "a: b")
  }

  @Test(
    "a cause is said once, without its frame and without advice",
    arguments: [
      ("failed to install package: x:1 — package not found", "package not found"),
      (
        "failed to install package: x:1 — chained index source walk failed: 'x:1' is not in the index at https://i, which is authoritative for every name in registry 'r'; announce it there with `ocx package announce`, or take the namespace off the index with `[registries.\"r\"] index = \"\"`",
        "'x:1' is not in the index at https://i, which is authoritative for every name in registry 'r'"
      ),
      (
        "failed to install package: x:1 — chained index source walk failed: transient registry failure: could not connect to 'h' over https; if it serves plain HTTP, set insecure = true under [registries.\"h\"] or add the host to OCX_INSECURE_REGISTRIES: error sending request for url (https://h/v2/): client error (Connect): tcp connect error: Connection refused (os error 111)",
        "could not connect to 'h' over https: error sending request for url (https://h/v2/): client error (Connect): tcp connect error: Connection refused (os error 111)"
      ),
      ("/l: stale; run `ocx lock`: /l: stale; run `ocx lock`: stale", "/l: stale"),
      ("config file not found: /n (check --config or OCX_CONFIG)", "config file not found: /n"),
      (
        "'x' is yanked; resolve it by digest or set OCX_ALLOW_YANKED=1 to override", "'x' is yanked"
      ),
      (
        "registry does not support it (requires 1.1+); supply-chain commands are unavailable",
        "registry does not support it (requires 1.1+); supply-chain commands are unavailable"
      ),
      ("x:1", nil), ("", nil),
    ] as [(String, String?)])
  func causes(said: String, cause: String?) {
    #expect(OCXMessage.cause(said, of: "x:1") == cause)
  }

  /// For any output of ocx, the reported message is short.
  @Test func aLongLineIsCutAndALongLogIsBounded() {
    let long = notes(["warning: " + String(repeating: "é", count: 100_000)])
    #expect(long == [.warning(String(repeating: "é", count: 1000))])
    let collector = NoteCollector { _ in }
    for number in 0..<5000 {
      collector.add(.progress("\(number) " + String(repeating: "é", count: 1000)))
    }
    let log = collector.members.first?.1.elements ?? []
    #expect(log.last?["message"]?.text?.hasPrefix("4999 ") == true)
    let size = log.reduce(0) { $0 + ($1["message"]?.text?.utf8.count ?? 0) }
    #expect((1...NoteCollector.maximumBytes).contains(size))
  }
}
