import Testing

@testable import ToolBrowser

struct BuildStampTests {
  @Test(arguments: [
    (BuildStamp(commit: nil, date: nil, compiler: nil), ""),
    (
      BuildStamp(commit: "0123abc", date: "2026-11-26", compiler: "6.3.1"),
      "commit 0123abc of 2026-11-26, Swift 6.3.1\n"
    ),
    (BuildStamp(commit: "0123abc", date: nil, compiler: nil), "commit 0123abc\n"),
    (BuildStamp(commit: nil, date: "2026-11-26", compiler: "6.3.1"), "Swift 6.3.1\n"),
  ])
  func theVersionStandsAloneOnItsLine(stamp: BuildStamp, more: String) {
    #expect(Program.versionText(stamp) == "ocx-mise-tui \(Program.version)\n" + more)
  }
}
