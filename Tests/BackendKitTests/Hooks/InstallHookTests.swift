import Foundation
import Testing

@testable import BackendKit

/// Installing through the stand-in ocx (docs/design.md, D1).
@Suite struct InstallHookTests {
  @Test func copiesThePackagesAndWritesTheReceipt() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.app, "2.0.0")
    let receipt = try Receipt.read(in: path)
    #expect(receipt.tool == StandInWorld.app)
    #expect(receipt.version == "2.0.0")
    #expect(receipt.identifier == "\(StandInWorld.app):2.0.0@\(receipt.digest)")
    #expect(receipt.indexDigest != nil && receipt.indexDigest != receipt.digest)
    #expect(receipt.platform == "linux/amd64")
    #expect(receipt.requestedPlatform == nil)
    #expect(receipt.ocxVersion == "0.5.8")
    #expect(receipt.dependencies == [try world.lib(in: path)])
    #expect(try Files.list(path) == ["content", "dependencies", "entrypoints", "receipt.json"])
    #expect(try Files.list(path + "/entrypoints") == ["app-ep"])
    #expect(try Files.list(world.lib(in: path).path(in: path)) == ["content"])
  }

  /// In the order that mise needs: entry points, the package, its dependency. Every path lies in
  /// mise's own folder, and nothing of ocx is there.
  @Test func writesTheEnvironmentForMise() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.app, "2.0.0")
    let lib = try world.lib(in: path).path(in: path) + "/content"
    let expected = [
      ("PATH", "\(path)/entrypoints"), ("PATH", "\(path)/content/bin"), ("PATH", "\(lib)/bin"),
      ("LIB_HOME", lib), ("GODEBUG", "madvdontneed=1,gctrace=0"), ("LIBFLAGS", "-a"),
      ("MANPATH", "\(lib)/share"), ("APP_HOME", "\(path)/content"), ("APP_URL", "http://h:80/a b"),
    ]
    let variables = try Receipt.read(in: path).variables.map { [$0.key, $0.value.text(in: path)] }
    #expect(variables == expected.map { [$0.0, $0.1] })
    #expect(try !String(contentsOfFile: path + "/receipt.json", encoding: .utf8).contains(path))
  }

  /// With the store, ocx and this program gone, and below another home.
  @Test func installsRunAfterTheyAreMoved() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.app, "2.0.0")
    let moved = world.folder.path + "/another home"
    try FileManager.default.moveItem(atPath: path, toPath: moved)
    try FileManager.default.removeItem(atPath: world.home)
    try FileManager.default.removeItem(atPath: world.folder.path + "/bin")
    #expect(try world.run("app-ep", path: moved + "/entrypoints", "x") == "app 2.0.0 from-ep x\n")
    let lib = try world.lib(in: moved).path(in: moved) + "/content/bin"
    #expect(try world.run("libtool", path: lib) == "libtool 3.1.0\n")
  }

  /// It holds the package while that is copied, and no longer.
  @Test func newCandidateIsReleased() throws {
    let world = try StandInWorld()
    let candidate = try world.candidate(StandInWorld.shellcheck, "0.11.0")
    try world.install(StandInWorld.shellcheck, "0.11.0")
    #expect(Files.kind(candidate) == nil)
    #expect(try world.calls.last == "package uninstall \(StandInWorld.shellcheck):0.11.0")
    try world.ocx("package", "install", StandInWorld.shellcheck + ":0.11.0")
    try world.install(StandInWorld.shellcheck, "0.11.0", into: "again")
    #expect(Files.kind(candidate) == .link)
  }

  @Test(arguments: [
    ("2.0.0", "2.0.0"), ("2", "2"), ("latest", "latest"), ("slim-2.0.0", "slim-2.0.0"),
    ("slim", "slim"),
  ])
  func installsAnyTag(version: String, tag: String) throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.app, version)
    #expect(try Receipt.read(in: path).identifier.contains(":\(tag)@"))
  }

  @Test func aBuildIsSpelledWithAPlusAndInstalledWithALowLine() throws {
    let world = try StandInWorld()
    let path = try world.install("ocx.sh/burntsushi/ripgrep", "13.0.0+20260101")
    let receipt = try Receipt.read(in: path)
    #expect(receipt.version == "13.0.0+20260101")
    #expect(receipt.identifier.contains(":13.0.0_20260101@"))
    #expect(try world.calls.contains { $0.hasSuffix("ripgrep:13.0.0_20260101") })
  }

  /// By the digest of the index or of the manifest; a `latest` of the user's own stays his.
  @Test func installsADigestWithoutTouchingTheUsersLatest() throws {
    let world = try StandInWorld()
    try world.ocx("package", "install", StandInWorld.shellcheck + ":latest")
    let latest = try Files.readLink(try world.candidate(StandInWorld.shellcheck, "latest"))
    let known = try Receipt.read(in: try world.install(StandInWorld.shellcheck, "0.10.0"))
    for digest in [known.digest, try #require(known.indexDigest)] {
      let path = try world.install(
        StandInWorld.shellcheck, "ref:\(digest)", into: String(digest.suffix(9)))
      #expect(try Receipt.read(in: path).digest == known.digest)
    }
    #expect(
      try Files.readLink(try world.candidate(StandInWorld.shellcheck, "latest")) == latest)
  }

  /// A package that this host cannot run gets no candidate: only our reference keeps it.
  @Test func installsForAnotherPlatform() throws {
    let world = try StandInWorld()
    let (tool, platform) = ("ocx.sh/acme/foreign", "darwin/arm64")
    let path = try world.installFolder("foreign/1.0.0")
    let request: [String: Any] = [
      "tool": tool, "version": "1.0.0", "install_path": path, "options": ["platform": platform],
    ]
    let (answer, exitCode) = try world.answer(.install, request)
    #expect(exitCode == 0, "\(answer)")
    let receipt = try Receipt.read(in: path)
    #expect(receipt.platform == platform)
    #expect(receipt.requestedPlatform == platform)
    #expect(Files.kind(try world.candidate(tool, "1.0.0")) == nil)
    #expect(try world.answer(.execEnv, request).exitCode == 0)
    #expect(Files.exists(path + "/content/bin/foreign"))
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
      try Receipt.read(in: path).requestedPlatform == "linux/amd64+libc.musl,libc.glibc")
    #expect(try world.answer(.execEnv, request).exitCode == 0)
  }

  /// An index that is older than the pin is brought up to date, not believed.
  @Test func digestThatTheIndexDoesNotHave() throws {
    let world = try StandInWorld()
    let newer = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.shellcheck)
    try world.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    try newer.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    let pinned = try #require(
      try Receipt.read(in: newer.install(StandInWorld.shellcheck, "0")).indexDigest)
    #expect(throws: InstallFailure.self, "offline, the index is all there is") {
      try world.install(
        StandInWorld.shellcheck, "0", into: "offline", digest: pinned,
        ["OCX_OFFLINE": "1"])
    }
    let path = try world.install(StandInWorld.shellcheck, "0", digest: pinned)
    #expect(try Receipt.read(in: path).indexDigest == pinned)
  }

  /// With `OCX_REMOTE` ocx asks the registry although the index knows the tag.
  @Test func whatTheRegistryHasMovedIsNotedAsItIs() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.shellcheck)
    let old = try Receipt.read(in: try world.install(StandInWorld.shellcheck, "0"))
    try world.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    let path = try world.install(
      StandInWorld.shellcheck, "0", into: "moved", ["OCX_REMOTE": "1"])
    let new = try Receipt.read(in: path)
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
    let receipt = try Receipt.read(in: path)
    #expect(receipt.dependencies.count == 1)
    for variable in receipt.variables where variable.key != "APP_URL" {
      #expect(!variable.value.text(in: "").contains(home))
    }
    #expect(try world.run("app-ep", path: path + "/entrypoints", "x") == "app 2.0.0 from-ep x\n")
  }

  @Test func installsWhatTheIndexHasRecordedAlsoWhenTheTagHasMoved() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.shellcheck)
    let before = try world.install(StandInWorld.shellcheck, "0", into: "before")
    try world.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    let after = try world.install(StandInWorld.shellcheck, "0", into: "after")
    #expect(
      try Receipt.read(in: before).digest == Receipt.read(in: after).digest)
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

  @Test func ignoresNoiseAndColour() throws {
    let world = try StandInWorld()
    let path = try world.install(
      StandInWorld.shellcheck, "0.11.0", ["OCX_STANDIN_FAULT": "*: noise; *: colour"])
    #expect(throws: Never.self) { try Receipt.read(in: path) }
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
    #expect(Files.kind(try world.candidate(StandInWorld.shellcheck, "0.11.0")) == nil)
  }

  /// Whoever comes second does not take the first one's candidate for the user's.
  @Test func oneTagAtOnceIsGivenBack() throws {
    let world = try StandInWorld()
    let failures = Collected()
    DispatchQueue.concurrentPerform(iterations: 6) { index in
      do {
        try world.install(StandInWorld.shellcheck, "0.11.0", into: "\(index)")
      } catch {
        failures.append("\(error)")
      }
    }
    #expect(failures.all == [])
    #expect(Files.kind(try world.candidate(StandInWorld.shellcheck, "0.11.0")) == nil)
    let locks = world.folder.path + "/.cache/ocx-mise-tui/candidates"
    #expect(try Files.list(locks) == [], "a lock goes with its candidate")
  }
}
