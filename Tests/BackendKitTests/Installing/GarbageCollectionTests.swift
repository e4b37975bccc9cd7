import Foundation
import Testing

@testable import BackendKit

/// Giving back what mise has removed (design D1).
@Suite struct GarbageCollectionTests {
  private func collect(_ world: StandInWorld, dryRun: Bool = false) throws -> [String] {
    try GarbageCollection(environment: world.environment).run(dryRun: dryRun).map {
      "\($0.tool.repository):\($0.tag) \($0.candidate == nil ? "kept" : "given back")"
    }
  }

  @Test func givesBackWhatMiseHasRemoved() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.shellcheck, "0.11.0")
    let candidate = try world.candidate(StandInWorld.shellcheck, "0.11.0")
    let root = try Files.readLink(path + "/package")
    #expect(try collect(world) == [], "what mise has stays")
    try world.remove(path)
    let expected = ["shellcheck/shellcheck:0.11.0 given back"]
    #expect(try collect(world, dryRun: true) == expected)
    #expect(Files.kind(candidate) == .link, "a dry run takes nothing")
    #expect(try collect(world) == expected)
    #expect(Files.kind(candidate) == nil)
    #expect(try Files.list(root + "/refs/symlinks") == [])
    #expect(try collect(world) == [])
    #expect(try world.calls.allSatisfy { !$0.contains("--purge") })
  }

  /// Installs need the list of installs; they do not wait for an ocx that hangs on it.
  @Test func theListIsFreeWhileOcxIsAtIt() throws {
    let world = try StandInWorld()
    try world.remove(try world.install(StandInWorld.shellcheck, "0.11.0"))
    let state = XDGFolders.state(world.environment)
    let real = world.folder.path + "/bin/ocx"
    // Says whether the lock can be had while it is asked to uninstall.
    try world.folder.write(
      "witness/ocx",
      """
      #!/bin/sh
      case $* in *uninstall*)
        python3 -c 'import fcntl, sys; fcntl.flock(open(sys.argv[1], "a"), fcntl.LOCK_EX | fcntl.LOCK_NB)' \
          '\(state)/installs.json.lock' && : >'\(world.folder.path)/was-free' ;;
      esac
      exec '\(real)' "$@"

      """, mode: 0o755)
    var environment = world.environment
    environment.variables["OCX_MISE_OCX"] = world.folder.path + "/witness/ocx"
    environment.variables["PATH"] = ProcessInfo.processInfo.environment["PATH"]
    #expect(try GarbageCollection(environment: environment).run().count == 1)
    #expect(world.folder.exists("was-free"))
  }

  /// One that ocx refuses to give back keeps no other from it, and what is given back is forgotten.
  @Test func oneThatFailsIsNotInTheWayOfOthers() throws {
    let world = try StandInWorld()
    let paths = try ["0.9.0", "0.10.0", "0.11.0"].map { version in
      try world.install(StandInWorld.shellcheck, version)
    }
    for path in paths { try world.remove(path) }
    let real = world.folder.path + "/bin/ocx"
    try world.folder.write(
      "refusing/ocx",
      "#!/bin/sh\ncase $* in *uninstall*0.9.0) exit 77 ;; esac\nexec '\(real)' \"$@\"\n",
      mode: 0o755)
    var environment = world.environment
    environment.variables["OCX_MISE_OCX"] = world.folder.path + "/refusing/ocx"
    #expect {
      try GarbageCollection(environment: environment).run()
    } throws: { error in
      (error as? InstallFailure)?.code == .permission
    }
    // Installed by the user since: hers, and not ours to give back.
    try world.ocx("package", "install", StandInWorld.shellcheck + ":0.10.0")
    #expect(try collect(world) == ["shellcheck/shellcheck:0.9.0 given back"])
    #expect(Files.kind(try world.candidate(StandInWorld.shellcheck, "0.10.0")) == .link)
  }

  /// ocx makes no candidate for a platform that is not the host's.
  @Test func aForeignInstallMadeNoCandidate() throws {
    let world = try StandInWorld()
    let path = try world.install("ocx.sh/acme/foreign", "1.0.0", platform: "darwin/arm64")
    #expect(
      try InstallLedger(environment: world.environment).read().map(\.madeCandidate) == [false])
    try world.remove(path)
    #expect(try collect(world) == ["acme/foreign:1.0.0 kept"])
  }

  /// A tag that moved between two installs at one place: the first package is nobody's any more.
  @Test func whatWasReplacedIsLetGo() throws {
    let world = try StandInWorld()
    let first = try world.install(StandInWorld.app, "2", into: "it")
    let old = try Files.readLink(first + "/package")
    try world.change("move", StandInWorld.app, "2", "1.0.0")
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    try world.remove(first)
    let new = try Files.readLink(try world.install(StandInWorld.app, "2", into: "it") + "/package")
    #expect(new != old)
    #expect(
      Files.kind(StoreLinks.backReference(in: old, for: StoreLinks.forward(in: first))) == nil)
  }

  @Test func neverOneThatWasThereBefore() throws {
    let world = try StandInWorld()
    try world.ocx("package", "install", StandInWorld.shellcheck + ":0.11.0")
    try world.remove(try world.install(StandInWorld.shellcheck, "0.11.0"))
    #expect(try collect(world) == ["shellcheck/shellcheck:0.11.0 kept"])
    #expect(Files.kind(try world.candidate(StandInWorld.shellcheck, "0.11.0")) == .link)
  }

  @Test func aCandidateStaysAsLongAsOneInstallHasIt() throws {
    let world = try StandInWorld()
    let first = try world.install(StandInWorld.shellcheck, "0.11.0", into: "first")
    let second = try world.install(StandInWorld.shellcheck, "0.11.0", into: "second")
    try world.remove(first)
    #expect(try collect(world) == ["shellcheck/shellcheck:0.11.0 kept"])
    try world.remove(second)
    #expect(try collect(world) == ["shellcheck/shellcheck:0.11.0 given back"])
  }

  /// `mise install --force` removes the folder, and calls the hook on a new one at its place.
  @Test func oneThatIsInstalledAnewIsStillOurs() throws {
    let world = try StandInWorld()
    for _ in 0..<3 {
      try world.remove(try world.install(StandInWorld.shellcheck, "0.11.0"))
    }
    #expect(try collect(world) == ["shellcheck/shellcheck:0.11.0 given back"])
  }

  /// Two tags of one digest: giving one back leaves the package of the other alone.
  @Test func theOtherTagOfOneDigestStays() throws {
    let world = try StandInWorld()
    let kept = try world.install(StandInWorld.shellcheck, "0.11.0")
    try world.remove(try world.install(StandInWorld.shellcheck, "0.11"))
    #expect(try collect(world) == ["shellcheck/shellcheck:0.11 given back"])
    try world.ocx("clean")
    #expect(Files.exists(kept + "/package/content/bin/shellcheck"))
  }

  @Test func oneThatLeadsElsewhereNowIsSomebodyElses() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.shellcheck, "0")
    try world.change("move", StandInWorld.shellcheck, "0", "0.10.0")
    try world.ocx("--remote", "package", "install", StandInWorld.shellcheck + ":0")
    try world.remove(path)
    #expect(try collect(world) == ["shellcheck/shellcheck:0 kept"])
    #expect(Files.kind(try world.candidate(StandInWorld.shellcheck, "0")) == .link)
  }

  @Test func everyInstallCollectsAtItsEnd() throws {
    let world = try StandInWorld()
    try world.remove(try world.install(StandInWorld.shellcheck, "0.10.0"))
    try world.install(StandInWorld.shellcheck, "0.11.0")
    #expect(Files.kind(try world.candidate(StandInWorld.shellcheck, "0.10.0")) == nil)
    #expect(Files.kind(try world.candidate(StandInWorld.shellcheck, "0.11.0")) == .link)
  }

  /// A hook that is killed while ocx works, or before it has made its links, takes nothing back:
  /// what it was about to make is noted before.
  @Test(arguments: [true, false])
  func whatAKilledHookMadeIsGivenBack(installed: Bool) throws {
    let world = try StandInWorld()
    let state = world.folder.path + "/.local/state/ocx-mise-tui"
    let killed = world.folder.path + "/killed"
    try FileManager.default.removeItem(atPath: world.folder.path + "/bin/ocx")
    try world.folder.write(
      "bin/ocx",
      """
      #!/bin/sh
      case "$*" in *"package install"*) cp -R '\(state)' '\(killed)';; esac
      exec '\(StandInWorld.standIn)/ocx' "$@"
      """, mode: 0o755)
    let path = try world.install(StandInWorld.shellcheck, "0.11.0")
    #expect(try Files.list(state + "/installs-begun") == [], "the ledger has taken it in")
    try FileManager.default.removeItem(atPath: state)
    try FileManager.default.moveItem(atPath: killed, toPath: state)
    let candidate = try world.candidate(StandInWorld.shellcheck, "0.11.0")
    if !installed { try Files.removeFile(candidate) }
    for name in ["package", "receipt.json"] { try Files.removeFile(path + "/" + name) }
    #expect(try collect(world) == [], "mise has its folder still")
    try world.remove(path)
    #expect(
      try collect(world) == [
        "shellcheck/shellcheck:0.11.0 " + (installed ? "given back" : "kept")
      ])
    #expect(Files.kind(candidate) == nil)
    #expect(try InstallLedger(environment: world.environment).read().isEmpty)
  }

  /// A note that outlives its install, and one that a crash has emptied, change nothing.
  @Test func anOldNoteSaysNothingNew() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.shellcheck, "0.11.0")
    let ledger = InstallLedger(environment: world.environment)
    let known = try ledger.read()
    let entry = InstallLedger.Entry(
      installPath: path, tool: StandInWorld.shellcheck, tag: "0.11.0", home: world.home,
      madeCandidate: true)
    try ledger.begin(entry)
    try world.folder.write(".local/state/ocx-mise-tui/installs-begun/0", "")
    #expect(try ledger.read() == known)
    try world.remove(path)
    #expect(try collect(world) == ["shellcheck/shellcheck:0.11.0 given back"])
    #expect(try ledger.read().isEmpty)
  }

  @Test func withoutOcxItStaysNotedForTheNextTime() throws {
    let world = try StandInWorld()
    try world.remove(try world.install(StandInWorld.shellcheck, "0.11.0"))
    var blind = world.environment
    blind.variables["PATH"] = "/nowhere"
    #expect(throws: InstallFailure.self) { try GarbageCollection(environment: blind).run() }
    #expect(try collect(world) == ["shellcheck/shellcheck:0.11.0 given back"])
  }

  @Test func anotherToolInTheSameFolderEndsTheFirst() throws {
    let world = try StandInWorld()
    let path = try world.install(StandInWorld.shellcheck, "0.11.0", into: "shared")
    try world.remove(path)
    try world.install(StandInWorld.app, "2.0.0", into: "shared")
    #expect(Files.kind(try world.candidate(StandInWorld.shellcheck, "0.11.0")) == nil)
    #expect(Files.kind(try world.candidate(StandInWorld.app, "2.0.0")) == .link)
  }

  @Test(arguments: ["", "{", #"{"format":2,"installs":[]}"#, "\u{0}"])
  func aLedgerThatCannotBeReadIsNeverOverwritten(text: String) throws {
    let world = try StandInWorld()
    let name = ".local/state/ocx-mise-tui/installs.json"
    try world.folder.write(name, text)
    #expect(throws: InstallFailure.self) { try collect(world) }
    #expect {
      try world.install(StandInWorld.shellcheck, "0.11.0")
    } throws: { error in
      let failure = error as? InstallFailure
      return failure?.code == .data && failure?.message.contains(name) == true
        && failure?.hint?.contains("move it away") == true
    }
    #expect(try world.folder.read(name) == text)
  }

  /// A ledger is a file that others can write to: nothing in it may aim ocx at another path.
  @Test func aTamperedLedgerMovesNothing() throws {
    let world = try StandInWorld()
    try world.folder.write("victim/file", "mine")
    let entries = [("../../victim", "1"), ("ocx.sh/a/b", "../../../victim"), ("ocx.sh/a/b", "..")]
      .map { tool, tag in
        """
        {"install_path":"/gone","tool":"\(tool)","tag":"\(tag)","home":"\(world.home)",
        "made_candidate":true,"abandoned":true}
        """
      }
    try world.folder.write(
      ".local/state/ocx-mise-tui/installs.json",
      #"{"format":1,"installs":[\#(entries.joined(separator: ","))]}"#)
    #expect(try collect(world) == [])
    #expect(try world.folder.read("victim/file") == "mine")
    #expect(try world.calls == [])
  }
}
