import Foundation
import TestSupport
import Testing

@testable import BackendKit

@Suite struct MaterializerTests {
  private let folder: TemporaryFolder
  private let tree: String
  private let target: String

  init() throws {
    folder = try TemporaryFolder()
    tree = folder("tree")
    target = folder("target")
    try Files.makeDirectories(tree)
  }

  @Test func copiesFilesFoldersAndLinks() throws {
    try folder.write("tree/bin/tool", "#!/bin/sh\n", mode: 0o755)
    try folder.write("tree/share/doc/read me", "text\n", mode: 0o644)
    try folder.write("tree/share/empty", "")
    try Files.makeDirectories(folder("tree/share/none"))
    try Files.makeLink(folder("tree/bin/alias"), to: "tool")
    try Files.makeLink(folder("tree/doc"), to: "share/doc")
    let summary = try materialize(tree, into: target)
    #expect(try TreeSnapshot(target) == TreeSnapshot(tree))
    #expect(summary.cloned + summary.copied == 3)
    #expect((summary.linked, summary.symlinks, summary.folders) == (0, 2, 4))
  }

  @Test(arguments: [0o400, 0o444, 0o500, 0o555, 0o600, 0o640, 0o666, 0o700, 0o755, 0o777])
  func keepsModesWhateverTheMask(mode: Int) throws {
    try folder.write("tree/file", "text", mode: mode)
    _ = try materialize(tree, into: target, .init(clones: false))
    #expect(status(target + "/file").st_mode & 0o7777 == mode_t(mode))
  }

  @Test(arguments: [0o4755, 0o2755, 0o6711])
  func takesOtherRightsAway(mode: mode_t) throws {
    for size in [10, 300 << 10] {
      let path = try folder.write("tree/\(size)", String(repeating: "x", count: size))
      #expect(chmod(path, mode) == 0)
    }
    let summary = try materialize(tree, into: target)
    #expect(summary.linked == 0)
    for size in [10, 300 << 10] {
      #expect(status(target + "/\(size)").st_mode & 0o7777 == mode & 0o777)
      #expect(status(tree + "/\(size)").st_mode & 0o7777 == mode)
    }
  }

  @Test func keepsTimesOfFiles() throws {
    let path = try folder.write("tree/module.py", "")
    let times = timeval(tv_sec: 1_700_000_000, tv_usec: 0)
    #expect(utimes(path, [times, times]) == 0)
    _ = try materialize(tree, into: target)
    #expect(try TreeSnapshot(target) == TreeSnapshot(tree))
  }

  @Test func foldersAreCreatedAgain() throws {
    try folder.write("tree/locked/inner/file", "text", mode: 0o444)
    #expect(chmod(folder("tree/locked/inner"), 0o555) == 0)
    #expect(chmod(folder("tree/locked"), 0o555) == 0)
    try Files.makeDirectories(folder("like"))
    _ = try materialize(tree, into: target)
    for name in ["", "/locked", "/locked/inner"] {
      #expect(status(target + name).st_mode == status(folder("like")).st_mode)
    }
    try FileManager.default.removeItem(atPath: target)
    #expect(chmod(folder("tree/locked"), 0o755) == 0)
    #expect(chmod(folder("tree/locked/inner"), 0o755) == 0)
  }

  @Test func namesNeedNotBeText() throws {
    let names: [[UInt8]] = [
      [0xff], [0xc3, 0x28], Array("new\nline".utf8), Array("-rf".utf8), Array("*".utf8),
      Array("\u{1b}[31m".utf8), Array("e\u{301}".utf8), Array("\u{e9}".utf8), Array(" ".utf8),
    ]
    for name in names {
      let below = Array(tree.utf8) + [UInt8(ascii: "/")] + name
      #expect(mkdir(below.map { CChar(bitPattern: $0) } + [0], 0o755) == 0)
      let file = (below + [UInt8(ascii: "/")] + name).map { CChar(bitPattern: $0) } + [0]
      let descriptor = open(file, O_WRONLY | O_CREAT, 0o644)
      #expect(descriptor >= 0)
      close(descriptor)
      let link = (below + Array("/link".utf8)).map { CChar(bitPattern: $0) } + [0]
      #expect(symlink(name.map { CChar(bitPattern: $0) } + [0], link) == 0)
    }
    let summary = try materialize(tree, into: target)
    #expect(summary.symlinks == names.count)
    #expect(try TreeSnapshot(target) == TreeSnapshot(tree))
  }

