import Testing

@testable import BackendKit

private let set = ToolsEdit.set(key: "K", request: "2")
private let pinned = ToolsEdit.set(key: "K", request: "2", digest: "d")
private let remove = ToolsEdit.remove(key: "K")

/// Inline tables over several lines, which TOML has since 1.1.
@Suite struct InlineTableEditingTests {
  @Test(arguments: [
    EditCase(
      "[tools]\nK = {\n  version = \"1\",   # c\n}\n", set,
      "[tools]\nK = {\n  version = \"2\",   # c\n}\n"),
    EditCase(
      "[tools]\nK = {\n  prefix = '1'\n}\n", set, "[tools]\nK = {\n  version = '2'\n}\n"),
    EditCase(
      "[tools]\nK = {\n\tos = [],\n}\n", set,
      "[tools]\nK = {\n\tversion = \"2\",\n\tos = [],\n}\n"),
    EditCase("[tools]\nK = {\n}\n", set, "[tools]\nK = {\n  version = \"2\",\n}\n"),
    EditCase(
      "[tools]\nK = { # c\n    # d\n}\n", set,
      "[tools]\nK = { # c\n    # d\n    version = \"2\",\n}\n"),
  ])
  func requestIsSet(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    // With a trailing comma.
    EditCase(
      "[tools]\nK = {\n  version = \"1\", # c\n}\n", pinned,
      "[tools]\nK = {\n  version = \"2\", # c\n  digest = \"d\",\n}\n"),
    // Without one.
    EditCase(
      "[tools]\r\nK = {\r\n\tversion = '1' # c\r\n}\r\n", pinned,
      "[tools]\r\nK = {\r\n\tversion = '2', # c\r\n\tdigest = 'd'\r\n}\r\n"),
    // In the middle, aligned.
    EditCase(
      "[tools]\nK = {\n  version  = \"1\",\n  # on\n  os       = []\n}\n", pinned,
      "[tools]\nK = {\n  version  = \"2\",\n  digest   = \"d\",\n  # on\n  os       = []\n}\n"),
    // Several on one line.
    EditCase(
      "[tools]\nK = {\n  version=\"1\",os=[],\n}\n", pinned,
      "[tools]\nK = {\n  version=\"2\",digest=\"d\",os=[],\n}\n"),
    EditCase(
      "[tools]\nK = { version = \"1\",\n  os = [] }\n", pinned,
      "[tools]\nK = { version = \"2\", digest = \"d\",\n  os = [] }\n"),
    EditCase(
      "[tools]\nK = { version = \"1\", }\n", pinned,
      "[tools]\nK = { version = \"2\", digest = \"d\", }\n"),
    EditCase(
      "[tools]\nK = {\n  version = \"1\" }\n", pinned,
      "[tools]\nK = {\n  version = \"2\", digest = \"d\" }\n"),
    // Commas at the start of lines.
    EditCase(
      "[tools]\nK = {\n    version = \"1\" # c\n  , os = []\n}\n", pinned,
      "[tools]\nK = {\n    version = \"2\", digest = \"d\" # c\n  , os = []\n}\n"),
    EditCase(
      "[tools]\nK = [\n  {\n    version = '1',\n  },\n]\n", pinned,
      "[tools]\nK = [\n  {\n    version = '2',\n    digest = 'd',\n  },\n]\n"),
    EditCase(
      "[tools]\nK = {\n  digest = \"x\", version = \"1\"\n}\n", pinned,
      "[tools]\nK = {\n  digest = \"d\", version = \"2\"\n}\n"),
    EditCase(
      "[tools]\nK = {\n}\n", pinned,
      "[tools]\nK = {\n  version = \"2\", digest = \"d\",\n}\n"),
    EditCase(
      "[tools]\nK = {\n  os = []\n}\n", pinned,
      "[tools]\nK = {\n  version = \"2\",\n  digest = \"d\",\n  os = []\n}\n"),
  ])
  func digestIsAdded(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase(
      "tools = {\n  A = \"1\",\n}\n", set, "tools = {\n  A = \"1\",\n  \"K\" = \"2\",\n}\n"),
    EditCase(
      "tools = {\n  A = \"1\" # a\n}\n", set, "tools = {\n  A = \"1\", # a\n  \"K\" = \"2\"\n}\n"),
    EditCase(
      "tools = {\n  # z\n  Z = \"1\",\n}\n", set,
      "tools = {\n  \"K\" = \"2\",\n  # z\n  Z = \"1\",\n}\n"),
    EditCase(
      "tools = { # sorted\n  A = \"1\",\n  Z = \"1\",\n}\n", set,
      "tools = { # sorted\n  A = \"1\",\n  \"K\" = \"2\",\n  Z = \"1\",\n}\n"),
    EditCase("  tools = {\n  }\n", set, "  tools = {\n    \"K\" = \"2\",\n  }\n"),
    EditCase(
      "tools = {\n  A = {\n    version = \"1\",\n  },\n}\n", set,
      "tools = {\n  A = {\n    version = \"1\",\n  },\n  \"K\" = \"2\",\n}\n"),
  ])
  func entryIsAdded(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    EditCase(
      "tools = {\n  A = \"1\",\n  # k\n  K = \"1\", # c\n}\n", remove,
      "tools = {\n  A = \"1\",\n  # k\n}\n"),
    EditCase(
      "tools = {\n  A = \"1\", # a\n  K = \"1\" # c\n}\n", remove, "tools = {\n  A = \"1\" # a\n}\n"
    ),
    EditCase(
      "tools = {\n  K = \"1\",\n  A = \"1\"\n}\n", remove, "tools = {\n  A = \"1\"\n}\n"),
    EditCase(
      "tools = {\n  K = {\n    version = \"1\", # }\n  },\n  A = \"1\",\n}\n", remove,
      "tools = {\n  A = \"1\",\n}\n"),
    EditCase("tools = {\n  K = \"1\",\n}\n", remove, "tools = {}\n"),
    EditCase("tools = {\n  # none\n  K = \"1\",\n}\n", remove, "tools = {\n  # none\n}\n"),
    EditCase("tools = { # none\n  K = \"1\" }\n", remove, "tools = { # none\n   }\n"),
    EditCase("tools = { K = \"1\", A = \"1\", }\n", remove, "tools = { A = \"1\", }\n"),
    EditCase("tools = { A = \"1\", K = \"1\", }\n", remove, "tools = { A = \"1\", }\n"),
    EditCase("tools = { A = \"1\", K = \"1\" }\n", remove, "tools = { A = \"1\" }\n"),
    EditCase(
      "tools = {\n    A = \"1\" # a\n  , K = \"1\" # k\n  , Z = \"1\"\n}\n", remove,
      "tools = {\n    A = \"1\" # a\n  ,  # k\n   Z = \"1\"\n}\n"),
    EditCase(
      "tools = {\n    A = \"1\" # a\n  , K = \"1\" # k\n}\n", remove,
      "tools = {\n    A = \"1\" # a\n    # k\n}\n"),
    EditCase(
      "tools = {\n  K.os = [],\n  A = \"1\",\n  K.version = \"1\",\n}\n", remove,
      "tools = {\n  A = \"1\",\n}\n"),
    EditCase(
      "[tools]\nA = \"1\"\nK = {\n  version = \"1\",\n}\nZ = \"1\"\n", remove,
      "[tools]\nA = \"1\"\nZ = \"1\"\n"),
  ])
  func entryIsRemoved(edit: EditCase) {
    #expect(edit.outcome() == edit.new)
  }
}
