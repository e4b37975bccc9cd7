import Foundation
import Testing

@testable import BackendKit

@Suite struct HardLinkTests {
  private let folder: TemporaryFolder
  private let tree: String
  private let target: String
  private let noClones = Materializer.Policy(clones: false)

  init() throws {
    folder = try TemporaryFolder()
    tree = folder("tree")
    target = folder("target")
    try write("small", 256 << 10)
    try write("large", (256 << 10) + 1)
  }

  @Test func largeFilesAreLinked() throws {
    let summary = try materialize(tree, into: target, noClones)
    #expect((summary.linked, summary.copied) == (1, 1))
    #expect(isLinked("large"))
    #expect(!isLinked("small"))
    #expect(try TreeSnapshot(target) == TreeSnapshot(tree))
  }

  @Test func noHardLinksIfDisabled() throws {
    let summary = try materialize(tree, into: target, .init(clones: false, hardLinks: false))
    #expect((summary.linked, summary.copied) == (0, 2))
    #expect(!isLinked("large"))
    #expect(try TreeSnapshot(target) == TreeSnapshot(tree))
  }

  @Test(arguments: [S_ISUID, S_ISGID, S_ISUID | S_ISGID])
  func noneGivesRights(bits: mode_t) throws {
    #expect(chmod(tree + "/large", 0o755 | bits) == 0)
    #expect(try materialize(tree, into: target, noClones).linked == 0)
    #expect(status(target + "/large").st_mode & 0o7777 == 0o755)
  }

  @Test(arguments: [
    // Owner and mode of the file, and whether user 1000 links it.
    (1000, 0o644, true), (1000, 0o666, true), (1000, 0o4755, false), (1000, 0o2755, false),
    (0, 0o644, false), (1001, 0o666, false),
  ])
  func ownFilesOnly(owner: uid_t, mode: mode_t, expected: Bool) throws {
    var file = status(tree + "/large")
    file.st_uid = owner
    file.st_mode = S_IFREG | mode
    #expect(LinkPolicy(isOn: true, tree: tree, user: 1000).allows(file, in: -1) == expected)
    #expect(!LinkPolicy(isOn: false, tree: tree, user: 1000).allows(file, in: -1))
  }

  @Test(
    .enabled(if: getuid() == 0, "only root gives files away"),
    arguments: [
      // What is changed before, and whether root still links.
      ("nothing", true), ("file of another", false), ("file that the group writes", false),
      ("file that others write", false), ("folder of another", false),
      ("folder that the group writes", false), ("folder that others write", false),
      ("folder above of another", false), ("folder above that others write", false),
      ("sticky folder above", true),
    ])
  func rootLinksOnlyFilesOfRoot(what: String, expected: Bool) throws {
    let large = tree + "/large"
    switch what {
    case "file of another": #expect(chown(large, 1000, 1000) == 0)
    case "file that the group writes": #expect(chmod(large, 0o664) == 0)
    case "file that others write": #expect(chmod(large, 0o646) == 0)
    case "folder of another": #expect(chown(tree, 1000, 1000) == 0)
    case "folder that the group writes": #expect(chmod(tree, 0o775) == 0)
    case "folder that others write": #expect(chmod(tree, 0o757) == 0)
    case "folder above of another": #expect(chown(folder.path, 1000, 1000) == 0)
    case "folder above that others write": #expect(chmod(folder.path, 0o777) == 0)
    case "sticky folder above": #expect(chmod(folder.path, 0o1777) == 0)
    default: break
    }
    let summary = try materialize(tree, into: target, noClones)
    #expect(summary.linked == (expected ? 1 : 0))
    #expect(try TreeSnapshot(target) == TreeSnapshot(tree))
  }

  private func write(_ name: String, _ size: Int) throws {
    try folder.write("tree/" + name, String(repeating: "x", count: size))
  }

  private func isLinked(_ name: String) -> Bool {
    status(target + "/" + name).st_ino == status(tree + "/" + name).st_ino
  }
}
