import Foundation
import Testing

@testable import BackendKit

/// Failed installs: each is a typed failure with a hint, and leaves nothing behind.
@Suite struct InstallHookFailureTests {
  private func failure(
    _ world: StandInWorld, _ tool: String, _ version: String, digest: String? = nil,
    platform: String? = nil, _ variables: [String: String] = [:]
  ) throws -> InstallFailure {
    let before = try Self.store(world)
    do {
      try world.install(
        tool, version, into: "it", digest: digest, platform: platform, variables)
    } catch let error as InstallFailure {
      #expect(try Files.list(world.folder.path + "/mise/installs/it") == [])
      #expect(try Self.store(world) == before, "nothing stays in the store")
      return error
    }
    throw Unexpected()
  }

  private struct Unexpected: Error {}

  /// The links by which packages are kept: candidates and back-references.
  private static func store(_ world: StandInWorld) throws -> [String] {
    let all = FileManager.default.enumerator(atPath: world.home)?.allObjects as? [String] ?? []
    return all.filter {
      ($0.contains("/candidates/") || $0.contains("/refs/symlinks/"))
        && Files.kind(world.home + "/" + $0) == .link
    }.sorted()
  }

  /// Whether the index had heard of it before or not.
  @Test(arguments: [true, false])
  func yankedVersionSuggestsASafeOne(indexed: Bool) throws {
    let world = try StandInWorld()
    if indexed {
      try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    }
    let failure = try failure(world, StandInWorld.app, "1.1.0")
    #expect(failure.code == .data)
    #expect(failure.message.contains("was yanked"))
    #expect(failure.hint == "use ocx.sh/acme/app@1.1.1 instead")
  }

  @Test func unknownVersionSuggestsSimilarOnes() throws {
    let world = try StandInWorld()
    let failure = try failure(world, StandInWorld.shellcheck, "0.12.0")
    #expect(failure.code == .notFound)
    #expect(failure.hint?.contains("0.11.0") == true, "\(failure.hint ?? "")")
  }

