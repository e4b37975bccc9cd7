import Foundation
import Testing

@testable import BackendKit

struct IndexCollectionTests {
  private let tool = ToolName(registry: "ocx.sh", repository: "a/b")

  @Test func whereTheIndexIs() {
    func path(_ variables: [String: String], override: String? = nil) -> String {
      IndexCollection.locate(
        override: override,
        environment: Environment(variables: variables, workingDirectory: "/some/where")
      ).path
    }
    let home = ["HOME": "/home/me"]
    #expect(path(home) == "/home/me/.ocx/index")
    #expect(path(home.merging(["OCX_HOME": ""]) { $1 }) == "/home/me/.ocx/index")
    #expect(path(home.merging(["OCX_HOME": "/o"]) { $1 }) == "/o/index")
    #expect(path(["OCX_HOME": "/o", "OCX_INDEX": "/i"]) == "/i")
    #expect(path(["OCX_HOME": "/o", "OCX_INDEX": ""]) == "/some/where")
    #expect(path(["OCX_INDEX": "rel"]) == "/some/where/rel")
    #expect(path(["OCX_INDEX": "/i"], override: "mine") == "/some/where/mine")
  }

  @Test func noIndexAtAll() throws {
    let fixture = try IndexFixture()
    let index = fixture.index
    #expect(!index.exists)
    #expect(throws: IndexFailure.absent(path: index.path)) { try index.sources() }
    #expect(throws: IndexFailure.absent(path: index.path)) { try index.root(of: tool) }
    #expect(IndexFailure.absent(path: "x").remedy == .refreshIndex(of: "ocx.sh"))
    #expect(IndexFailure.absent(path: "x").code == .notFound)
  }

  @Test func foldersThatAreNoSourceAreIgnored() throws {
    let fixture = try IndexFixture()
    try fixture.write(".lock", "")
    try fixture.write(".tmp-1/p/a/b.json", IndexFixture.rootText(["1"]))
    try fixture.write("notes.txt", "hello")
    try fixture.write("foreign/readme", "")
    try fixture.write("ba d/p/a/b.json", IndexFixture.rootText(["1"]))
    #expect(try fixture.index.sources().isEmpty)
    try fixture.write("r.example/p/a/b.json", IndexFixture.rootText(["1"]))
    let sources = try fixture.index.sources()
    #expect(sources.map(\.registry) == ["r.example"])
    #expect(sources.map(\.kind) == [.derived])
  }

  @Test func namesComeFromTheCatalogAndTheFolders() throws {
    let fixture = try IndexFixture()
    try fixture.publish(["a/b", "listed/only"])
    try fixture.write("ocx.sh/p/a/b.json", IndexFixture.rootText(["1"]))
    try fixture.write("ocx.sh/p/found/only.json", "no root is read for the names")
    try fixture.write("ocx.sh/p/a/b/o/sha256/\(IndexFixture.digest).json", "{}")
    let names = try fixture.index.names(in: fixture.index.sources()[0])
    #expect(names.map(\.repository) == ["a/b", "found/only", "listed/only"])
    // The one that was never fetched is a row with its reason; the others are not touched by it.
    let roots = fixture.index.roots(of: names)
    #expect(roots.map { (try? $0.get()) != nil } == [true, false, false])
    #expect(throws: IndexFailure.unknownTool(names[2], near: [])) { try roots[2].get() }
  }

  @Test func hostileNamesAreLeftOut() throws {
    let fixture = try IndexFixture()
    let hostile = [
      "../../../etc/passwd", "a/../b", "/etc/passwd", "", ".", "A/b", "a b/c", "a//b", "a/b\\u0000",
      "a/\\u001b[31m", "a/é", "a/b:1", "a/b@x",
    ]
    try fixture.publish(hostile + ["good/one"])
    let names = try fixture.index.names(in: fixture.index.sources()[0])
    #expect(names.map(\.repository) == ["good/one"])
  }

  @Test func aBrokenCatalogHidesNothing() throws {
    for catalog in ["", "{", "[]", "{\"packages\": 3}", "{\"packages\": {\"a/b\": 3}}", "\u{0}"] {
      let fixture = try IndexFixture()
      try fixture.publish([])
      try fixture.write("ocx.sh/c/index.json", catalog)
      try fixture.write("ocx.sh/p/a/b.json", IndexFixture.rootText(["1"]))
      let names = try fixture.index.names(in: fixture.index.sources()[0])
      #expect(names == [tool], "\(catalog)")
    }
  }

  /// What stands where the catalog should, so that it cannot be read.
  enum Unreadable: CaseIterable { case tooLarge, pipe, folder, linkOutside, loop }

  @Test(arguments: Unreadable.allCases)
  func aCatalogThatCannotBeReadHidesNothing(catalog: Unreadable) throws {
    let fixture = try IndexFixture()
    try fixture.publish([])
    try fixture.write("ocx.sh/p/a/b.json", IndexFixture.rootText(["1"]))
    let path = fixture.root + "/index/ocx.sh/c/index.json"
    if catalog != .tooLarge { try Files.removeFile(path) }
    switch catalog {
    case .tooLarge: #expect(truncate(path, off_t(IndexFolder.limit + 1)) == 0)
    case .pipe: #expect(mkfifo(path, 0o600) == 0)
    case .folder: try Files.makeDirectories(path)
    case .linkOutside: try fixture.link("ocx.sh/c/index.json", to: "/etc/passwd")
    case .loop: try fixture.link("ocx.sh/c/index.json", to: "index.json")
    }
    #expect(try fixture.index.names(in: fixture.index.sources()[0]) == [tool])
  }

