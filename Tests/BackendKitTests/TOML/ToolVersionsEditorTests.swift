import Testing

@testable import BackendKit

@Suite struct ToolVersionsEditorTests {
  @Test(arguments: [
    EditCase("# c\nA 1\nK: 1\t0  # d\n", .set(key: "K", request: "2"), "# c\nA 1\nK: 2\t0  # d\n"),
    EditCase("K 1 0\n", .set(key: "K", request: "2", element: 1), "K 1 2\n"),
    EditCase("K # c\n", .set(key: "K", request: "2"), "K 2 # c\n"),
    EditCase("A 1\r\n", .set(key: "K", request: "2"), "A 1\r\nK 2\r\n"),
    EditCase("A 1", .set(key: "K", request: "2"), "A 1\nK 2"),
    EditCase(
      "A 1\n\n# images\n# B 1\n\n", .set(key: "K", request: "2"), "A 1\nK 2\n\n# images\n# B 1\n\n"),
    EditCase("A 1\r\n\r\n", .set(key: "K", request: "2"), "A 1\r\nK 2\r\n\r\n"),
    EditCase("# only\n\n", .set(key: "K", request: "2"), "# only\n\nK 2\n"),
    EditCase("", .set(key: "K", request: "2"), "K 2\n"),
    EditCase("A 1\nK 1 # c\n# d\n", .remove(key: "K"), "A 1\n# d\n"),
    EditCase("A 1\r\nK 1", .remove(key: "K"), "A 1"),
    EditCase("K 1 2 3\n", .remove(key: "K", element: 1), "K 1 3\n"),
    EditCase("K 1\nK 2\n", .remove(key: "K"), ""),
    EditCase("A 1\nK 1\n# c\nK 2\nK 3", .remove(key: "K"), "A 1\n# c"),
    EditCase("K 1\nK 2", .remove(key: "K"), ""),
    EditCase("\u{feff}K 1\n", .set(key: "K", request: "2"), "\u{feff}K 1\nK 2\n"),
    EditCase("\u{feff}K 1\nA 1\n", .remove(key: "K"), "! there is no \"K\" in the file"),
    EditCase("A 1\n", .remove(key: "K"), "! there is no \"K\" in the file"),
    EditCase("K 1\n", .set(key: "K", request: "2", element: -1), "! there is no \"K\" in the file"),
    EditCase(
      "A 1\n", .set(key: "K", request: "2", element: 1), "! there is no \"K\" in the file"),
    EditCase(
      "K 1\n", .set(key: "K", request: "2", digest: "sha256:d"),
      "! \"K\" cannot have a digest in .tool-versions"),
    EditCase("", .set(key: "K", request: "1 2"), "! \"1 2\" cannot be written in .tool-versions"),
    EditCase("", .set(key: "K\n", request: "1"), "! \"K \" cannot be written in .tool-versions"),
    EditCase("", .set(key: "K:", request: "1"), "! \"K:\" cannot be written in .tool-versions"),
  ])
  func linesAreEdited(edit: EditCase) {
    var outcome = ""
    do throws(ToolsEditFailure) {
      let bytes = try ToolVersionsEditor.apply([edit.edit], to: Array(edit.old.utf8))
      outcome = String(decoding: bytes, as: UTF8.self)
    } catch {
      outcome = "! " + error.message
    }
    #expect(outcome == edit.new)
  }
}
