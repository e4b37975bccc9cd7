import Foundation
import Testing

@testable import BackendKit

/// Roots, dispatch objects and readmes, right and wrong ones.
struct IndexDocumentTests {
  private let tool = ToolName(registry: "ocx.sh", repository: "a/b")
  private let zeros = IdentifierTests.zeros

  private func root(_ text: String) throws -> PackageRoot {
    try RootReader.root(of: tool, from: Array(text.utf8))
  }

  @Test func aFullRoot() throws {
    let root = try root(
      """
      {"name": "ocx.sh/a/b", "unknown": {"deep": [1, {"x": null}]}, "repository": "oci://r/a/b",
       "owners": [{"github": "x", "github_id": 1}, {"login": "y", "id": 2, "github": "z"}, 3, {}],
       "source": "https://github.com/o/s", "status": "deprecated",
       "deprecated_message": "gone", "superseded_by": "c/d", "created": "2026-01-02",
       "desc": {"digest": "sha256:\(zeros)", "title": "T\\u00e9", "description": "D",
                "keywords": ["k", 3, "l"], "readme": "sha256:\(zeros)", "logo": "bad"},
       "upstream": {"org": "O", "repository_url": "https://x", "disclaimer": "d"},
       "tags": {"2": {"content": "sha256:\(zeros)", "observed": "2026", "extra": []},
                "1": {"content": "sha256:\(zeros)", "yanked": {"reason": "r", "at": "t"}}}}
      """)
    let digest = try Digest("sha256:" + zeros)
    #expect(
      root
        == PackageRoot(
          tool: tool, repository: "oci://r/a/b", status: .deprecated, deprecatedMessage: "gone",
          supersededBy: "c/d", created: "2026-01-02",
          upstream: .init(organisation: "O", url: "https://x", disclaimer: "d"),
          source: "https://github.com/o/s", owners: ["x", "y"],
          description: .init(
            digest: digest, title: "Té", text: "D", keywords: ["k", "l"], readme: digest, logo: nil),
          tags: [
            .init(tag: "2", content: digest, observed: "2026", yanked: nil),
            .init(tag: "1", content: digest, observed: nil, yanked: Yank(reason: "r", at: "t")),
          ]))
  }

  @Test(arguments: [
    #"{"repository": "oci://r"}"#,
    #"{"repository": "oci://r", "owners": "x", "source": ["y"]}"#,
    #"{"repository": "oci://r", "status": 3, "desc": null, "upstream": "x", "tags": {}}"#,
    #"{"repository": "oci://r", "desc": {"title": 3, "keywords": "x"}, "status": "new"}"#,
    #"{"repository": "oci://r", "tags": null, "created": {}, "deprecated_message": false}"#,
  ])
  func onlyTheRepositoryMatters(text: String) throws {
    let root = try root(text)
    #expect(root.repository == "oci://r")
    #expect(root.status == .active)
    #expect(root.tags.isEmpty)
  }

  @Test(arguments: [
    "", "null", "[]", "{}", #"{"repository": 3}"#, #"{"repository": ""}"#,
    #"{"repository": "oci://r", "tags": []}"#,
    #"{"repository": "oci://r", "tags": {"1": {}}}"#,
    #"{"repository": "oci://r", "tags": {"1": {"content": null}}}"#,
    #"{"repository": "oci://r", "tags": {"1": {"content": "sha256:12"}}}"#,
    #"{"repository": "oci://r", "tags": {"1": "sha256:\#(IdentifierTests.zeros)"}}"#,
    #"{"repository": "oci://r"} x"#, #"{"repository": "oci://r",}"#,
    "{\"repository\": \"oci://r",
  ])
  func brokenRootsFailAlone(text: String) throws {
    let fixture = try IndexFixture()
    try fixture.publish(["a/b", "good/one"])
    try fixture.write("ocx.sh/p/a/b.json", text)
    try fixture.write("ocx.sh/p/good/one.json", IndexFixture.rootText(["1"]))
    let names = try fixture.index.names(in: fixture.index.sources()[0])
    #expect(names.count == 2)
    let roots = fixture.index.roots(of: names)
    let failure = #expect(throws: IndexFailure.self) { try roots[0].get() }
    #expect(failure?.code == .data)
    #expect(failure?.message.contains("a/b.json") == true)
    #expect(failure?.hint != nil)
    #expect(try roots[1].get().tags.count == 1)
  }

  @Test func yanksByPresence() throws {
    for (value, expected) in [
      ("null", nil), ("{}", Yank()), ("true", Yank()), ("\"x\"", Yank()),
      (#"{"reason": 3}"#, Yank()), (#"{"reason": "r"}"#, Yank(reason: "r")),
    ] {
      let tags = "{\"1\": {\"content\": \"sha256:\(zeros)\", \"yanked\": \(value)}}"
      let root = try root("{\"repository\": \"oci://r\", \"tags\": \(tags)}")
      #expect(root.tags.map(\.yanked) == [expected], "\(value)")
    }
  }

  @Test func theLastOfTwoTagsCounts() throws {
    let one = String(repeating: "1", count: 64)
    let tags =
      "{\"1\": {\"content\": \"sha256:\(zeros)\"}, \"2\": {\"content\": \"sha256:\(zeros)\"}, "
      + "\"1\": {\"content\": \"sha256:\(one)\"}}"
    let root = try root("{\"repository\": \"oci://r\", \"tags\": \(tags)}")
    #expect(root.tags.map(\.tag) == ["2", "1"])
    #expect(root.tags.last?.content.hex == one)
  }

  private func store(_ text: String, in fixture: IndexFixture, type: String = "json") throws
    -> Digest
  {
    let digest = try Digest("sha256:" + SHA256.hex(of: text))
    try fixture.write("ocx.sh/p/a/b/o/sha256/\(digest.hex).\(type)", text)
    return digest
  }

  @Test func dispatchObjects() throws {
    let fixture = try IndexFixture()
    func manifest(_ rest: String) -> String {
      "{\"mediaType\": \"m\", \"digest\": \"sha256:\(zeros)\", \"size\": 5\(rest)}"
    }
    let manifests = [
      manifest(
        #", "platform": {"os": "linux", "architecture": "amd64", "os.features": ["libc.glibc"]}"#),
      manifest(#", "platform": {"os": "unknown", "architecture": "unknown"}"#),
      manifest(""),
      manifest(#", "platform": {"os": "any", "architecture": "any"}"#),
      manifest(#", "platform": {"os": "linux", "architecture": "arm64", "variant": "v8"}"#),
    ]
    let digest = try store(
      "{\"schemaVersion\": 2, \"manifests\": [\(manifests.joined(separator: ","))]}", in: fixture)
    let object = try fixture.index.image(of: tool, digest: digest)
    #expect(object.entries.count == 5)
    #expect(object.entries.map(\.size) == [5, 5, 5, 5, 5])
    #expect(
      object.platforms.map(\.description) == ["linux/amd64+libc.glibc", "any", "linux/arm64/v8"])
    #expect(object.choice(for: try Platform("linux/amd64+libc.glibc")) == .found(0))
    #expect(object.choice(for: try Platform("windows/amd64")) == .found(1))
    #expect(object.fits(try Platform("linux/amd64")))
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"schemaVersion": 2}"#, #"{"schemaVersion": 2, "manifests": []}"#,
    #"{"schemaVersion": 1, "manifests": [{"mediaType": "m", "digest": "D", "size": 1}]}"#,
    #"{"schemaVersion": 2, "manifests": [{"mediaType": "", "digest": "D", "size": 1}]}"#,
    #"{"schemaVersion": 2, "manifests": [{"mediaType": "m", "digest": "x", "size": 1}]}"#,
    #"{"schemaVersion": 2, "manifests": [{"mediaType": "m", "digest": "D", "size": -1}]}"#,
    #"{"schemaVersion": 2, "manifests": [{"mediaType": "m", "digest": "D"}]}"#,
  ])
  func brokenDispatchObjects(text: String) throws {
    let fixture = try IndexFixture()
    let digest = try store(text.replacing("D", with: "sha256:" + zeros), in: fixture)
    let failure = #expect(throws: IndexFailure.self) {
      try fixture.index.image(of: tool, digest: digest)
    }
    guard case .corrupt = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test func contentMustMatchTheDigestInItsName() throws {
    let fixture = try IndexFixture()
    let digest = try Digest("sha256:" + zeros)
    #expect(throws: IndexFailure.missingObject(tool, digest)) {
      try fixture.index.image(of: tool, digest: digest)
    }
    try fixture.write("ocx.sh/p/a/b/o/sha256/\(zeros).json", "{}")
    #expect(
      throws: IndexFailure.digestMismatch(
        path: fixture.index.path + "/ocx.sh/p/a/b/o/sha256/\(zeros).json", expected: digest)
    ) { try fixture.index.image(of: tool, digest: digest) }
  }

  @Test func readmes() throws {
    let fixture = try IndexFixture()
    let digest = try store("# Hello\n", in: fixture, type: "md")
    func described(_ readme: Digest) throws -> PackageRoot {
      try root("{\"repository\": \"oci://r\", \"desc\": {\"readme\": \"\(readme)\"}}")
    }
    #expect(try fixture.index.readme(of: tool, root: described(digest)) == "# Hello\n")
    #expect(try fixture.index.readme(of: tool, root: root(#"{"repository": "oci://r"}"#)) == nil)
    let absent = try Digest("sha256:" + zeros)
    #expect(try fixture.index.readme(of: tool, root: described(absent)) == nil)
    try fixture.write("ocx.sh/p/a/b/o/sha256/\(zeros).md", "other")
    #expect(throws: IndexFailure.self) {
      try fixture.index.readme(of: tool, root: described(absent))
    }
  }

  @Test func filesBeyondTheLimitAreNotRead() throws {
    let fixture = try IndexFixture()
    try fixture.publish(["a/b"])
    try fixture.write("ocx.sh/p/a/b.json", "")
    let path = fixture.index.path + "/ocx.sh/p/a/b.json"
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: UInt64(IndexFolder.limit) + 1)
    try handle.close()
    #expect(throws: IndexFailure.tooLarge(path: path, limit: IndexFolder.limit)) {
      try fixture.index.root(of: tool)
    }
  }
}
