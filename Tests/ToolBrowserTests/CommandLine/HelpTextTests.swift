import BackendKit
import Testing

@testable import ToolBrowser

@Suite struct HelpTextTests {
  private let help = HelpText(catalog: .all)

  @Test func program() throws {
    try Golden.expect(help.of(nil), "help.txt")
  }

  @Test(arguments: CommandCatalog.all.commands.map(\.name))
  func command(name: String) throws {
    let command = try #require(CommandCatalog.all.command(named: name))
    try Golden.expect(help.of(command), "help-\(name.replacing(" ", with: "-")).txt")
  }

  @Test func noLineIsWiderThanATerminal() {
    for command in CommandCatalog.all.commands {
      for line in help.of(command).split(separator: "\n") {
        #expect(String(line).cellWidth <= 80, "\(line)")
      }
    }
  }

  @Test func manual() throws {
    try Golden.expect(ManualCommand.page(.all).text, "ocx-mise-tui.1")
  }
}
