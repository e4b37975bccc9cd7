import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// `demo`: a world of its own, started from the user's folder.
struct DemoCommandTests {
  @Test("a script is read, and what it dumps is written, where the user stands")
  func scriptOfTheUsersFolder() throws {
    try withTemporaryFolder { folder in
      try Files.writeScratch(
        Paths.join(folder, "steps"), "wait\ndump screen.txt\nkeys q\nwait\n")
      let environment = Environment(
        variables: ["TMPDIR": folder, "HOME": folder, "TERM": "xterm"], workingDirectory: folder)
      let run = try CommandRun.of(
        ["demo", "--script", "steps"], environment: environment, now: demoNow)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try Files.readText(Paths.join(folder, "screen.txt")).contains("kitware/cmake"))
      // What the demo made for itself is gone, and nothing is said of it.
      #expect(run.errors == "")
      #expect(try Files.list(folder).sorted() == ["screen.txt", "steps"])
    }
  }
}
