import Testing

@testable import BackendKit

private let add = ToolsEdit.set(key: "K", request: "2")
private let remove = ToolsEdit.remove(key: "K")

/// Where a new entry goes, how it is written, and what a removal takes along.
@Suite struct ToolsPlacementTests {
  @Test(arguments: [
    // Two neighbors share the column, whatever a third line has.
    EditCase(
      "[tools]\ntask  = \"3\"\nyq   = \"4\"\njq   = \"1\"\n", add,
      "[tools]\ntask  = \"3\"\nyq   = \"4\"\njq   = \"1\"\n\"K\"  = \"2\"\n"),
    EditCase(
      "[tools]\nz    = \"3\"\nlong = \"4\"\n", add,
      "[tools]\nz    = \"3\"\nlong = \"4\"\n\"K\"  = \"2\"\n"),
    // The key does not fit.
    EditCase(
      "[tools]\nz  = \"3\"\ny  = \"4\"\n", add, "[tools]\nz  = \"3\"\ny  = \"4\"\n\"K\" = \"2\"\n"),
    // The neighbors differ.
    EditCase(
      "[tools]\nz     = \"3\"\ny    = \"4\"\n", add,
      "[tools]\nz     = \"3\"\ny    = \"4\"\n\"K\" = \"2\"\n"),
    // Sorted: the lines above and below count.
    EditCase(
      "[tools]\nA     = \"3\"\nB     = \"3\"\nZ    = \"4\"\nZZ   = \"4\"\n", add,
      "[tools]\nA     = \"3\"\nB     = \"3\"\n\"K\" = \"2\"\nZ    = \"4\"\nZZ   = \"4\"\n"),
    EditCase(
      "[tools]\nZ     = \"3\"\nZZ    = \"4\"\n", add,
      "[tools]\n\"K\"   = \"2\"\nZ     = \"3\"\nZZ    = \"4\"\n"),
    EditCase(
      "[tools]\nz\t\t= \"3\"\ny\t\t= \"4\"\n", add,
      "[tools]\nz\t\t= \"3\"\ny\t\t= \"4\"\n\"K\" = \"2\"\n"),
  ])
  func columnsAreContinued(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase(
      "[tools]\n# Keep sorted.\n\nZ = \"3\"\n", add,
      "[tools]\n# Keep sorted.\n\n\"K\" = \"2\"\nZ = \"3\"\n"),
    EditCase(
      "[tools]\n# Keep sorted.\n\n# the Z\nZ = \"3\"\n", add,
      "[tools]\n# Keep sorted.\n\n\"K\" = \"2\"\n# the Z\nZ = \"3\"\n"),
    EditCase("[tools]\n# Our tools.\n", add, "[tools]\n# Our tools.\n\"K\" = \"2\"\n"),
    EditCase(
      "[tools]\n# Our tools.\n\n# env\n[env]\n", add,
      "[tools]\n# Our tools.\n\"K\" = \"2\"\n\n# env\n[env]\n"),
    EditCase("[tools]\n# env\n[env]\n", add, "[tools]\n\"K\" = \"2\"\n# env\n[env]\n"),
    EditCase("[tools]\n# A = \"1\"", add, "[tools]\n# A = \"1\"\n\"K\" = \"2\""),
    EditCase(
      "[tools]\nA = \"3\" # the one\n  # and only\n# next\n", add,
      "[tools]\nA = \"3\" # the one\n  # and only\n\"K\" = \"2\"\n# next\n"),
    EditCase(
      "[tools]\nA = \"3\" # the one\n  # and only", add,
      "[tools]\nA = \"3\" # the one\n  # and only\n\"K\" = \"2\""),
  ])
  func commentsStayWhereTheyBelong(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase("[tools]\nA = '3'\n", add, "[tools]\nA = '3'\n'K' = '2'\n"),
    EditCase("[tools]\n\"A\" = '3'\n", add, "[tools]\n\"A\" = '3'\n\"K\" = '2'\n"),
    EditCase("[tools]\nA = '3'\ny = \"1\"\n", add, "[tools]\nA = '3'\n\"K\" = \"2\"\ny = \"1\"\n"),
    // A text that '…' cannot hold says nothing.
    EditCase(
      "[tools]\nA = '3'\ny = { run = \"it's\" }\n", add,
      "[tools]\nA = '3'\n'K' = '2'\ny = { run = \"it's\" }\n"),
    EditCase("[env]\nA = 'x'\n", add, "[env]\nA = 'x'\n\n[tools]\n'K' = '2'\n"),
    EditCase(
      "[tools]\nA = '3'\n", .set(key: "K", request: "it's"),
      "[tools]\nA = '3'\n'K' = \"it's\"\n"),
    EditCase("[tools]\nK = 1\nz = '3'\n", add, "[tools]\nK = '2'\nz = '3'\n"),
  ])
  func quotesAreTakenOver(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase("x = 1\n\n[tools]\nK = \"1\"\n", remove, "x = 1\n"),
    EditCase("x = 1\r\n\r\n[tools]\r\nK = \"1\"", remove, "x = 1"),
    EditCase("# title\n\n[tools]\nK = \"1\"\n", remove, "# title\n"),
    EditCase("[tools]\nK = \"1\"\n\n[tools.A]\nx = 1\n", remove, "[tools.A]\nx = 1\n"),
    EditCase("[tools]\nK = \"1\"\n\n# a\n[tools.A]\nx = 1\n", remove, "# a\n[tools.A]\nx = 1\n"),
    // The new entry would be at the end, after a blank line, and not on its own.
    EditCase("[tools]\nK = \"1\"\n", remove, "[tools]\n"),
    EditCase("[tools]\nK = \"1\"\n\n[env]\n", remove, "[tools]\n\n[env]\n"),
    EditCase("x = 1\n[tools]\nK = \"1\"\n", remove, "x = 1\n[tools]\n"),
    EditCase("x = 1\n\n[tools] # t\nK = \"1\"\n", remove, "x = 1\n\n[tools] # t\n"),
    EditCase("x = 1\n\n[tools]\n# c\nK = \"1\"\n", remove, "x = 1\n\n[tools]\n# c\n"),
    EditCase("x = 1\n\n[tools]\nK = \"1\"\n# c\n", remove, "x = 1\n\n[tools]\n# c\n"),
    EditCase("x = 1\n\n[tools]\nK = \"1\"\nA = \"1\"\n", remove, "x = 1\n\n[tools]\nA = \"1\"\n"),
    EditCase("x = 1\n\n[ tools ]\nK = \"1\"\n", remove, "x = 1\n\n[ tools ]\n"),
    EditCase("x = 1\n\n[tools]\n\n[tools.K]\nversion = \"1\"\n", remove, "x = 1\n\n[tools]\n"),
  ])
  func emptyTableGoesIfAPinMadeIt(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase("tools = {}\n", add, "tools = { \"K\" = \"2\" }\n"),
    EditCase("tools = { }\n", add, "tools = { \"K\" = \"2\" }\n"),
    EditCase("tools = { \t }\n", add, "tools = { \"K\" = \"2\"\t }\n"),
    EditCase(
      "tools = {A=1,B=2}\n", .set(key: "Z", request: "2"), "tools = {A=1,B=2,\"Z\" = \"2\"}\n"),
    // `tools` below another table is not the document's.
    EditCase(
      "[alias]\ntools = \"1\"\n\n[tools.A]\nversion = \"1\"\n", add,
      "[alias]\ntools = \"1\"\n\n[tools]\n\"K\" = \"2\"\n\n[tools.A]\nversion = \"1\"\n"),
  ])
  func otherForms(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }
}