  @Test(arguments: ["2", "0", "\"1\"", "1.5", "null", "99999999999999999999"])
  func otherFormatsAreRefused(version: String) throws {
    let fixture = try IndexFixture()
    try fixture.publish(["a/b"])
    try fixture.write("ocx.sh/p/a/b.json", IndexFixture.rootText(["1"]))
    try fixture.write("ocx.sh/config.json", "{\"format_version\": \(version)}")
    let source = try #require(try fixture.index.sources().first)
    for failure in [
      #expect(throws: IndexFailure.self) { try fixture.index.names(in: source) },
      #expect(throws: IndexFailure.self) { try fixture.index.root(of: tool) },
      #expect(throws: IndexFailure.self) { try fixture.index.roots(of: [tool])[0].get() },
    ] {
      guard case .unsupportedFormat = failure else {
        Issue.record("\(String(describing: failure))")
        continue
      }
      #expect(failure?.code == .data)
    }
  }

  @Test func theRegistryBehindAFolderName() throws {
    let fixture = try IndexFixture()
    func root(_ repository: String, name: String? = nil) -> String {
      let name = name.map { "\"name\": \"\($0)\", " } ?? ""
      return "{\(name)\"repository\": \"oci://\(repository)\", \"tags\": {}}"
    }
    try fixture.write("127.0.0.1_5000/p/a/b.json", root("127.0.0.1:5000/a/b"))
    try fixture.write("my_reg.example/p/a/b.json", root("ghcr.io/a/b", name: "my_reg.example/a/b"))
    try fixture.write("localhost_5001/config.json", "{\"format_version\": 1}")
    try fixture.write("___1__5002/p/a/b.json", root("[::1]:5002/a/b"))
    // A root that claims another registry is not believed.
    try fixture.write("liar_1/p/a/b.json", root("ocx.sh/a/b", name: "ocx.sh/a/b"))
    #expect(
      Set(try fixture.index.sources().map(\.registry)) == [
        "127.0.0.1:5000", "my_reg.example", "localhost:5001", "[::1]:5002", "liar:1",
      ])
    let tool = try ToolName(parsing: "127.0.0.1:5000/a/b")
    #expect(try fixture.index.root(of: tool).repository == "oci://127.0.0.1:5000/a/b")
  }

  @Test func namesOfAnyDepthInDerivedSources() throws {
    let fixture = try IndexFixture()
    for name in ["one", "a/b", "a/b/c", "a/b/c/d/e", "o/x", "a/o"] {
      try fixture.write("r.example/p/\(name).json", IndexFixture.rootText(["1"]))
      try fixture.write("r.example/p/\(name)/o/sha256/\(IndexFixture.digest).json", "{}")
    }
    let names = try fixture.index.names(in: fixture.index.sources()[0]).map(\.repository)
    #expect(names == ["a/b", "a/b/c", "a/b/c/d/e", "a/o", "o/x", "one"])
  }

  @Test func linksLeadNowhereElse() throws {
    let fixture = try IndexFixture()
    try fixture.publish(["a/b", "c/d", "e/f", "g/h"])
    let secret = fixture.root + "/secret.json"
    try Data(IndexFixture.rootText(["6.6.6"]).utf8).write(to: URL(filePath: secret))
    try fixture.link("ocx.sh/p/a/b.json", to: secret)
    try fixture.link("ocx.sh/p/c", to: fixture.root)
    try fixture.link("ocx.sh/p/loop", to: "..")
    try fixture.link("ocx.sh/p/g/h.json", to: "h.json")
    try fixture.write("ocx.sh/p/real.json", IndexFixture.rootText(["1"]))
    try fixture.link("ocx.sh/p/e/f.json", to: "../real.json")
    let names = try fixture.index.names(in: fixture.index.sources()[0])
    #expect(names.map(\.repository) == ["a/b", "c/d", "e/f", "g/h"])
    let roots = fixture.index.roots(of: names)
    #expect(
      throws: IndexFailure.outside(path: fixture.index.path + "/ocx.sh/p/a/b.json")
    ) { try roots[0].get() }
    #expect(throws: IndexFailure.unknownTool(names[1], near: [])) { try roots[1].get() }
    // Within the source a link is as good as a file.
    #expect(try roots[2].get().tags.map(\.tag) == ["1"])
    #expect(throws: IndexFailure.self) { try roots[3].get() }
  }

  @Test func registriesThatWouldLeadOut() throws {
    let fixture = try IndexFixture()
    try fixture.write("x", "")
    for registry in ["..", ".", ""] {
      let tool = ToolName(registry: registry, repository: "a/b")
      #expect(throws: IndexFailure.self) { try fixture.index.root(of: tool) }
    }
    #expect(ToolName.slug(ofRegistry: "../é/ x") == "..____x")
  }

  @Test func readingStopsWhereItIsCancelled() throws {
    let fixture = try IndexFixture()
    try fixture.publish(["a/b"])
    try fixture.write("ocx.sh/p/a/b.json", IndexFixture.rootText(["1"]))
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: IndexFailure.cancelled) {
      try fixture.index.roots(of: [tool], cancellation: cancellation)[0].get()
    }
  }

  @Test func ageIsCountedFromTheNewestFile() throws {
    let fixture = try IndexFixture()
    try fixture.publish(["a/b"])
    try fixture.write("ocx.sh/p/a/b.json", IndexFixture.rootText(["1"]))
    let source = try #require(try fixture.index.sources().first)
    let modified = try #require(fixture.index.modified(source))
    #expect(fixture.index.age(of: source, now: modified + 90) == 90)
    #expect(fixture.index.age(of: source, now: modified - 5) == 0)
  }
}
