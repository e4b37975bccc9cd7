import Foundation
import Testing

@testable import BackendKit

#if os(Linux)
  import CLinux
#endif

/// A file is replaced, or it is somebody else's; never both.
struct FileReplacementTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func replacement(_ name: String = "a") throws -> FileReplacement {
    try FileReplacement(
      path: folder(name), target: folder(name), in: OpenFolder(folder.path),
      temporaryName: ".a.1-x.tmp")
  }

  private func text(_ name: String = "a") -> String? { try? Files.readText(folder(name)) }

  @Test func replacesMakesAndRemoves() throws {
    _ = try replacement().write(Array("one".utf8))
    _ = try replacement().write(Array("two".utf8))
    #expect(text() == "two")
    try replacement().remove()
    #expect(try Files.list(folder.path) == [])
  }

  @Test("what was written, replaced, linked or taken away since the look is refused")
  func foreignWrites() throws {
    let writes: [(String, (String) throws -> Void, String?)] = [
      ("appended", { try append("more", to: $0) }, "onemore"),
      (
        "replaced",
        { path in
          try Files.writeScratch(path + ".new", "theirs")
          try Files.rename(path + ".new", to: path)
        }, "theirs"
      ),
      ("same text in another file", { try Files.writeAtomically($0, "one") }, "one"),
      ("gone", { try Files.removeFile($0) }, nil),
      (
        "a link",
        { path in
          try Files.writeScratch(path + ".rc", "rc")
          try Files.removeFile(path)
          try Files.makeLink(path, to: path + ".rc")
        }, "rc"
      ),
    ]
    for (name, write, left) in writes {
      let path = try folder.write("a", "one")
      let before = try replacement()
      try write(path)
      #expect(throws: FileFailure.changedMeanwhile(path: path), "\(name)") {
        _ = try before.write(Array("ours".utf8))
      }
      #expect(text() == left, "\(name)")
      #expect(try Files.list(folder.path).filter { $0.hasSuffix(".tmp") } == [], "\(name)")
      for name in try Files.list(folder.path) { try Files.removeFile(folder(name)) }
    }
  }

  @Test func aFileThatAppearedIsNotWrittenOver() throws {
    let before = try replacement()
    try folder.write("a", "theirs")
    #expect(throws: FileFailure.changedMeanwhile(path: folder("a"))) {
      _ = try before.write(Array("ours".utf8))
    }
    #expect(text() == "theirs")
  }

  #if os(Linux)
    @Test("who has the old file open for writing gets it back, with what was written")
    func openForWriting() throws {
      let path = try folder.write("a", "one")
      let number = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
      defer { close(number) }
      let writer = Thread {
        // After the exchange, in the time that the last writer is given.
        while !Files.exists(self.folder("a")) || self.text() != "ours" { usleep(500) }
        _ = write(number, "more", 4)
      }
      writer.start()
      #expect(throws: FileFailure.changedMeanwhile(path: path)) {
        _ = try replacement().write(Array("ours".utf8))
      }
      #expect(text() == "onemore")
      #expect(try Files.list(folder.path) == ["a"])
    }

    @Test("what is added at the end meanwhile stands behind the new text, where it may")
    func adding() throws {
      let path = try folder.write("a", "one\n")
      let number = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
      let writer = Thread {
        while self.text() != "ours\n" { usleep(500) }
        _ = write(number, "more\n", 5)
        close(number)
      }
      writer.start()
      var replacement = try replacement()
      replacement.acceptsAddition = { Array($0) == Array("more\n".utf8) }
      _ = try replacement.write(Array("ours\n".utf8))
      #expect(text() == "ours\nmore\n")
      #expect(try Files.list(folder.path) == ["a"])
    }

    @Test("a lease has whoever wants to write wait, and only until it is given back")
    func lease() throws {
      let path = try folder.write("a", "one\n")
      let open = Glibc.open(path, O_WRONLY | O_CLOEXEC)
      #expect(FileLease.acquire(path, until: 0) == nil)
      close(open)
      let lease = try #require(FileLease.acquire(path, until: 0))
      // Without a wait the system says so.
      #expect(Glibc.open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC) == -1 && errno == EWOULDBLOCK)
      lease.release()
      let again = Glibc.open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
      #expect(again >= 0)
      close(again)
    }

    @Test func readersAreNotWaitedFor() throws {
      let path = try folder.write("a", "one")
      let number = open(path, O_RDONLY | O_CLOEXEC)
      defer { close(number) }
      let start = MonotonicClock.now
      _ = try replacement().write(Array("two".utf8))
      #expect(MonotonicClock.now - start < FileReplacement.timeLimit / 2)
      #expect(text() == "two")
    }

    @Test("what was added to ours in the moment of an exchange is added to theirs")
    func settling() throws {
      try folder.write("a", "theirs\n")
      try folder.write(".a.1-x.tmp", "ours\nadded\n")
      try replacement().removeTemporary(base: Array("ours\n".utf8))
      #expect(text() == "theirs\nadded\n")
      try folder.write(".a.1-x.tmp", "quite another\n")
      #expect(throws: FileFailure.self) {
        try replacement().removeTemporary(base: Array("ours\n".utf8))
      }
      #expect(try Files.list(folder.path) == ["a", "a.kept-1-x"])
    }

    @Test func extendedAttributesStay() throws {
      let path = try folder.write("a", "one")
      guard setxattr(path, "user.note", "mine", 4, 0) == 0 else { return }
      #expect(try replacement().write(Array("two".utf8)) == [])
      var value = [CChar](repeating: 0, count: 8)
      #expect(getxattr(path, "user.note", &value, 8) == 4)
    }
  #endif
}

private func append(_ text: String, to path: String) throws {
  let number = open(path, O_WRONLY | O_APPEND)
  defer { close(number) }
  _ = write(number, text, text.utf8.count)
}
