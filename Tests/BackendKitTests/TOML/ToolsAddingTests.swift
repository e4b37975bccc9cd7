import Testing

@testable import BackendKit

private let add = ToolsEdit.set(key: "K", request: "2")

@Suite struct ToolsAddingTests {
  @Test(arguments: [
    EditCase("", add, "[tools]\n\"K\" = \"2\"\n"),
    EditCase("x = 1\n", add, "x = 1\n\n[tools]\n\"K\" = \"2\"\n"),
    EditCase("x = 1\n\n", add, "x = 1\n\n[tools]\n\"K\" = \"2\"\n"),
    EditCase("x = 1", add, "x = 1\n\n[tools]\n\"K\" = \"2\""),
    EditCase("x = 1\r\ny = 1", add, "x = 1\r\ny = 1\r\n\r\n[tools]\r\n\"K\" = \"2\""),
    EditCase("[env]\r\nA = '1'\r\n", add, "[env]\r\nA = '1'\r\n\r\n[tools]\r\n'K' = '2'\r\n"),
    EditCase("\u{FEFF}", add, "\u{FEFF}[tools]\n\"K\" = \"2\"\n"),
    EditCase("# c", add, "# c\n\n[tools]\n\"K\" = \"2\""),
  ])
  func sectionIsAppended(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase("[tools]\n", add, "[tools]\n\"K\" = \"2\"\n"),
    EditCase("[tools]", add, "[tools]\n\"K\" = \"2\""),
    EditCase("[tools] # c\n\n[env]\n", add, "[tools] # c\n\"K\" = \"2\"\n\n[env]\n"),
    EditCase(
      "[tools]\nZ = '1'\nA = '1' # a\n# end\n\n[env]\n", add,
      "[tools]\nZ = '1'\nA = '1' # a\n'K' = '2'\n# end\n\n[env]\n"),
    EditCase(
      "[tools]\nA = '1'\n# z\nZ = '1'\n", add,
      "[tools]\nA = '1'\n'K' = '2'\n# z\nZ = '1'\n"),
    EditCase(
      "[tools]\n# m\nM = '1'\nZ = '1'\n", add,
      "[tools]\n'K' = '2'\n# m\nM = '1'\nZ = '1'\n"),
    EditCase(
      "[tools]\nA = '1'\nB = [\n '1',\n]\n[tools.Z]\nversion = '1'\n", add,
      "[tools]\nA = '1'\nB = [\n '1',\n]\n'K' = '2'\n[tools.Z]\nversion = '1'\n"),
    EditCase("[tools]\n  A='1'\n", add, "[tools]\n  A='1'\n  'K'='2'\n"),
    EditCase(
      "[tools]\nA     = '1'\nlong  = '1'\n", add,
      "[tools]\nA     = '1'\n'K'   = '2'\nlong  = '1'\n"),
    EditCase("[tools]\r\nA = '1'", add, "[tools]\r\nA = '1'\r\n'K' = '2'"),
  ])
  func entryIsAddedToItsSection(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase(
      "# title\n\n# a\n[tools.A]\nversion = '1'\n", add,
      "# title\n\n[tools]\n'K' = '2'\n\n# a\n[tools.A]\nversion = '1'\n"),
    EditCase(
      "[tools.A]\nversion = '1'", add,
      "[tools]\n'K' = '2'\n\n[tools.A]\nversion = '1'"),
    EditCase(
      "[[tools.A]]\nversion = '1'\n", add,
      "[tools]\n'K' = '2'\n\n[[tools.A]]\nversion = '1'\n"),
    EditCase("tools.A = '1'\nx = 1\n", add, "tools.A = '1'\ntools.'K' = '2'\nx = 1\n"),
    EditCase("tools . Z = '1'\n[x]\n", add, "tools . 'K' = '2'\ntools . Z = '1'\n[x]\n"),
    EditCase(
      "tools.Z.version = '1'\ntools.A = '1'\n[tools.B]\nversion = '1'\n", add,
      "tools.Z.version = '1'\ntools.A = '1'\ntools.'K' = '2'\n[tools.B]\nversion = '1'\n"),
    EditCase("tools = {}\n", add, "tools = { \"K\" = \"2\" }\n"),
    EditCase("tools = { A = '1' } # c\n", add, "tools = { A = '1', 'K' = '2' } # c\n"),
    EditCase("tools = {A = '1', Z = '1'}", add, "tools = {A = '1', 'K' = '2', Z = '1'}"),
    EditCase("\"tools\".A = '1'\n", add, "\"tools\".A = '1'\n\"tools\".'K' = '2'\n"),
    EditCase("[ \"tools\" ]\nA = '1'\n", add, "[ \"tools\" ]\nA = '1'\n'K' = '2'\n"),
  ])
  func entryIsAddedWhereToolsHaveNoSection(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test func hostileWordsAreWrittenAsText() throws {
    let key = "ocx:\"]\n[env]\u{1B}"
    let request = "1\"\nx = '\\\u{7F}"
    let bytes = try ToolsEditor.apply([.set(key: key, request: request)], to: [])
    let root = try TOMLDocument(parsing: bytes).root
    #expect(root.entries.map(\.key.name) == ["tools"])
    #expect(root["tools"]?.table?[key]?.string == request)
  }

  @Test func editsAreMadeOneAfterTheOther() throws {
    let edits: [ToolsEdit] = [
      .set(key: "B", request: "1"), .set(key: "A", request: "1"),
      .set(key: "B", request: "2"), .remove(key: "A"),
    ]
    let bytes = try ToolsEditor.apply(edits, to: Array("x = 1\n".utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == "x = 1\n\n[tools]\n\"B\" = \"2\"\n")
  }
}
