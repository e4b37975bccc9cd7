import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

struct DemoTests {
  /// Variables of the user that must not reach into the demo.
  private static let foreign = [
    "HOME": "/nowhere", "MISE_ENV": "ci", "OCX_INDEX": "/nowhere/index",
  ]

  @Test func theFolderIsGoneAtTheEndUnlessItIsKept() throws {
    let base = Environment(
      variables: ["TMPDIR": NSTemporaryDirectory()], workingDirectory: "/")
    let gone = try Demo.withTemporaryFolder(base: base) { $0.folder }
    let kept = try Demo.withTemporaryFolder(keep: true, base: base) { $0.folder }
    defer { try? Files.removeTree(kept) }
    #expect([Files.exists(gone), Files.exists(kept)] == [false, true])
  }

  /// What a demo has left that was killed is removed by the next, which touches nothing else.
  @Test func leftoversOfAKilledDemoAreRemoved() throws {
    let parent = try Files.makeTemporaryDirectory(in: NSTemporaryDirectory(), prefix: "demos-")
    defer { try? Files.removeTree(parent) }
    let base = Environment(variables: ["TMPDIR": parent], workingDirectory: "/")
    let dead = Paths.join(parent, "ocx-mise-tui-demo-abc123")
    try Files.writeScratch(Paths.join(dead, "project/mise.toml"), "")
    try Files.writeScratch(Paths.join(parent, "ocx-mise-tui-demo-notes"), "a file of the user")
    let kept = try Demo.withTemporaryFolder(keep: true, base: base) { $0.folder }
    let names = try Demo.withTemporaryFolder(base: base) { first in
      try Demo.withTemporaryFolder(base: base) { second in
        [first.folder, second.folder, kept, dead].map { Files.isDirectory($0) }
      }
    }
    #expect(names == [true, true, true, false])
    #expect(
      try Files.list(parent) == [Paths.lastComponent(kept), "ocx-mise-tui-demo-notes"].sorted())
  }

  @Test func theFolderIsGoneAfterAFailureToo() {
    struct Stop: Error {}
    let base = Environment(
      variables: ["TMPDIR": NSTemporaryDirectory()], workingDirectory: "/")
    var folder = ""
    #expect(throws: Stop.self) {
      try Demo.withTemporaryFolder(base: base) {
        folder = $0.folder
        throw Stop()
      }
    }
    #expect(!folder.isEmpty && !Files.exists(folder))
  }

  @Test func nothingOfTheUserIsUsed() throws {
    try withDemo(Self.foreign) { demo in
      let variables = demo.environment.variables
      let outside = [
        "HOME", "MISE_DATA_DIR", "MISE_SYSTEM_DIR", "MISE_SYSTEM_DATA_DIR", "OCX_HOME", "PWD",
      ].filter {
        !Paths.isInside(variables[$0] ?? "/", demo.folder)
      }
      #expect(outside == [])
      #expect([variables["MISE_ENV"], variables["OCX_INDEX"]] == [nil, nil])
      #expect([variables["TERM"], variables["OCX_OFFLINE"]] == ["xterm", "1"])
    }
  }

  @Test func theSameTimeGivesTheSameBytes() throws {
    let first = try withDemo(Self.foreign) { try Self.tree($0) }
    let second = try withDemo(Self.foreign) { try Self.tree($0) }
    #expect(first == second)
    #expect(first.count > 100)
  }

  /// Each object is named by the hash of its bytes, as ocx itself demands.
  @Test func objectsAreNamedByTheirDigest() throws {
    try withDemo(Self.foreign) { demo in
      let objects = try Self.tree(demo).filter { $0.key.contains("/o/sha256/") }
      let wrong = objects.filter { path, bytes in
        let name = Paths.lastComponent(path).prefix { $0 != "." }
        return SHA256.hex(of: bytes) != name
      }
      #expect(wrong.keys.sorted() == [])
      #expect(objects.count > 80)
    }
  }

  @Test func theCatalogHoldsTheDigestOfEachRoot() throws {
    try withDemo(Self.foreign) { demo in
      let source = demo.index.path + "/ocx.sh"
      let catalog = try #require(
        JSONSerialization.jsonObject(
          with: Data(contentsOf: URL(filePath: source + "/c/index.json"))) as? [String: Any])
      let packages = try #require(catalog["packages"] as? [String: String])
      let hashed = try packages.keys.reduce(into: [String: String]()) { result, name in
        result[name] = "sha256:" + SHA256.hex(of: try Files.read("\(source)/p/\(name).json"))
      }
      #expect(packages == hashed)
    }
  }

  @Test(arguments: [
    ("kitware/cmake", "4.3", "4.3.4"), ("kitware/cmake", "4", "4.4.2"),
    ("kitware/cmake", "latest", "4.4.2"), ("kitware/cmake", "4.2", "4.2.7"),
    ("astral-sh/python-build-standalone", "slim", "slim-3.14.7"),
    ("astral-sh/python-build-standalone", "slim-3", "slim-3.14.7"),
    ("astral-sh/python-build-standalone", "latest", "3.14.7"),
    // Neither a yanked release nor a release candidate has aliases.
    ("tukaani/xz", "5.6", "5.6.4"), ("acme/app", "latest", "1.1.1"),
    ("acme/deploy", "main", "2.3.0"),
  ])
  func rollingTagsPointToTheNewest(name: String, tag: String, release: String) throws {
    let package = try #require(
      (DemoPackages.published + DemoPackages.derived).first { $0.name == name })
    #expect(package.tags().first { $0.name == tag }?.release == release)
  }

  @Test func everyTagStandsOnce() {
    for package in DemoPackages.published + DemoPackages.derived {
      let names = package.tags().map(\.name)
      #expect(names.count == Set(names).count, "\(package.name)")
    }
  }

  private static func tree(_ demo: Demo) throws -> [String: [UInt8]] {
    let listed = FileManager.default.enumerator(atPath: demo.folder)
    var files: [String: [UInt8]] = [:]
    while let name = listed?.nextObject() as? String {
      let path = demo.folder + "/" + name
      if Files.isFile(path), Files.kind(path) != .link { files[name] = try Files.read(path) }
    }
    return files
  }
}
