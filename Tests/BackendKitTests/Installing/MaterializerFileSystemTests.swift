import Foundation
import Testing

@testable import BackendKit

/// File systems with different features. Tests are reported as skipped if theirs is missing.
@Suite(.serialized) struct MaterializerFileSystemTests {
  private let folder: TemporaryFolder
  private let tree: String

  init() throws {
    folder = try TemporaryFolder()
    tree = folder("tree")
    for (name, size) in [("small", 100), ("large", 600_000)] {
      try folder.write("tree/" + name, String(repeating: "x", count: size), mode: 0o755)
    }
  }

  @Test(.enabled(if: OtherFileSystem.folder != nil, "no second file system to write to"))
  func otherFileSystemsGetCopies() throws {
    let other = try Files.makeTemporaryDirectory(
      in: try #require(OtherFileSystem.folder), prefix: "ocx-mise-tui-")
    defer { try? Files.removeTree(other) }
    let summary = try materialize(tree, into: other + "/target")
    #expect((summary.cloned, summary.linked, summary.copied) == (0, 0, 2))
    #expect(try TreeSnapshot(other + "/target") == TreeSnapshot(tree))
  }

  @Test(.enabled(if: Volume.canMount, "only root mounts, and not in every container"))
  func fullDiskIsReported() throws {
    let volume = try Volume.memory(at: folder("full"), options: "size=128k")
    #expect(throws: MaterializeFailure.writing(.noSpace(path: volume.path + "/target/large"))) {
      try materialize(tree, into: volume.path + "/target")
    }
  }

  @Test(.enabled(if: Volume.canMount, "only root mounts, and not in every container"))
  func fullFolderTableIsReported() throws {
    let volume = try Volume.memory(at: folder("full"), options: "nr_inodes=3")
    #expect {
      try materialize(tree, into: volume.path + "/target")
    } throws: { error in
      guard case .writing(.noSpace) = error as? MaterializeFailure else { return false }
      return true
    }
  }

  @Test(.enabled(if: Volume.canMount, "only root mounts, and not in every container"))
  func readOnlyTreesAreReadAndReadOnlyTargetsReported() throws {
    let volume = try Volume.memory(at: folder("other"), options: "size=8m")
    let source = volume.path + "/tree"
    _ = try materialize(tree, into: source)
    try volume.makeReadOnly()
    #expect(try materialize(source, into: folder("copy")).copied == 2)
    #expect(try TreeSnapshot(folder("copy")) == TreeSnapshot(tree))
    let target = volume.path + "/target"
    #expect(throws: MaterializeFailure.writing(.readOnlyFileSystem(path: target))) {
      try materialize(tree, into: target)
    }
  }

  @Test(
    .enabled(if: Volume.canMount && Volume.btrfs != nil, "needs root, and mkfs.btrfs"))
  func clonesWhereItCan() throws {
    let volume = try Volume.cloning(at: folder("cloning"), image: folder("image"))
    let source = volume.path + "/tree"
    #expect(try materialize(tree, into: source).cloned == 0)
    // The setuid and setgid bits are removed from a clone, too.
    #expect(chmod(source + "/large", 0o4755) == 0)
    let summary = try materialize(source, into: volume.path + "/target")
    #expect((summary.cloned, summary.linked, summary.copied) == (2, 0, 0))
    #expect(try TreeSnapshot(volume.path + "/target") == TreeSnapshot(tree))
    // What is written into the one is not in the other.
    try Data("changed".utf8).write(to: URL(filePath: volume.path + "/target/small"))
    #expect(try Files.read(source + "/small").count == 100)
    let without = try materialize(
      source, into: volume.path + "/copies", .init(clones: false, hardLinks: false))
    #expect((without.cloned, without.linked, without.copied) == (0, 0, 2))
  }

  @Test func copiesWhereAFileHasAllLinksThatItCan() throws {
    let names = folder("names")
    try Files.makeDirectories(names)
    var count = 1
    while count < 70_000, link(tree + "/large", "\(names)/\(count)") == 0 { count += 1 }
    let isFull = errno == EMLINK && count < 70_000
    let summary = try materialize(tree, into: folder("target"), .init(clones: false))
    // A file system without such a limit has nothing to show.
    #expect(summary.linked == (isFull ? 0 : 1))
    #expect(try TreeSnapshot(folder("target")) == TreeSnapshot(tree))
  }

  @Test(.enabled(if: getuid() != 0, "root may read any file"))
  func missingRightsAreReported() throws {
    #expect(chmod(tree + "/small", 0o000) == 0)
    #expect(throws: MaterializeFailure.reading(.permission(path: tree + "/small"))) {
      try materialize(tree, into: folder("target"))
    }
    #expect(chmod(tree, 0o000) == 0)
    #expect(throws: MaterializeFailure.reading(.permission(path: tree))) {
      try materialize(tree, into: folder("second"))
    }
    #expect(chmod(tree, 0o755) == 0)
  }
}

/// A folder that does not lie where temporary files do.
private enum OtherFileSystem {
  static let folder = ["/dev/shm"].first {
    Files.isWritable($0) && status($0).st_dev != status(NSTemporaryDirectory()).st_dev
  }
}

/// A file system that is mounted for one test.
final class Volume {
  let path: String

  /// Whether this process may mount.
  static let canMount: Bool = {
    guard getuid() == 0, let folder = try? TemporaryFolder(),
      let volume = try? memory(at: folder("probe"), options: "size=64k")
    else { return false }
    return status(volume.path).st_dev != status(folder.path).st_dev
  }()

  /// The program that makes a file system that clones.
  static let btrfs = ["/usr/sbin/mkfs.btrfs", "/sbin/mkfs.btrfs"].first(where: Files.isExecutable)

  /// One in memory.
  static func memory(at path: String, options: String) throws -> Volume {
    try Files.makeDirectories(path)
    try run("/bin/mount", "-t", "tmpfs", "-o", options, "ocx-mise-tui-test", path)
    return Volume(path)
  }

  /// One that clones, in an image file.
  static func cloning(at path: String, image: String) throws -> Volume {
    try Files.makeDirectories(path)
    #expect(truncate(path: image, size: 160 << 20))
    try run(try #require(btrfs), "-q", image)
    try run("/bin/mount", "-o", "loop", image, path)
    return Volume(path)
  }

  func makeReadOnly() throws { try Self.run("/bin/mount", "-o", "remount,ro", path) }

  private init(_ path: String) { self.path = path }

  deinit { try? Self.run("/bin/umount", path) }

  private static func truncate(path: String, size: Int) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT, 0o600)
    defer { close(file) }
    return ftruncate(file, off_t(size)) == 0
  }

  private static func run(_ program: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw POSIXError(.EPERM) }
  }
}