  @Test func goesAsDeepAsPathsDo() throws {
    var path = tree
    while path.utf8.count < 3800 {
      path += "/" + String(repeating: "d", count: 30)
      #expect(mkdir(path, 0o755) == 0)
      try Data("x".utf8).write(to: URL(filePath: path + "/f"))
    }
    _ = try materialize(tree, into: target)
    #expect(try TreeSnapshot(target) == TreeSnapshot(tree))
  }

  @Test(arguments: ["pipe", "socket", "device"])
  func refusesWhatIsNoFile(kind: String) throws {
    try folder.write("tree/a", "text")
    let path = folder("tree/b/odd")
    try Files.makeDirectories(folder("tree/b"))
    switch kind {
    case "pipe": #expect(mkfifo(path, 0o644) == 0)
    case "socket":
      // A path of a socket may have a hundred bytes: it is made by a short name.
      #expect(mknod(path, S_IFSOCK | 0o644, 0) == 0)
    default:
      // Only root makes devices; elsewhere there is nothing to refuse.
      guard mknod(path, S_IFCHR | 0o644, 0x103) == 0 else { return }
    }
    #expect(throws: MaterializeFailure.unsupported(path: path, kind: kind)) {
      try materialize(tree, into: target)
    }
    #expect(Files.kind(target) == nil)
  }

  @Test func targetMustBeEmptyAndReal() throws {
    try folder.write("tree/a", "text")
    try folder.write("full/kept", "kept")
    try folder.write("file", "kept")
    try Files.makeDirectories(folder("elsewhere"))
    try Files.makeLink(folder("link"), to: "elsewhere")
    let cases: [(String, MaterializeFailure)] = [
      ("full", .occupied(path: folder("full"))),
      ("file", .writing(.notADirectory(path: folder("file")))),
      ("link", .writing(.notADirectory(path: folder("link")))),
      ("none/below", .writing(.notFound(path: folder("none/below")))),
      ("tree/inner", .overlap(path: folder("tree/inner"))),
    ]
    for (name, failure) in cases {
      #expect(throws: failure) { try materialize(tree, into: folder(name)) }
    }
    #expect(try Files.list(folder("full")) == ["kept"])
    #expect(try Files.list(folder("elsewhere")) == [])
    try Files.makeDirectories(folder("empty"))
    #expect(try materialize(tree, into: folder("empty")).folders == 0)
    #expect(try Files.list(folder("empty")) == ["a"])
  }

  @Test func treeMustBeAFolder() throws {
    try folder.write("file", "text")
    try Files.makeLink(folder("link"), to: "tree")
    let cases: [(String, MaterializeFailure)] = [
      ("none", .reading(.notFound(path: folder("none")))),
      ("file", .reading(.notADirectory(path: folder("file")))),
      ("link", .reading(.notADirectory(path: folder("link")))),
    ]
    for (name, failure) in cases {
      #expect(throws: failure) { try materialize(folder(name), into: target) }
      #expect(Files.kind(target) == nil)
    }
  }

  @Test func cancellationEndsIt() throws {
    try folder.write("tree/a", "text")
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: MaterializeFailure.cancelled) {
      try Materializer(cancellation: cancellation).materialize(tree, into: target)
    }
    #expect(Files.kind(target) == nil)
  }
}
