import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// A package with public and private dependencies that have entry points and dependencies of their
/// own: each launcher gives what OCX's own gives, with the store, ocx and this program gone.
@Suite struct DependencyLauncherTests {
  /// Prints its arguments and its environment.
  private static let show =
    #"for word in "$@"; do printf 'argument=%s\n' "$word"; done; env | LC_ALL=C sort"#

  private static func package(
    _ name: String, dependencies: [[String: String]] = [], env: [[String: String]] = [],
    entryPoints: [String: [String: Any]]
  ) -> [String: Any] {
    let home = ["key": name.uppercased() + "_HOME", "type": "constant", "value": "${installPath}"]
    let flags = [
      "key": "FLAGS", "type": "list", "separator": " ", "value": "-I${installPath}/include",
    ]
    return [
      "name": "ocx.sh/t/" + name, "version": "1.0.0", "programs": [name: show],
      "dependencies": dependencies, "env": [home, flags] + env, "entrypoints": entryPoints,
      "files": ["include/\(name).h": ""],
    ]
  }

  private static func dependency(_ name: String, _ visibility: String) -> [String: String] {
    ["package": "ocx.sh/t/" + name, "visibility": visibility]
  }

  private static func world() throws -> StandInWorld {
    let world = try StandInWorld()
    let secret = ["key": "SECRET", "type": "constant", "value": "s", "visibility": "private"]
    let packages: [[String: Any]] = [
      package(
        "deep", entryPoints: ["deep-ep": ["command": "deep", "args": ["${installPath}/x", "a b"]]]),
      package(
        "priv", dependencies: [dependency("deep", "private")], env: [secret],
        entryPoints: ["priv-ep": ["command": "deep-ep", "args": ["$${x}", "'"]]]),
      package(
        "pub", dependencies: [dependency("deep", "private")], env: [secret],
        entryPoints: ["pub-ep": ["command": "pub", "args": ["${self.installPath:posix}"]]]),
      package(
        "top", dependencies: [dependency("pub", "public"), dependency("priv", "private")],
        env: [
          ["key": "LOOKS", "type": "constant", "value": "/packages/ocx.sh/sha256/aa/x:$HOME;`id`"]
        ],
        entryPoints: [
          "top-ep": ["command": "top", "args": ["-x", ""]], "top-priv": ["command": "priv-ep"],
          "top": [:], "top-bad": ["command": "top", "args": ["${nope}"]],
          "top-host": ["command": "machine"],
        ]),
    ]
    try publish(packages, in: world)
    return world
  }

  private static func publish(_ packages: [[String: Any]], in world: StandInWorld) throws {
    let file = try world.folder.write("packages.json", "")
    try JSONSerialization.data(withJSONObject: ["packages": packages])
      .write(to: URL(filePath: file))
    try world.change("packages", file)
  }

  /// What a launcher prints and ends with; OCX's own variables are left out.
  private struct Ran: Equatable {
    var lines: [String]
    var ending: ProcessResult.Ending

    init(_ launcher: String, _ variables: [String: String]) throws {
      let result = try ProcessRunner().run(
        ProcessRunner.Command(
          executable: launcher, arguments: ["from me", "*"], environment: variables))
      ending = result.ending
      lines = result.text.split(separator: "\n").map(String.init).filter {
        // The stand-in is in Python, which sets LC_CTYPE.
        !["OCX_", "_=", "PWD=", "LC_CTYPE="].contains(where: $0.hasPrefix)
      }
    }
  }

  @Test func launchersSetTheSameEnvironmentAsThoseOfOCX() throws {
    let world = try Self.world()
    let base = [
      "PATH": "/usr/bin:/bin", "HOME": "/h", "FLAGS": "-g", "SECRET": "mine", "T": "1",
    ]
    try world.ocx("package", "install", "ocx.sh/t/top:1.0.0")
    let path = try world.install("ocx.sh/t/top", "1.0.0")
    let digest = try Receipt.read(in: path).digest.dropFirst("sha256:".count)
    let real = try Files.resolveLinks(path)
    // The folders of the install that stand for those of the store.
    var folders: [String: String] = [:]
    let packages = world.home + "/packages/ocx.sh/sha256"
    for start in try Files.list(packages) {
      for rest in try Files.list(packages + "/" + start) {
        let digits = start + rest
        folders["\(packages)/\(start)/\(rest)"] =
          real + (digest.hasPrefix(digits) ? "" : "/dependencies/" + digits.prefix(12))
      }
    }
    func translated(_ line: String) -> String {
      folders.reduce(line) { $0.replacing($1.key, with: $1.value) }
    }
    var expected: [String: Ran] = [:]
    let store = base.merging(world.environment.variables) { mine, _ in mine }
      .merging(["OCX_BINARY_PIN": world.folder.path + "/bin/ocx"]) { $1 }
    for root in try Self.launcherFolders(below: world.home + "/packages") {
      for name in try Files.list(root) {
        var ran = try Ran(root + "/" + name, store)
        ran.lines = ran.lines.map(translated)
        expected[name] = ran
      }
    }
    try FileManager.default.removeItem(atPath: world.home)
    try FileManager.default.removeItem(atPath: world.folder.path + "/bin")
    let ours = try Self.launcherFolders(below: path)
    let names = try ours.flatMap { try Files.list($0) }.sorted()
    #expect(names == expected.keys.sorted())
    for folder in ours {
      for name in try Files.list(folder) where name != "top-host" {
        let ran = try Ran(folder + "/" + name, base)
        #expect(ran == expected[name], "\(name)")
      }
    }
    #expect(expected["top-ep"]?.ending == .exited(0) && expected["top-bad"]?.ending == .exited(65))
    // Where ocx says 1, a shell says that there is no such command.
    #expect(try Ran(path + "/entrypoints/top-host", base).ending == .exited(127))
  }

