import BackendKit
import Testing

@testable import ToolBrowser

@Suite struct HelpTextTests {
  @Test func program() throws {
    try Golden.expect(HelpText.of(nil), "help.txt")
  }

  @Test(arguments: CommandName.allCases.filter { $0 != .browse })
  func command(name: CommandName) throws {
    let file = name.rawValue.replacing(" ", with: "-")
    try Golden.expect(HelpText.of(name), "help-\(file).txt")
  }

  @Test func noLineIsWiderThanATerminal() {
    for name in CommandName.allCases {
      for line in HelpText.of(name).split(separator: "\n") {
        #expect(String(line).cellWidth <= 80, "\(line)")
      }
    }
  }

  @Test func manual() throws {
    try Golden.expect(ManualPage.text, "ocx-mise-tui.1")
  }
}
