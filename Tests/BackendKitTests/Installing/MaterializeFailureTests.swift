import Testing

@testable import BackendKit

@Suite struct MaterializeFailureTests {
  @Test(arguments: [
    (ENOSPC, MaterializeFailure.writing(.noSpace(path: "p"))),
    (EDQUOT, .writing(.noSpace(path: "p"))),
    (EROFS, .writing(.readOnlyFileSystem(path: "p"))),
    (EACCES, .writing(.permission(path: "p"))),
    (EEXIST, .occupied(path: "p")),
    // A symlink where a folder was.
    (ENOTDIR, .writing(.notADirectory(path: "p"))),
    (ELOOP, .writing(.notADirectory(path: "p"))),
  ])
  func systemErrorsOfTheTarget(number: Int32, expected: MaterializeFailure) {
    #expect(MaterializeFailure.writing(SystemError(number: number), path: "p") == expected)
  }

  @Test(arguments: [
    (ENOENT, MaterializeFailure.changed(path: "p")),
    (ENOTDIR, .changed(path: "p")),
    (ELOOP, .changed(path: "p")),
    (EACCES, .reading(.permission(path: "p"))),
  ])
  func systemErrorsOfTheTree(number: Int32, expected: MaterializeFailure) {
    #expect(MaterializeFailure.reading(SystemError(number: number), path: "p") == expected)
  }

  @Test(arguments: [
    (MaterializeFailure.outsideTree(path: "/t/a", target: "../.."), 65, "leads out"),
    (.unsupported(path: "/t/a", kind: "pipe"), 65, "/t/a is a pipe"),
    (.changed(path: "/t/a"), 75, "/t/a was removed or changed"),
    (.cancelled, 75, "cancelled"),
    (.writing(.noSpace(path: "/i/a")), 74, "no space left to write /i/a"),
    (.reading(.permission(path: "/t/a")), 77, "/t/a"),
    (.occupied(path: "/i"), 74, "/i already exists"),
  ])
  func causeAndCode(failure: MaterializeFailure, code: Int32, cause: String) {
    #expect(failure.code.exitCode == code)
    #expect(failure.message.contains(cause))
    #expect(failure.hint != nil || failure == .cancelled)
  }
}
