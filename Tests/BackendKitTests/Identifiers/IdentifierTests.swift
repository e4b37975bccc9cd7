import Testing

@testable import BackendKit

struct IdentifierTests {
  /// Parts of a reference, or the message of its rejection.
  private enum Outcome: Equatable {
    case parts(registry: String, repository: String, tag: String?, digest: String?)
    case rejected(String)
  }

  private func outcome(_ input: String) -> Outcome {
    do {
      let reference = try Reference(parsing: input, defaultRegistry: "ocx.sh")
      return .parts(
        registry: reference.tool.registry, repository: reference.tool.repository,
        tag: reference.tag, digest: reference.digest?.description)
    } catch {
      return .rejected(error.message)
    }
  }

  // Needs the recordings next to the package; reported as skipped if they do not exist.
  @Test
  func recordedIdentifiers() throws {
    let cases = try OCXRules.load().identifiers
    #expect(!cases.isEmpty)
    for recorded in cases {
      let expected: Outcome =
        if let error = recorded.error {
          .rejected(error)
        } else {
          .parts(
            registry: recorded.registry ?? "", repository: recorded.repository ?? "",
            tag: recorded.tag, digest: recorded.digest)
        }
      #expect(outcome(recorded.input) == expected, "\(recorded.input)")
    }
  }

  static let zeros = String(repeating: "0", count: 64)

  @Test(arguments: [
    ("../a/b", IdentifierFailure.directoryTraversal("../a/b")),
    ("ocx.sh/a/..:1", .directoryTraversal("ocx.sh/a/..:1")),
    ("..", .directoryTraversal("..")),
    (".:5000/a/b", .directoryTraversal(".:5000/a/b")),
    ("ocx.sh/A/../b", .directoryTraversal("ocx.sh/A/../b")),
    ("ocx.sh/a/b@", .digestInvalid("ocx.sh/a/b@")),
    ("ocx.sh/a/b@sha256:\(zeros)@x", .digestInvalid("ocx.sh/a/b@sha256:\(zeros)@x")),
    ("ocx.sh/a/b@SHA256:\(zeros)", .digestInvalid("ocx.sh/a/b@SHA256:\(zeros)")),
    ("@sha256:\(zeros)", .invalidFormat("@sha256:\(zeros)")),
    (":1", .invalidFormat(":1")),
    ("ocx.sh/a/b/", .invalidFormat("ocx.sh/a/b/")),
    ("ocx.sh/a\u{0}/b", .invalidFormat("ocx.sh/a\u{0}/b")),
    ("ocx.sh/a\n/b", .invalidFormat("ocx.sh/a\n/b")),
  ])
  func rejections(input: String, expected: IdentifierFailure) {
    #expect(throws: expected) { try Reference(parsing: input, defaultRegistry: "ocx.sh") }
    #expect(expected.hint != nil)
  }

  @Test func everyRejectionHasACauseAndAHint() {
    let failures: [IdentifierFailure] = [
      .empty(""), .uppercaseRepository("A/b"), .repositoryTooLong("x"), .digestInvalid("x"),
      .invalidFormat("x"), .directoryTraversal("x"), .tagInvalid(tag: "x", in: "y"),
      .unexpectedVersion("x"), .platformInvalid("x"),
    ]
    for failure in failures {
      #expect(failure.code == .usage)
      #expect(!failure.message.contains("\n"))
      #expect(failure.hint?.isEmpty == false)
      #expect(failure.hint?.contains("\n") == false)
    }
  }

