import BackendKit
import Testing

@Suite struct FileLockTests {
  @Test func oneHolderAtATime() throws {
    let folder = try TemporaryFolder()
    let held = try Files.lock(folder("lock"))
    #expect(throws: FileFailure.locked(path: folder("lock"))) {
      try Files.lock(folder("lock"), waiting: 0)
    }
    held.release()
    held.release()
    let again = try Files.lock(folder("lock"), waiting: 0)
    #expect(again.path == folder("lock"))
  }

  @Test func aForgottenLockIsFree() throws {
    let folder = try TemporaryFolder()
    _ = try Files.lock(folder("lock"))
    let again = try Files.lock(folder("lock"), waiting: 0)
    #expect(again.path == folder("lock"))
  }

  @Test func cancellationEndsTheWait() throws {
    let folder = try TemporaryFolder()
    let held = try Files.lock(folder("lock"))
    let cancellation = Cancellation()
    cancellation.cancel()
    _ = withExtendedLifetime(held) {
      #expect(throws: FileFailure.locked(path: folder("lock"))) {
        try Files.lock(folder("lock"), waiting: .infinity, cancellation: cancellation)
      }
    }
  }
}
