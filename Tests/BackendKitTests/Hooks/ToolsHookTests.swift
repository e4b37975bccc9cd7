import Foundation
import Testing

@testable import BackendKit

/// The hooks behind `mise search`, completion and mise's picker.
@Suite struct ToolsHookTests {
  /// An ocx and a mise that would tell that they were run, and an index.
  private struct World {
    let fixture: IndexFixture
    let folder: TemporaryFolder
    let notes = Collected()

    init() throws {
      fixture = try IndexFixture()
      folder = try TemporaryFolder()
      for name in ["ocx", "mise"] {
        try folder.write("bin/\(name)", "#!/bin/sh\n: > \(folder.path)/ran\n", mode: 0o755)
      }
    }

    func context(_ variables: [String: String] = [:]) -> InstallContext {
      let environment = Environment(
        variables: ["HOME": folder.path, "PATH": folder.path + "/bin"].merging(variables) { $1 },
        workingDirectory: folder.path)
      return InstallContext(environment: environment, index: fixture.index) { [notes] note in
        notes.append(note.line)
      }
    }

    func package(
      _ name: String, registry: String = "ocx.sh", status: String = "active",
      _ description: String = "null"
    ) throws {
      try fixture.write(
        "\(registry)/p/\(name).json",
        """
        {"name": "\(registry)/\(name)", "repository": "oci://r.example/x", "status": "\(status)",
         "desc": \(description), "tags": {}}
        """)
    }

    func list(_ variables: [String: String] = [:]) throws -> [String] {
      try Hooks.listTools(context(variables)).map(\.name)
    }

    func search(_ query: String) throws -> [String] {
      try Hooks.searchTools(query, context()).map(\.name)
    }
  }

  @Test func answersWithNamesAndDescriptions() throws {
    let world = try World()
    try world.package(
      "kitware/cmake", #"{"title": "CMake", "description": "Builds things", "keywords": ["c"]}"#)
    try world.package("acme/app", #"{"title": "App"}"#)
    try world.package("acme/bare")
    let expected = [
      #"{"name":"ocx.sh/acme/app","description":"App"}"#, #"{"name":"ocx.sh/acme/bare"}"#,
      #"{"name":"ocx.sh/kitware/cmake","description":"Builds things"}"#,
    ]
    let list = Hooks.answer(.listTools, input: Array("{}".utf8), context: world.context())
    #expect(list.json.compact == #"{"tools":[\#(expected.joined(separator: ","))]}"#)
    let search = Hooks.answer(
      .searchTools, input: Array(#"{"query":"cmake","plugin":"ocx"}"#.utf8),
      context: world.context())
    #expect(search.json.compact == #"{"tools":[\#(expected[2])]}"#)
    #expect((list.exitCode, search.exitCode) == (0, 0))
    #expect(!world.folder.exists("ran") && world.notes.all == [])
  }

  @Test func deprecatedOnesComeLastInASearchAndAreNotListed() throws {
    let world = try World()
    try world.package("acme/tool", status: "deprecated")
    try world.package("acme/toolbox")
    try world.package("acme/tools", status: "yanked")
    #expect(try world.list() == ["ocx.sh/acme/toolbox"])
    #expect(try world.search("tool") == ["ocx.sh/acme/toolbox", "ocx.sh/acme/tool"])
  }

  @Test func theDefaultRegistryComesFirst() throws {
    let world = try World()
    try world.package("a/one", registry: "a.example")
    try world.package("a/one")
    try world.package("z/one", registry: "z.example")
    #expect(try world.list() == ["ocx.sh/a/one", "a.example/a/one", "z.example/z/one"])
    #expect(
      try world.list(["OCX_DEFAULT_REGISTRY": "z.example"])
        == ["z.example/z/one", "a.example/a/one", "ocx.sh/a/one"])
    #expect(try world.search("z.example/z") == ["z.example/z/one"])
    #expect(try world.search("ocx.sh/a/o") == ["ocx.sh/a/one"])
  }

  /// What is left out of the list takes no place in it.
  @Test func aListHasFiveHundredAndASearchFifty() throws {
    let world = try World()
    let names = (1000..<1600).map { "acme/tool\($0)" }
    for name in names {
      try world.package(name, status: name < "acme/tool1050" ? "deprecated" : "active")
    }
    #expect(try world.list() == names[50..<550].map { "ocx.sh/" + $0 })
    #expect(try world.search("tool").count == 50)
    #expect(try world.search("tool1599").first == "ocx.sh/acme/tool1599")
  }

  @Test func textOfTheRegistryIsOneCleanLine() throws {
    let world = try World()
    let long = String(repeating: "word ", count: 60)
    try world.package("a/a", #"{"description": "\u001b[31m red\u001b[0m\nand\tmore \u202egnp  "}"#)
    try world.package("a/b", #"{"description": "\#(long)"}"#)
    try world.package("a/c", #"{"title": "Title", "description": " \n "}"#)
    let tools = try Hooks.listTools(world.context())
    #expect(tools[0].description == "red and more gnp")
    #expect(tools[1].description?.hasPrefix("word word") == true)
    #expect(tools[1].description?.hasSuffix("word…") == true)
    #expect(tools[1].description.map { $0.count <= 100 } == true)
    #expect(tools[2].description == "Title")
  }

  @Test func noIndexMeansNoTools() throws {
    let world = try World()
    #expect(try world.list() == [])
    #expect(try world.search("x") == [])
    try world.fixture.write("ocx.sh/config.json", #"{"format_version": 1}"#)
    #expect(try world.list() == [])
  }

  /// mise keeps its last answer where a hook fails.
  @Test func anIndexThatCannotBeReadIsAnError() throws {
    let world = try World()
    try world.package("a/good")
    try world.package("a/good", registry: "other.example")
    try world.fixture.write("ocx.sh/config.json", #"{"format_version": 9}"#)
    for (hook, input) in [(Hooks.Name.listTools, "{}"), (.searchTools, #"{"query":"x"}"#)] {
      let answer = Hooks.answer(hook, input: Array(input.utf8), context: world.context())
      #expect(answer.exitCode == 65, "\(answer.json.compact)")
    }
  }

  @Test func brokenPackageDoesNotAffectOthers() throws {
    let world = try World()
    try world.package("a/good")
    try world.fixture.write("ocx.sh/p/a/bad.json", "{")
    #expect(try world.list() == ["ocx.sh/a/good"])
    try Files.removeFile(world.fixture.index.path + "/ocx.sh/p/a/good.json")
    #expect(throws: InstallFailure.self) { try world.list() }
  }

  @Test(arguments: [
    "", " ", "$(touch F)", "\n", "\u{1b}[2J", String(repeating: "x", count: 90_000),
  ])
  func queryIsNotAPattern(query: String) throws {
    let world = try World()
    try world.package("a/good")
    let isBlank = query.allSatisfy(\.isWhitespace)
    #expect(try world.search(query) == (isBlank ? ["ocx.sh/a/good"] : []))
    #expect(!world.folder.exists("F") && !world.folder.exists("ran"))
  }
}