  @Test func defaultRegistryIsUsed() throws {
    #expect(
      try ToolName(parsing: "kitware/cmake", defaultRegistry: "localhost:5000").description
        == "localhost:5000/kitware/cmake")
    #expect(
      try ToolName(parsing: "ocx.sh/kitware/cmake", defaultRegistry: "x.y").key
        == "ocx:ocx.sh/kitware/cmake")
  }

  /// OCX puts the default before the name as it stands, and takes all up to the first `/` for the
  /// registry.
  @Test func aDefaultRegistryIsAPrefix() throws {
    let reference = try Reference(parsing: "cmake:1", defaultRegistry: "ghcr.io/kitware")
    #expect(reference.tool.registry == "ghcr.io")
    #expect(reference.tool.repository == "kitware/cmake")
    let uppercase = "cmake"
    #expect(throws: IdentifierFailure.uppercaseRepository(uppercase)) {
      try Reference(parsing: uppercase, defaultRegistry: "ghcr.io/Kitware")
    }
  }

  @Test func everyPlusOfATagIsTurned() throws {
    let reference = try Reference(parsing: "a/b:1+\u{301}+2", defaultRegistry: "ocx.sh")
    #expect(reference.tag == "1_\u{301}_2")
  }

  /// A name becomes an argument of ocx: an option or an invalid host is rejected.
  @Test(arguments: [
    "--config=evil.toml/a", "-x.y/a", "a.b\u{0}c/d", "a.b\nc/d", "a b.c/d", "$(touch x).y/a",
    "'.y/a", "é.y/a",
  ])
  func namesThatAreNoHost(text: String) {
    #expect(throws: IdentifierFailure.invalidFormat(text)) { try ToolName(parsing: text) }
    #expect(throws: IdentifierFailure.invalidFormat("a")) {
      try ToolName(
        parsing: "a", defaultRegistry: String(text.prefix { $0 != "/" }))
    }
  }

  @Test(arguments: ["OCX.SH", "localhost", "127.0.0.1:5000", "[::1]:5000", "my_host:80", "x-y.z"])
  func hosts(registry: String) throws {
    #expect(try ToolName(parsing: registry + "/a").registry == registry)
  }

  @Test func toolNames() throws {
    #expect(try ToolName(parsing: "ocx:ocx.sh/a/b").repository == "a/b")
    // As a registry, the prefix would be cut when the name is read again.
    for text in ["ocx:ocx:ocx.sh/a/b", "ocx:ocx:5000/a/b"] {
      #expect(throws: IdentifierFailure.invalidFormat(text)) { try ToolName(parsing: text) }
    }
    for text in ["ocx.sh/a/b:1", "ocx.sh/a/b@sha256:\(Self.zeros)"] {
      #expect(throws: IdentifierFailure.unexpectedVersion(text)) { try ToolName(parsing: text) }
    }
  }

  @Test(arguments: [
    ("kitware/cmake", "ocx.sh/kitware/cmake", nil),
    ("ocx:kitware/cmake@4.3", "ocx.sh/kitware/cmake", "4.3"),
    ("localhost:5000/ns/pkg@1.0", "localhost:5000/ns/pkg", "1.0"),
    ("a/b@prefix:4.3", "ocx.sh/a/b", "prefix:4.3"),
    ("a/b@ref:sha256:\(zeros)", "ocx.sh/a/b", "ref:sha256:\(zeros)"),
    ("a/b@slim-4+2026", "ocx.sh/a/b", "slim-4+2026"),
  ])
  func toolRequests(text: String, tool: String, version: String?) throws {
    let request = try ToolRequest(parsing: text)
    #expect(request.tool.description == tool)
    #expect(request.version == version)
  }

  @Test func referencesOfRequests() throws {
    for (request, reference) in [
      ("ocx:ocx.sh/a/b", "ocx.sh/a/b"),
      ("ocx:ocx.sh/a/b@4.3.2+2026", "ocx.sh/a/b:4.3.2_2026"),
      ("ocx:ocx.sh/a/b@ref:sha256:\(Self.zeros)", "ocx.sh/a/b@sha256:\(Self.zeros)"),
      ("ocx:ocx.sh/a/b@main_x", "ocx.sh/a/b:main_x"),
    ] {
      #expect(try ToolRequest(parsing: request).reference().description == reference)
    }
    for version in ["prefix:4", "..", "a b", "", "ref:sha256:12", "x:y"] {
      #expect(throws: IdentifierFailure.self) {
        try ToolRequest(tool: ToolName(parsing: "a/b"), version: version).reference()
      }
    }
    #expect(throws: IdentifierFailure.self) { try ToolRequest(parsing: "a/b@") }
  }

  @Test(arguments: [
    ("1", true), ("_x", true), ("A.b-c_d", true), (String(repeating: "a", count: 128), true),
    ("1+2", true), ("", false), (".", false), ("..", false), ("-a", false), (".a", false),
    ("a b", false), ("a/b", false), ("a:b", false), ("é", false), ("a\u{301}", false),
    (String(repeating: "a", count: 129), false), ("a\n", false), ("a\u{0}", false),
  ])
  func tags(text: String, valid: Bool) {
    #expect(((try? Tag(text)) != nil) == valid)
  }

  @Test func digests() throws {
    let digest = try Digest("sha256:" + Self.zeros)
    #expect(digest.description == "sha256:" + Self.zeros)
    for text in ["sha256:" + Self.zeros + "0", "sha256:", "sha256", ":", "md5:" + Self.zeros] {
      #expect(throws: IdentifierFailure.digestInvalid(text)) { try Digest(text) }
    }
    #expect(throws: (any Error).self) { try Digest("sha256:g" + Self.zeros.dropFirst()) }
    #expect((try? Digest("sha512:" + Self.zeros + Self.zeros)) != nil)
  }
}
