import BackendKit
import Foundation
import TestSupport
import Testing

@Suite struct FilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func readsBytesAndText() throws {
    let path = try folder.write("a", "text é")
    #expect(try Files.readText(path) == "text é")
    #expect(try Files.read(path) == Array("text é".utf8))
  }

  @Test func refusesWhatIsNoTextFile() throws {
    let pipe = folder("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    try Data([0xff, 0xfe]).write(to: URL(fileURLWithPath: folder("bytes")))
    try folder.write("long", "12345")
    #expect(throws: FileFailure.notFound(path: folder("none"))) { try Files.read(folder("none")) }
    #expect(throws: FileFailure.notAFile(path: folder.path)) { try Files.read(folder.path) }
    #expect(throws: FileFailure.notAFile(path: pipe)) { try Files.read(pipe) }
    #expect(throws: FileFailure.notText(path: folder("bytes"))) {
      try Files.readText(folder("bytes"))
    }
    #expect(throws: FileFailure.tooLarge(path: folder("long"), limit: 4)) {
      try Files.read(folder("long"), limit: 4)
    }
    #expect(throws: FileFailure.notADirectory(path: folder("long/x"))) {
      try Files.read(folder("long/x"))
    }
  }

  @Test func nullDeviceIsAnEmptyFile() throws {
    #expect(try Files.read("/dev/null") == [])
  }

  @Test func listsNamesInByteOrder() throws {
    for name in ["b", "a", "B", ".hidden", "é"] { try folder.write(name, "") }
    #expect(try Files.list(folder.path) == [".hidden", "B", "a", "b", "é"])
    #expect(throws: FileFailure.notFound(path: folder("none"))) { try Files.list(folder("none")) }
  }

  @Test func tellsLinksFromWhatTheyLeadTo() throws {
    try folder.write("file", "")
    try Files.makeLink(folder("link"), to: "file")
    try Files.makeLink(folder("dangling"), to: "none")
    #expect(Files.kind(folder("link")) == .link)
    #expect(try Files.readLink(folder("link")) == "file")
    #expect(try Files.resolveLinks(folder("link")) == folder("file"))
    #expect(Files.exists(folder("dangling")) == false)
    #expect(Files.kind(folder("dangling")) == .link)
    #expect(Files.kind(folder("none")) == nil)
  }

  @Test func makesFolders() throws {
    try Files.makeDirectories(folder("a/b/c"))
    try Files.makeDirectories(folder("a/b/c"))
    try folder.write("file", "")
    #expect(Files.isDirectory(folder("a/b/c")))
    #expect(throws: FileFailure.notADirectory(path: folder("file"))) {
      try Files.makeDirectories(folder("file"))
    }
  }

  @Test func removesTreesWithoutFollowingLinks() throws {
    try folder.write("kept/file", "kept")
    try folder.write("tree/sub/file", "")
    try Files.makeLink(folder("tree/link"), to: folder("kept"))
    #expect(chmod(folder("tree/sub"), 0o500) == 0)
    try Files.removeTree(folder("tree"))
    try Files.removeTree(folder("tree"))
    #expect(try Files.list(folder.path) == ["kept"])
    #expect(try Files.readText(folder("kept/file")) == "kept")
  }
}
