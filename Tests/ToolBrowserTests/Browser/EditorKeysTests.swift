import BackendKit
import Testing

@testable import ToolBrowser

/// The keys that open a file in the user's editor, and those that search the diff.
struct EditorKeysTests {
  @Test func `the editor opens at the line of the entry`() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("2<Home>e")
      let entry = try #require(bench.state.selectedRow?.pin.entry)
      #expect(bench.edited == ["\(entry.file):\(entry.line)"])
      try bench.keys("1/cmake<Enter>e")
      let pin = try #require(
        bench.state.selectedTool.flatMap { bench.state.pins(of: $0.tool).first })
      #expect(bench.edited.last == "\(pin.id.file):\(pin.pin.entry.line)")
    }
  }

  @Test func `a missing editor is reported`() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      bench.hasEditor = false
      try bench.keys("2e")
      #expect(bench.edited == [])
      #expect(bench.state.error?.message == "There is no editor.")
    }
  }

  @Test(arguments: [
    ("vim", ["vim \"$@\"", "editor", "+7", "/p/mise.toml"]),
    ("code --wait", ["code --wait \"$@\"", "editor", "--goto", "/p/mise.toml:7"]),
    ("/usr/bin/hx", ["/usr/bin/hx \"$@\"", "editor", "/p/mise.toml:7"]),
  ])
  func `each editor gets the line in its own way`(words: String, expected: [String]) throws {
    let environment = Environment(variables: ["EDITOR": words], workingDirectory: "/")
    let editor = try #require(Editor(environment))
    let command = editor.command(file: "/p/mise.toml", line: 7, environment)
    #expect(command.arguments == ["-c"] + expected)
  }

  @Test func `the diff is searched, and the next match comes to the top`() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "60x12")
      try bench.keys("2U<Enter>3/\"ocx:<Enter>")
      let matches = FilteredList.staged.visible(in: bench.state)
      try #require(matches.count > 1 && bench.state.layout.diff.last > matches[1])
      #expect(bench.state.staged.top == matches[0])
      try bench.keys("n")
      #expect(bench.state.staged.top == matches[1])
      try bench.keys("N")
      #expect(bench.state.staged.top == matches[0])
      try bench.keys("<Esc>")
      #expect(bench.state.staged.filter == nil)
    }
  }
}
