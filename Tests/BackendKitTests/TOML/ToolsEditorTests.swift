import Testing

@testable import BackendKit

/// One edit of one text. `K` stands for the key of a tool.
struct EditCase: Sendable, CustomTestStringConvertible {
  let old: String
  let edit: ToolsEdit
  let new: String

  init(_ old: String, _ edit: ToolsEdit, _ new: String) {
    self.old = old
    self.edit = edit
    self.new = new
  }

  var testDescription: String { "\(edit) on \(old.debugDescription)" }

  /// The text that comes out, or the failure's one line.
  func outcome() -> String {
    do throws(ToolsEditFailure) {
      return String(decoding: try ToolsEditor.apply([edit], to: Array(old.utf8)), as: UTF8.self)
    } catch {
      return "! " + error.message
    }
  }
}

private let set = ToolsEdit.set(key: "K", request: "2")
private let pinned = ToolsEdit.set(key: "K", request: "2", digest: "sha256:d")
private let remove = ToolsEdit.remove(key: "K")

@Suite struct ToolsEditorTests {
  @Test(arguments: [
    EditCase("[tools]\nK = \"1\" # c\n", set, "[tools]\nK = \"2\" # c\n"),
    EditCase("[tools]\nK   =   '1'\r\n", set, "[tools]\nK   =   '2'\r\n"),
    EditCase("[tools]\n'K' = '''1'''", set, "[tools]\n'K' = '''2'''"),
    EditCase("[tools]\nK = \"\"\"\n1\"\"\"\n", set, "[tools]\nK = \"\"\"2\"\"\"\n"),
    EditCase("[tools]\nK = [ \"1\", '0' ]\n", set, "[tools]\nK = [ \"2\", '0' ]\n"),
    EditCase("tools . \"K\" = \"1\"\n", set, "tools . \"K\" = \"2\"\n"),
    EditCase("tools.K.version = \"1\"\n", set, "tools.K.version = \"2\"\n"),
    EditCase("tools = {K=\"1\"}\n", set, "tools = {K=\"2\"}\n"),
    EditCase(
      "[tools]\nK = {version='1', os=[\"linux\"]}", set,
      "[tools]\nK = {version='2', os=[\"linux\"]}"),
    EditCase(
      "[tools.K]\nos = []\nversion = \"1\" # c\n", set,
      "[tools.K]\nos = []\nversion = \"2\" # c\n"),
    EditCase(
      "[tools.K]\n# c\nversion = \"1\"\n[tools.K.install_env]\nA = \"1\"\n", set,
      "[tools.K]\n# c\nversion = \"2\"\n[tools.K.install_env]\nA = \"1\"\n"),
    EditCase(
      "[[tools.K]]\nversion = \"1\"\n[[tools.K]]\nversion = \"0\"\n", set,
      "[[tools.K]]\nversion = \"2\"\n[[tools.K]]\nversion = \"0\"\n"),
    EditCase("[tools]\nK = { prefix = \"1\" }\n", set, "[tools]\nK = { version = \"2\" }\n"),
    EditCase("[tools.K]\nprefix  = \"1\"\n", set, "[tools.K]\nversion = \"2\"\n"),
    EditCase("[tools]\nK = { branch = \"b\" }\n", set, "[tools]\nK = { version = \"2\" }\n"),
    EditCase("[tools]\nK = { os = [], tag = '1' }", set, "[tools]\nK = { os = [], version = '2' }"),
    EditCase("tools.K.rev = '1'\n", set, "tools.K.version = '2'\n"),
    EditCase("[tools]\nK = { os = [] }\n", set, "[tools]\nK = { version = \"2\", os = [] }\n"),
    EditCase("[tools]\nK = {}\n", set, "[tools]\nK = { version = \"2\" }\n"),
    EditCase("[tools]\nK = []\n", set, "[tools]\nK = \"2\"\n"),
    EditCase("[tools]\nK = 1\n", set, "[tools]\nK = \"2\"\n"),
    EditCase("[tools.K]\n[x]\n", set, "[tools.K]\nversion = \"2\"\n[x]\n"),
  ])
  func requestIsSet(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test func signOfARequestGoesWithItsKey() {
    let prefixed = ToolsEdit.set(key: "K", request: "prefix:2")
    #expect(
      EditCase("[tools]\nK = { prefix = '1' }\n", prefixed, "").outcome()
        == "[tools]\nK = { prefix = '2' }\n")
    #expect(
      EditCase("[tools]\nK = { version = '1' }\n", prefixed, "").outcome()
        == "[tools]\nK = { version = 'prefix:2' }\n")
  }

  @Test(arguments: [
    EditCase(
      "[tools]\nK = '1' # c\n", pinned,
      "[tools]\nK = { version = '2', digest = 'sha256:d' } # c\n"),
    EditCase(
      "[tools]\nK = [\n  \"1\", # c\n]\n", pinned,
      "[tools]\nK = [\n  { version = \"2\", digest = \"sha256:d\" }, # c\n]\n"),
    EditCase(
      "[tools]\nK = '''\n1'''\n", pinned,
      "[tools]\nK = { version = '2', digest = 'sha256:d' }\n"),
    EditCase(
      "[tools]\nK = { version='1', os=[] }\n", pinned,
      "[tools]\nK = { version='2', digest='sha256:d', os=[] }\n"),
    EditCase(
      "[tools]\nK = [{version='1'},'0']\n", pinned,
      "[tools]\nK = [{version='2', digest='sha256:d'},'0']\n"),
    EditCase(
      "[tools]\nK = { version='1', digest = 'x' }\n", pinned,
      "[tools]\nK = { version='2', digest = 'sha256:d' }\n"),
    EditCase(
      "[tools.K]\n  version  = '1' # c\n  os       = []", pinned,
      "[tools.K]\n  version  = '2' # c\n  digest   = 'sha256:d'\n  os       = []"),
    EditCase(
      "[tools.K]\r\nversion = '1'", pinned,
      "[tools.K]\r\nversion = '2'\r\ndigest = 'sha256:d'"),
    EditCase(
      "tools.\"K\".version = '1'\n", pinned,
      "tools.\"K\".version = '2'\ntools.\"K\".digest = 'sha256:d'\n"),
    EditCase(
      "tools = { K.version = '1' }\n", pinned,
      "tools = { K.version = '2', K.digest = 'sha256:d' }\n"),
    EditCase(
      "[tools]\nK = { os=[] }\n", pinned,
      "[tools]\nK = { version = \"2\", digest = \"sha256:d\", os=[] }\n"),
    EditCase(
      "[tools.K]\nos = []", pinned,
      "[tools.K]\nversion = \"2\"\ndigest = \"sha256:d\"\nos = []"),
    EditCase(
      "[tools]\nK = { digest = 'x' }\n", pinned,
      "[tools]\nK = { version = '2', digest = 'sha256:d' }\n"),
    EditCase("", pinned, "[tools]\n\"K\" = { version = \"2\", digest = \"sha256:d\" }\n"),
  ])
  func digestIsSet(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase("[tools]\nA = 1\nK = '1' # c\nZ = 1\n", remove, "[tools]\nA = 1\nZ = 1\n"),
    EditCase("[tools]\n# above\nK = '1'\n\n# below\n", remove, "[tools]\n# above\n\n# below\n"),
    EditCase("[tools]\nA = 1\r\nK = '1'", remove, "[tools]\nA = 1"),
    EditCase("[tools]\nK = [\n '1', # c\n '2',\n]\nZ = 1\n", remove, "[tools]\nZ = 1\n"),
    EditCase("x = 1\n\n[tools.K]\nversion = '1'\n\n[y]\n", remove, "x = 1\n\n[y]\n"),
    EditCase("x = 1\n\n[tools.K]\nversion = '1'\n", remove, "x = 1\n"),
    EditCase(
      "[tools.K]\nversion = '1'\n# mine\n\n[tools.K.a.b]\nc = 1\n\n# z\n[z]\n", remove,
      "# mine\n\n# z\n[z]\n"),
    EditCase("[tools]\nA = '1'\n\n[tools.K]\nversion = '1'", remove, "[tools]\nA = '1'"),
    EditCase("[[tools.K]]\nversion = '1'\n[[tools.K]]\nversion = '0'\n", remove, ""),
    EditCase("[[tools.K]]\nversion = '1'\n\n[[tools.K]]\nversion = '0'\n", remove, ""),
    EditCase(
      "x = 1\n\n[tools.K]\nversion = '1'\n\n\n[tools.K.e]\nq = 1\n", remove, "x = 1\n"),
    EditCase("x = 1\n\n[tools.K]\n\nversion = '1'", remove, "x = 1"),
    EditCase("[tools.K]\r\n\r\nversion = '1'", remove, ""),
    EditCase(
      "[[tools.K]]\nversion = '1'\n\n# mine\n\n[[tools.K]]\nversion = '0'\n\n[y]\n", remove,
      "# mine\n\n[y]\n"),
    EditCase("tools.K.version = '1'\ntools.A = '1'\ntools.K.os = []\n", remove, "tools.A = '1'\n"),
    EditCase("tools.K = '1'\n", remove, ""),
    EditCase("tools = { K = '1' }\n", remove, "tools = {}\n"),
    EditCase("tools = { A = '1', K = '1' }\n", remove, "tools = { A = '1' }\n"),
    EditCase("tools = { K.a = 1, A = '1', K.version = '1' }\n", remove, "tools = { A = '1' }\n"),
    EditCase("\u{FEFF}tools.K = '1'\nx = 1\n", remove, "\u{FEFF}x = 1\n"),
  ])
  func entryIsRemoved(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase(
      "[tools]\nK = ['1', '2', '3']\n", .remove(key: "K", element: 0),
      "[tools]\nK = ['2', '3']\n"),
    EditCase(
      "[tools]\nK = ['1', '2', '3' ]\n", .remove(key: "K", element: 2),
      "[tools]\nK = ['1', '2' ]\n"),
    EditCase(
      "[tools]\nK = [\n  '1', # a\n  # b\n  '2' # c\n]\n", .remove(key: "K", element: 1),
      "[tools]\nK = [\n  '1' # a\n  # b\n]\n"),
    EditCase("[tools]\nK = ['1']\n", .remove(key: "K", element: 0), "[tools]\n"),
    EditCase(
      "[tools]\nK = [\n  { version = '1' },\n  {\n    version = '0',\n  },\n]\n",
      .remove(key: "K", element: 1), "[tools]\nK = [\n  { version = '1' },\n]\n"),
    EditCase(
      "[tools]\nK = ['1',\n '2', '3']\n", .remove(key: "K", element: 1),
      "[tools]\nK = ['1',\n '3']\n"),
    EditCase(
      "[tools]\nK = ['1',\n '2']\n", .remove(key: "K", element: 1),
      "[tools]\nK = ['1']\n"),
    EditCase(
      "[[tools.K]]\nversion = '1'\n[tools.K.e]\nx = 1\n[[tools.K]]\nversion = '0'\n",
      .remove(key: "K", element: 0), "[[tools.K]]\nversion = '0'\n"),
    EditCase(
      "x = 1\n\n[[tools.K]]\nversion = '1'\n\n[tools.K.e]\nx = 1\n\n[[tools.K]]\nversion = '0'\n",
      .remove(key: "K", element: 0), "x = 1\n\n[[tools.K]]\nversion = '0'\n"),
    EditCase(
      "[tools]\nK = ['1', '0']\n", .set(key: "K", request: "2", element: 1),
      "[tools]\nK = ['1', '2']\n"),
    EditCase(
      "[[tools.K]]\nversion = '1'\n[[tools.K]]\nversion = '0'\n",
      .set(key: "K", request: "2", digest: "sha256:d", element: 1),
      "[[tools.K]]\nversion = '1'\n[[tools.K]]\nversion = '2'\ndigest = 'sha256:d'\n"),
  ])
  func elementsOfArrays(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase("[tools]\nA = '1'\n", remove, "! there is no \"K\" in the file"),
    EditCase(
      "[tools]\nK = ['1']\n", .set(key: "K", request: "2", element: 1),
      "! there is no \"K\" in the file"),
    EditCase("tools = 1\n", set, "! line 1: \"K\" cannot be added: tools is not a table"),
    EditCase(
      "[tools]\nK = { version = '1', ref = 'x' }\n", set,
      "! line 2: \"K\" has more than one of version, path, prefix and ref"),
    EditCase(
      "[tools]\nK = { tag = '1', rev = 'x' }\n", set,
      "! line 2: \"K\" has more than one of version, path, prefix and ref"),
    EditCase("[tools\n", set, "! line 1, column 7: expected \"]\""),
    EditCase(
      "[tools]\nK = [['1']]\n", set,
      "! line 2: \"K\" has an array where a version belongs"),
    EditCase(
      "[tools]\nK = '1'\n", .set(key: "K", request: "2", element: 1),
      "! there is no \"K\" in the file"),
    EditCase(
      "[tools]\nK = [ # none\n]\n", set,
      "! \"K\" is written in a form that cannot be edited safely"),
    EditCase(
      "tools.K.os = []\n", set,
      "! \"K\" is written in a form that cannot be edited safely"),
  ])
  func refusals(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }
}