  @Test func aForeignVersionNamesItsPlatforms() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", "ocx.sh/acme/foreign")
    let failure = try failure(world, "ocx.sh/acme/foreign", "1.0.0")
    #expect(failure.code == .notFound)
    #expect(failure.message.contains("only for darwin/arm64"), "\(failure.message)")
  }

  @Test func aPrivateRegistryNamesItsHost() throws {
    let world = try StandInWorld()
    let failure = try failure(world, "127.0.0.1:5001/priv/tool", "1.2.3")
    #expect(failure.code == .authentication)
    #expect(
      failure.hint == "ocx login 127.0.0.1:5001, or set OCX_AUTH_127_0_0_1_5001_USER and "
        + "OCX_AUTH_127_0_0_1_5001_TOKEN")
  }

  @Test func credentialsArePassedThrough() throws {
    let world = try StandInWorld([
      "OCX_AUTH_127_0_0_1_5001_USER": "bob", "OCX_AUTH_127_0_0_1_5001_TOKEN": "s3cret",
    ])
    let notes = Collected()
    let path = try world.install("127.0.0.1:5001/priv/tool", "1.2.3", into: "it", notes: notes)
    let texts = try notes.all + [String(contentsOfFile: path + "/receipt.json", encoding: .utf8)]
    #expect(!texts.joined().contains("s3cret"))
  }

  @Test(arguments: [
    (64, FailureCode.usage), (65, .data), (69, .unavailable), (74, .inputOutput),
    (77, .permission), (78, .configuration), (79, .notFound), (80, .authentication),
    (81, .policy), (1, .inputOutput), (99, .inputOutput),
  ])
  func everyExitStatusHasItsCode(status: Int, code: FailureCode) throws {
    let world = try StandInWorld()
    let failure = try failure(
      world, StandInWorld.shellcheck, "0.11.0",
      ["OCX_STANDIN_FAULT": "package install: exit \(status)"])
    #expect(failure.code == code)
    #expect(failure.hint != nil)
  }

  @Test(arguments: ["half", "empty", "garbage", "die"], ["package install", "package env"])
  func aBrokenAnswerIsNoInstall(fault: String, command: String) throws {
    let world = try StandInWorld()
    _ = try failure(
      world, StandInWorld.shellcheck, "0.11.0", ["OCX_STANDIN_FAULT": "\(command): \(fault)"])
  }

  @Test func offlineAndNotInTheStore() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.shellcheck)
    let failure = try failure(
      world, StandInWorld.shellcheck, "0.11.0", ["OCX_OFFLINE": "1"])
    #expect(failure.code == .policy)
  }

  @Test func offlineAndInTheStoreGoesThrough() throws {
    let world = try StandInWorld()
    try world.install(StandInWorld.shellcheck, "0.11.0", into: "first")
    try world.change("down", "INDEX")
    let path = try world.install(
      StandInWorld.shellcheck, "0.11.0", into: "second", ["OCX_OFFLINE": "1"])
    #expect(throws: Never.self) { try Receipt.read(in: path) }
  }

  private static let other = "sha256:" + String(repeating: "ab", count: 32)

  /// Whether the index knew the tag before the install or not.
  @Test(arguments: [true, false])
  func anotherDigestIsRefused(indexed: Bool) throws {
    let world = try StandInWorld()
    if indexed { try world.ocx("index", "update", StandInWorld.shellcheck) }
    let failure = try failure(world, StandInWorld.shellcheck, "0.11.0", digest: Self.other)
    guard case .digestDiffers = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(failure.code == .data)
    #expect(failure.message.contains(Self.other))
  }

  @Test func theDigestOfTheIndexAndOfTheManifestAreTaken() throws {
    let world = try StandInWorld()
    let receipt = try Receipt.read(
      in: try world.install(StandInWorld.shellcheck, "0.11.0", into: "first"))
    for digest in [receipt.digest, try #require(receipt.indexDigest)] {
      let path = try world.install(
        StandInWorld.shellcheck, "0.11.0", into: String(digest.suffix(9)), digest: digest)
      #expect(try Receipt.read(in: path).digest == receipt.digest)
    }
  }

  @Test func aMovedTagIsRefusedByItsDigest() throws {
    let world = try StandInWorld()
    let first = try world.install(StandInWorld.shellcheck, "0", into: "first")
    let pinned = try #require(Receipt.read(in: first).indexDigest)
    try world.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    try world.ocx("index", "update", StandInWorld.shellcheck)
    #expect {
      try world.install(
        StandInWorld.shellcheck, "0", into: "second", digest: pinned)
    } throws: { error in
      guard case .digestDiffers = error as? InstallFailure else { return false }
      return true
    }
  }

  @Test func aPinnedDigestOutlivesItsYank() throws {
    let world = try StandInWorld()
    let first = try world.install(StandInWorld.app, "1.0.0", into: "first")
    let pinned = try #require(Receipt.read(in: first).indexDigest)
    try world.change("yank", StandInWorld.app, "1.0.0")
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    #expect(throws: InstallFailure.self) {
      try world.install(StandInWorld.app, "1.0.0", into: "second")
    }
    let third = try world.install(
      StandInWorld.app, "1.0.0", into: "third", digest: pinned)
    #expect(throws: Never.self) { try Receipt.read(in: third) }
  }

  /// On a machine that has never heard of the tag, too.
  @Test func aPinnedDigestThatWasYankedIsHadAtOnce() throws {
    let other = try StandInWorld()
    try other.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    let root = try other.context().index.root(of: ToolName(parsing: StandInWorld.app))
    let pinned = try #require(root.tags.first { $0.tag == "1.1.0" }?.content)
    let fresh = try StandInWorld()
    let path = try fresh.install(
      StandInWorld.app, "1.1.0", into: "it", digest: pinned.description)
    #expect(try Receipt.read(in: path).indexDigest == pinned.description)
  }

  @Test(arguments: ["digest", "platform"])
  func anOptionThatIsNoTextIsRefused(name: String) throws {
    let world = try StandInWorld()
    let path = try world.installFolder("it")
    for value in [["a"], ["b": "c"], 1] as [Any] {
      let answer = try world.answer(
        .install,
        [
          "tool": StandInWorld.shellcheck, "version": "0.11.0", "install_path": path,
          "options": [name: value],
        ])
      #expect(answer.exitCode == 64)
    }
    #expect(try world.calls == [])
  }

  @Test func aFolderThatIsNotMisesIsRefused() throws {
    let world = try StandInWorld()
    let top = world.folder.path
    try world.folder.write("full/file", "somebody's")
    try FileManager.default.createDirectory(
      atPath: top + "/real", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: top + "/link", withDestinationPath: top + "/real")
    for path in [top + "/missing", top + "/full", top + "/link", top + "/full/file"] {
      #expect {
        _ = try Hooks.install(
          InstallRequest(
            tool: ToolName(parsing: StandInWorld.shellcheck), version: "0.11.0",
            installPath: path), world.context())
      } throws: { error in
        guard case .installPath(path, _) = error as? InstallFailure else { return false }
        return true
      }
    }
    #expect(try world.calls == [])
    #expect(try world.folder.read("full/file") == "somebody's")
  }

  @Test func withoutOcxItSaysHowToGetOne() throws {
    let world = try StandInWorld()
    let failure = try failure(
      world, StandInWorld.shellcheck, "0.11.0", ["PATH": "/nowhere"])
    #expect(failure.code == .unavailable)
    #expect(failure.hint?.contains("OCX_MISE_OCX") == true)
  }

  @Test func anOldOcxIsRefused() throws {
    let world = try StandInWorld()
    let failure = try failure(
      world, StandInWorld.shellcheck, "0.11.0", ["OCX_STANDIN_VERSION": "0.5.7"])
    #expect(failure.code == .configuration)
    #expect(failure.message.contains("0.5.7, older than 0.5.8"))
  }

  /// The network that mise may not use, its plugin may not use either.
  @Test func miseOfflineIsOffline() throws {
    let world = try StandInWorld()
    let failure = try failure(world, StandInWorld.shellcheck, "0.11.0", ["MISE_OFFLINE": "1"])
    #expect(failure.code == .policy)
    #expect(failure.hint?.contains("MISE_OFFLINE") == true)
  }

  /// An index that could not be brought up to date says nothing of a pin that may be newer.
  @Test(arguments: [
    (["OCX_STANDIN_FAULT": "index update: exit 80"], "needs a login for"),
    (["OCX_OFFLINE": "1"], "network access is disabled"),
  ])
  func aDigestThatCannotBeConfirmedBlamesTheIndex(
    variables: [String: String], cause: String
  ) throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.shellcheck)
    let failure = try failure(
      world, StandInWorld.shellcheck, "0.11.0", digest: Self.other, variables)
    #expect(failure.message.contains("the index may be old"))
    #expect(failure.message.contains(cause), "\(failure.message)")
    #expect(failure.hint?.contains("pin it again") == false)
  }

  @Test func aCancelledInstallIsTakenBack() throws {
    let world = try StandInWorld()
    let path = try world.installFolder("it")
    let cancellation = Cancellation()
    var context = world.context()
    context.cancellation = cancellation
    // ocx is at it when its first line comes.
    context.report = { if $0.line.hasPrefix("Installing packages") { cancellation.cancel() } }
    #expect {
      _ = try Hooks.install(
        InstallRequest(
          tool: ToolName(parsing: StandInWorld.shellcheck), version: "0.11.0", installPath: path),
        context)
    } throws: { error in
      guard case .ocx(.process(.cancelled)) = error as? InstallFailure else { return false }
      return true
    }
    #expect(try Files.list(path) == [])
    #expect(try Self.store(world) == [])
  }

  /// What an interrupted `ocx clean` leaves, and ocx takes for whole.
  @Test(arguments: ["content/bin", "content/bin/shellcheck", "content", "metadata.json", "digest"])
  func incompletePackageIsRefused(part: String) throws {
    let world = try StandInWorld()
    try world.ocx("package", "install", StandInWorld.shellcheck + ":0.11.0")
    let root = try Files.readLink(try world.candidate(StandInWorld.shellcheck, "0.11.0"))
    // OCX's `package env` reads the metadata itself.
    let isRead = part == "metadata.json"
    try Files.removeTree(root + "/" + part)
    #expect {
      try world.install(StandInWorld.shellcheck, "0.11.0", into: "it")
    } throws: { error in
      let failure = error as? InstallFailure
      let receipt = world.folder.path + "/mise/installs/it/receipt.json"
      return (isRead || failure?.message.contains(root) == true) && !Files.exists(receipt)
    }
  }

  /// A candidate that somebody takes away in between is no reason to fail: the store tells.
  @Test func candidateRemovedMeanwhileIsNoFailure() throws {
    let world = try StandInWorld()
    let candidate = try world.candidate(StandInWorld.shellcheck, "0.11.0")
    let real = world.folder.path + "/bin/ocx"
    try world.folder.write(
      "thief/ocx",
      "#!/bin/sh\ncase $* in *'package env'*) rm -f '\(candidate)' ;; esac\nexec '\(real)' \"$@\"\n",
      mode: 0o755)
    let path = try world.install(
      StandInWorld.shellcheck, "0.11.0", into: "it",
      ["OCX_MISE_OCX": world.folder.path + "/thief/ocx"])
    #expect(Files.exists(path + "/content/bin/shellcheck"))
  }
}
