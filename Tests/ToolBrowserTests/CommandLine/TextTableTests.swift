import BackendKit
import Testing

@testable import ToolBrowser

@Suite struct TextTableTests {
  private func table() -> TextTable {
    var table = TextTable([
      .init("TOOL"), .init("LATEST", .right), .init("STATE"), .init("DESCRIPTION", cut: .end),
    ])
    table.add([
      Span("kitware/cmake"), Span("4.4.1", .good), Span(""), Span("Build system generator"),
    ])
    table.add([Span("a/日本"), Span("10.2.33"), Span(""), Span("日本語の説明")])
    table.add([Span("bare/tool")])
    return table
  }

  @Test func alignsByCellsAndLeavesEmptyColumnsOut() {
    #expect(
      table().text(style: .bare) == """
        TOOL            LATEST  DESCRIPTION
        kitware/cmake    4.4.1  Build system generator
        a/日本         10.2.33  日本語の説明
        bare/tool

        """)
  }

  /// The least useful columns are dropped if the others would be unreadable.
  @Test func extraColumnsGoFirst() {
    var table = TextTable([
      .init("TOOL", cut: .path, minimum: 12), .init("NEWEST", isExtra: true),
      .init("STATE", cut: .end, minimum: 10),
    ])
    table.add(["ocx.sh/kitware/cmake", "4.4.1", "not installed"])
    #expect(
      table.text(style: OutputStyle(painter: nil, columns: 29)) == """
        TOOL            STATE
        ocx.sh/…/cmake  not installed

        """)
  }

  @Test func cutsToTheTerminal() {
    #expect(
      table().text(style: OutputStyle(painter: nil, columns: 36)) == """
        TOOL            LATEST  DESCRIPTION
        kitware/cmake    4.4.1  Build syste…
        a/日本         10.2.33  日本語の説明
        bare/tool

        """)
  }

  @Test func withoutRowsThereIsNothing() {
    #expect(TextTable([.init("TOOL")]).text(style: .bare) == "")
  }

  @Test func foreignTextIsMadeSafe() {
    var table = TextTable([.init("A")])
    table.add(["\u{1b}[31mred\nline"])
    #expect(table.text(style: .bare) == "A\nred line\n")
  }

  @Test func coloursGoAroundTheTextAlone() {
    var table = TextTable([.init("A"), .init("B")])
    table.add([Span("x", .good), Span("y")])
    let style = OutputStyle(
      painter: FramePainter(codes: .ansi, theme: .terminal, depth: .sixteen), columns: nil)
    #expect(
      table.text(style: style).replacing("\u{1b}[", with: "^")
        == "^1mA^0m  ^1mB^0m\n^32mx^0m  y\n")
  }

  @Test func colourIsForTerminalsUnlessAskedFor() {
    let environment = Environment(variables: ["TERM": "xterm"], workingDirectory: "/")
    let plain = Environment(variables: ["NO_COLOR": "1"], workingDirectory: "/")
    #expect(OutputStyle.of(.output, choice: .never, environment: environment).painter == nil)
    #expect(OutputStyle.of(.output, choice: .always, environment: plain).painter != nil)
  }
}
