import Foundation
import Testing

@testable import BackendKit

/// Installing through the stand-in ocx (design D1).
@Suite struct InstallHookTests {
  @Test func linksThePackageAndWritesTheReceipt() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.app, "2.0.0")
    let receipt = try #require(Receipt.read(in: path))
    let root = try Files.readLink(path + "/package")
    #expect(receipt.packageRoot == root)
    #expect(root.hasPrefix(world.home + "/packages/ocx.sh/sha256/"))
    #expect(receipt.tool.description == StandInWorld.app)
    #expect(receipt.version == "2.0.0")
    #expect(receipt.identifier.tag == "2.0.0")
    #expect(receipt.identifier.digest == receipt.digest)
    #expect(receipt.indexDigest != nil && receipt.indexDigest != receipt.digest)
    #expect(receipt.platform == "linux/amd64")
    #expect(receipt.requestedPlatform == nil)
    #expect(receipt.ocxVersion == "0.5.8")
    #expect(try Files.list(path) == ["package", "receipt.json"])
  }

  /// In the order that mise needs: entry points, the package, its dependency; what is below the
  /// package begins with mise's own folder (contracts/run.md).
  @Test func writesTheEnvironmentForMise() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.app, "2.0.0")
    let receipt = try #require(Receipt.read(in: path))
    let lib = try #require(
      receipt.variables.first { $0.key == "LIB_HOME" }?.value.dropLast("/content".count))
    #expect(lib.hasPrefix(world.home + "/packages/127.0.0.1_5000/sha256/"))
    let expected = [
      ("PATH", "\(path)/package/entrypoints"), ("PATH", "\(path)/package/content/bin"),
      ("PATH", "\(lib)/content/bin"), ("LIB_HOME", "\(lib)/content"),
      ("GODEBUG", "madvdontneed=1,gctrace=0"), ("LIBFLAGS", "-a"),
      ("MANPATH", "\(lib)/content/share"), ("APP_HOME", "\(path)/package/content"),
      ("APP_URL", "http://h:80/a b"), ("OCX_HOME", world.home),
      ("OCX_BINARY_PIN", world.folder.path + "/bin/ocx"),
    ]
    #expect(receipt.variables == expected.map { Receipt.Variable(key: $0.0, value: $0.1) })
  }

  @Test func whatIsInstalledRuns() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.shellcheck, "0.11.0")
    let text = try world.run("shellcheck", path: path + "/package/content/bin", "--version")
    #expect(text.contains("version: 0.11.0"))
    #expect(
      try #require(Receipt.read(in: path)).variables.map(\.key) == ["PATH"],
      "no entry points, so nothing of ocx is needed at run time")
  }

  /// What mise has stays when the user gives the candidate back and cleans; when mise removes it,
  /// the next clean takes it (contracts/run.md).
  @Test func thePackageLivesAsLongAsTheInstall() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.shellcheck, "0.11.0")
    let root = try Files.readLink(path + "/package")
    try world.ocx("package", "uninstall", StandInWorld.shellcheck + ":0.11.0")
    try world.ocx("clean")
    #expect(Files.exists(root + "/content/bin/shellcheck"))
    try world.remove(path)
    try world.ocx("clean")
    #expect(!Files.exists(root))
  }

  @Test func aDanglingBackReferenceIsReplaced() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.shellcheck, "0.11.0")
    let root = try Files.readLink(path + "/package")
    let back = StoreLinks.backReference(in: root, for: path + "/package")
    #expect(try Files.readLink(back) == path + "/package")
    try world.remove(path)
    #expect(!Files.exists(back) && Files.kind(back) == .link)
    try world.install(StandInWorld.shellcheck, "0.11.0")
    #expect(Files.exists(back))
    let links = try Files.list(root + "/refs/symlinks")
    #expect(links.count == 2, "the candidate's and ours: \(links)")
  }

  @Test(arguments: [
    ("2.0.0", "2.0.0"), ("2", "2"), ("latest", "latest"), ("slim-2.0.0", "slim-2.0.0"),
    ("slim", "slim"),
  ])
  func installsAnyTag(version: String, tag: String) throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.app, version)
    #expect(try #require(Receipt.read(in: path)).identifier.tag == tag)
  }

  @Test func aBuildIsSpelledWithAPlusAndInstalledWithALowLine() throws {
    let world = try StandInWorld()
    let path = try world.install("ocx.sh/burntsushi/ripgrep", "13.0.0+20260101")
    let receipt = try #require(Receipt.read(in: path))
    #expect(receipt.version == "13.0.0+20260101")
    #expect(receipt.identifier.tag == "13.0.0_20260101")
    #expect(
      Files.exists(try world.candidate("ocx.sh/burntsushi/ripgrep", "13.0.0_20260101")))
  }

  /// By the digest of the index or of the manifest; a `latest` of the user's own stays his.
  @Test func installsADigestWithoutTouchingTheUsersLatest() throws {
    let world = try StandInWorld()
    try world.ocx("package", "install", StandInWorld.shellcheck + ":latest")
    let latest = try Files.readLink(try world.candidate(StandInWorld.shellcheck, "latest"))
    let known = try #require(
      Receipt.read(in: try world.install(StandInWorld.shellcheck, "0.10.0")))
    for digest in [known.digest, try #require(known.indexDigest)] {
      let path = try world.install(StandInWorld.shellcheck, "ref:\(digest)", into: digest.short)
      #expect(try #require(Receipt.read(in: path)).digest == known.digest)
    }
    #expect(
      try Files.readLink(try world.candidate(StandInWorld.shellcheck, "latest")) == latest)
  }

  /// What this host cannot run gets no candidate: the package lives by our reference alone.
  @Test func installsForAnotherPlatform() throws {
    let world = try StandInWorld()
    let (tool, platform) = ("ocx.sh/acme/foreign", "darwin/arm64")
    let path = try world.installFolder("foreign/1.0.0")
    let request: [String: Any] = [
      "tool": tool, "version": "1.0.0", "install_path": path, "options": ["platform": platform],
    ]
    let (answer, exitCode) = try world.answer(.install, request)
    #expect(exitCode == 0, "\(answer)")
    let receipt = try #require(Receipt.read(in: path))
    #expect(receipt.platform == platform)
    #expect(receipt.requestedPlatform == platform)
    #expect(Files.kind(try world.candidate(tool, "1.0.0")) == nil)
    #expect(try world.answer(.execEnv, request).exitCode == 0)
    try world.ocx("clean")
    #expect(Files.exists(path + "/package/content/bin/foreign"))
    try world.remove(path)
    #expect(try GarbageCollection(environment: world.environment).run().map(\.candidate) == [nil])
    try world.ocx("clean")
    #expect(!Files.exists(receipt.packageRoot))
  }

  /// mise hands the option on as it is spelled, and the hook in Lua compares it as text.
  @Test func anOptionMayBeSpelledInAnyWay() throws {
    let world = try StandInWorld()
    let path = try world.installFolder("it")
    let request: [String: Any] = [
      "tool": StandInWorld.shellcheck, "version": "0.11.0", "install_path": path,
      "options": ["platform": "linux/amd64+libc.musl,libc.glibc"],
    ]
    #expect(try world.answer(.install, request).exitCode == 0)
    #expect(
      Receipt.read(in: path)?.requestedPlatform == "linux/amd64+libc.musl,libc.glibc")
    #expect(try world.answer(.execEnv, request).exitCode == 0)
  }

  /// An index that is older than the pin is brought up to date, not believed.
  @Test func aDigestThatTheIndexHasNotHeardOfYet() throws {
    let world = try StandInWorld()
    let newer = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.shellcheck)
    try world.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    try newer.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    let pinned = try #require(
      Receipt.read(in: try newer.install(StandInWorld.shellcheck, "0"))?.indexDigest)
    #expect(throws: InstallFailure.self, "offline, the index is all there is") {
      try world.install(
        StandInWorld.shellcheck, "0", into: "offline", digest: pinned.description,
        ["OCX_OFFLINE": "1"])
    }
    let path = try world.install(StandInWorld.shellcheck, "0", digest: pinned.description)
    #expect(try #require(Receipt.read(in: path)).indexDigest == pinned)
  }

  /// With `OCX_REMOTE` ocx asks the registry although the index knows the tag.
  @Test func whatTheRegistryHasMovedIsNotedAsItIs() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.shellcheck)
    let old = try #require(Receipt.read(in: try world.install(StandInWorld.shellcheck, "0")))
    try world.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    let path = try world.install(
      StandInWorld.shellcheck, "0", into: "moved", ["OCX_REMOTE": "1"])
    let new = try #require(Receipt.read(in: path))
    #expect(new.digest != old.digest)
    #expect(new.indexDigest != nil && new.indexDigest != old.indexDigest)
    #expect(new.platform == "linux/amd64")
  }

  @Test(arguments: ["relative home", "link"])
  func theHomeOfOcxMayBeNamedInAnyWay(home: String) throws {
    let world = try StandInWorld()
    let top = world.folder.path
    try FileManager.default.createDirectory(
      atPath: top + "/true", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: top + "/link", withDestinationPath: top + "/true")
    let path = try world.install(StandInWorld.app, "2.0.0", ["OCX_HOME": home])
    let receipt = try #require(Receipt.read(in: path))
    #expect(receipt.variables.first?.value == path + "/package/entrypoints")
    #expect(receipt.variables.contains(Receipt.Variable(key: "OCX_HOME", value: top + "/" + home)))
    #expect(Files.exists(path + "/package/content/bin/app"))
  }

  @Test func installsWhatTheIndexHasRecordedAlsoWhenTheTagHasMoved() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.shellcheck)
    let before = try world.install(StandInWorld.shellcheck, "0", into: "before")
    try world.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    let after = try world.install(StandInWorld.shellcheck, "0", into: "after")
    #expect(
      try #require(Receipt.read(in: before)).digest == #require(Receipt.read(in: after)).digest)
  }

  @Test func progressComesAsLines() throws {
    let world = try StandInWorld()
    let notes = Collected()
    try world.install(StandInWorld.shellcheck, "0.11.0", notes: notes)
    #expect(notes.all.contains { $0.hasPrefix("Downloading layer") }, "\(notes.all)")
    #expect(
      notes.all.allSatisfy {
        !$0.contains("INFO") && !$0.contains("ERROR") && !$0.contains("\u{1b}")
      })
  }

  @Test func takesNoiseAndColourInItsStride() throws {
    let world = try StandInWorld()
    let path = try world.install(
      StandInWorld.shellcheck, "0.11.0", ["OCX_STANDIN_FAULT": "*: noise; *: colour"])
    #expect(Receipt.read(in: path) != nil)
  }

  /// Eight at once: the same tag twice, two tags of one digest, other tools.
  @Test func manyAtOnceAreSafe() throws {
    let world = try StandInWorld()
    let jobs = [
      (StandInWorld.shellcheck, "0.11.0", "a"), (StandInWorld.shellcheck, "0.11.0", "b"),
      (StandInWorld.shellcheck, "0.11", "c"), (StandInWorld.shellcheck, "latest", "d"),
      (StandInWorld.app, "2.0.0", "e"), (StandInWorld.app, "2", "f"),
      (StandInWorld.lib, "3.1.0", "g"), (StandInWorld.app, "slim-2.0.0", "h"),
    ]
    let failures = Collected()
    DispatchQueue.concurrentPerform(iterations: jobs.count) { index in
      let (tool, version, name) = jobs[index]
      do {
        try world.install(tool, version, into: name)
      } catch {
        failures.append("\(tool)@\(version): \(error)")
      }
    }
    #expect(failures.all == [])
    #expect(try InstallLedger(environment: world.environment).read().count == jobs.count)
    let back = try Files.list(
      Files.readLink(world.folder.path + "/mise/installs/a/package") + "/refs/symlinks")
    #expect(back.count == 5, "two candidates and three installs: \(back)")
  }
}
