import BackendKit
import Foundation
import TestSupport
import Testing

@Suite struct AtomicWriteTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func createsAndReplacesWithoutLeftovers() throws {
    try Files.writeAtomically(folder("a"), "one", mode: 0o600)
    try Files.writeAtomically(folder("a"), "two")
    #expect(try Files.readText(folder("a")) == "two")
    #expect(try mode(folder("a")) == 0o600)
    #expect(try Files.list(folder.path) == ["a"])
  }

  @Test(arguments: [0o640, 0o604, 0o755, 0o666])
  func keepsTheMode(mode: Int) throws {
    let path = try folder.write("a", "one")
    #expect(chmod(path, mode_t(mode)) == 0)
    try Files.writeAtomically(path, "two")
    #expect(try self.mode(path) == mode)
  }

  @Test func writesThroughLinks() throws {
    try folder.write("real/file", "one")
    try Files.makeLink(folder("second"), to: "real/file")
    try Files.makeLink(folder("first"), to: folder("second"))
    try Files.writeAtomically(folder("first"), "two")
    #expect(try Files.readText(folder("real/file")) == "two")
    #expect([Files.kind(folder("first")), Files.kind(folder("second"))] == [.link, .link])
    #expect(try Files.list(folder("real")) == ["file"])
  }

  @Test func createsTheTargetOfADanglingLink() throws {
    try Files.makeLink(folder("link"), to: "target")
    try Files.writeAtomically(folder("link"), "text")
    #expect(try Files.readText(folder("target")) == "text")
    #expect(Files.kind(folder("link")) == .link)
  }

  @Test func refusesLoopsFoldersAndMissingFolders() throws {
    try Files.makeLink(folder("a"), to: "b")
    try Files.makeLink(folder("b"), to: "a")
    #expect(throws: FileFailure.linkLoop(path: folder("a"))) {
      try Files.writeAtomically(folder("a"), "text")
    }
    #expect(throws: FileFailure.notAFile(path: folder.path)) {
      try Files.writeAtomically(folder.path, "text")
    }
    #expect(throws: FileFailure.notFound(path: folder("none"))) {
      try Files.writeAtomically(folder("none/a"), "text")
    }
    #expect(try Files.list(folder.path) == ["a", "b"])
  }

  /// root may write everything, so this can be seen as another user only.
  @Test(.enabled(if: getuid() != 0, "root may write any file"))
  func refusesAFileWithoutWritePermission() throws {
    let path = try folder.write("a", "one")
    #expect(chmod(path, 0o444) == 0)
    #expect(throws: FileFailure.permission(path: path)) {
      try Files.writeAtomically(path, "two")
    }
    #expect(try Files.readText(path) == "one")
  }

  @Test(.enabled(if: getuid() == 0, "only root can give files away"))
  func keepsTheOwner() throws {
    let path = try folder.write("a", "one")
    #expect(chown(path, 12345, 23456) == 0)
    try Files.writeAtomically(path, "two")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let owner = [FileAttributeKey.ownerAccountID, .groupOwnerAccountID].map {
      attributes[$0] as? Int
    }
    #expect(owner == [12345, 23456])
  }
}