  private static func launcherFolders(below folder: String) throws -> [String] {
    let all = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    return all.filter { Paths.lastComponent($0) == "entrypoints" }.map { folder + "/" + $0 }
      .sorted()
  }

  /// Where ocx gives a package's programs no environment, its launchers say why; the rest is there.
  @Test(arguments: [65, 79])
  func oneWithoutAnEnvironmentSaysWhy(status: Int32) throws {
    let world = try StandInWorld()
    let old = Self.package("lib", entryPoints: [:])
    let new = old.merging(["version": "2.0.0", "files": ["include/lib.h": "2"]]) { $1 }
    // Two versions of one repository, or a path that has to be there: for its own programs alone.
    let dependencies =
      status == 65
      ? [Self.dependency("lib:1.0.0", "private"), Self.dependency("lib:2.0.0", "private")] : []
    let top = Self.package(
      "top", dependencies: dependencies, entryPoints: ["top-ep": ["command": "top"]])
    var env = try #require(top["env"] as? [[String: Any]])
    if status == 79 {
      env.append(
        ["key": "X", "type": "path", "value": "gone", "required": true, "visibility": "private"])
    }
    try Self.publish([old, new, top.merging(["env": env]) { $1 }], in: world)
    let path = try world.install("ocx.sh/t/top", "1.0.0")
    let result = try ProcessRunner().run(
      ProcessRunner.Command(
        executable: path + "/entrypoints/top-ep", arguments: [], environment: ["PATH": "/bin"]))
    #expect(result.ending == .exited(status))
    #expect(result.errorText.hasPrefix("top-ep: ") && result.errorText.count > "top-ep: \n".count)
    #expect(try world.run("top", path: path + "/content/bin").contains("PATH="))
  }

  /// A package may name whatever it likes in its values: what is not in the store is text, and what
  /// is a package there is copied, and nothing else.
  @Test func packagesAreFoundInValuesOnly() throws {
    let world = try StandInWorld()
    try world.ocx("package", "install", StandInWorld.shellcheck + ":0.11.0")
    let candidate = try world.candidate(StandInWorld.shellcheck, "0.11.0")
    let there = try Files.readLink(candidate)
    let gone = "\(world.home)/packages/ocx.sh/sha256/ab/" + String(repeating: "0", count: 30)
    let texts = [gone, "/etc", candidate, world.home + "/packages", "${HOME}", "../../x"]
    var top = Self.package("top", entryPoints: [:])
    top["env"] = (texts + [there + "/content"]).enumerated().map { number, text in
      [
        "key": "K\(number)", "type": "constant", "value": text.replacing("${", with: "$${"),
      ]
    }
    try Self.publish([top], in: world)
    let path = try world.install("ocx.sh/t/top", "1.0.0")
    let receipt = try Receipt.read(in: path)
    let values = receipt.variables.filter { $0.key != "PATH" }.map { $0.value }
    #expect(values.dropLast() == texts.map { PortableValue($0) })
    let folder = try #require(receipt.dependencies.first)
    #expect(values.last == PortableValue([.folder(folder), .text("/content")]))
    #expect(Files.exists(folder.path(in: path) + "/content/bin/shellcheck"))
    #expect(receipt.dependencies.count == 1)
  }

  /// Something in the store that is not a package is rejected.
  @Test(arguments: ["link", "digest", "half"])
  func pathsThatAreNoPackageAreRefused(kind: String) throws {
    let world = try StandInWorld()
    let digits = String(repeating: "0", count: 30)
    let package = "\(world.home)/packages/ocx.sh/sha256/ab/" + digits
    try Files.makeDirectories(Paths.parent(package))
    let other = world.folder.path + "/secrets"
    try Files.makeDirectories(other + "/content")
    switch kind {
    case "link": try Files.makeLink(package, to: other)
    case "digest":
      try Files.makeDirectories(package + "/content")
      try Files.writeScratch(package + "/digest", "sha256:" + String(repeating: "c", count: 64))
      try Files.writeScratch(package + "/metadata.json", "{}")
    default:
      try Files.makeDirectories(package + "/content")
      try Files.writeScratch(package + "/metadata.json", "{}")
    }
    var top = Self.package("top", entryPoints: [:])
    top["env"] = [["key": "K", "type": "constant", "value": package + "/content"]]
    try Self.publish([top], in: world)
    #expect {
      try world.install("ocx.sh/t/top", "1.0.0", into: "it")
    } throws: { error in
      guard case .store = error as? InstallFailure else { return false }
      return !Files.exists(world.folder.path + "/mise/installs/it/receipt.json")
    }
  }
}
