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

  @Test(arguments: ManualCommand.Page.allCases)
  func manual(_ kind: ManualCommand.Page) throws {
    let page = ManualCommand.page(kind, .all)
    try Golden.expect(page.text, "\(page.name).\(page.section)")
  }

  /// No line of text in a page is interpreted as a roff request.
  @Test(arguments: ManualCommand.Page.allCases)
  func requestsAreKnown(_ kind: ManualCommand.Page) {
    let known: Set<Substring> = [
      ".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".I", ".br", ".RS", ".RE", ".nf", ".fi",
    ]
    for line in ManualCommand.page(kind, .all).text.split(separator: "\n")
    where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(known.contains(line.prefix { $0 != " " }), "\(line)")
    }
  }
}
