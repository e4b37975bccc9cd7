import Dispatch
import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// Whose a candidate is, and who gives it back.
@Suite struct HeldCandidateTests {
  private let world: StandInWorld
  private let tool: ToolName

  init() throws {
    world = try StandInWorld()
    tool = try ToolName(parsing: StandInWorld.shellcheck)
  }

  private func held(
    _ tag: String = "0.11.0", patience: Double = 60, onWait: () -> Void = {}
  ) -> HeldCandidate {
    HeldCandidate(
      tool, tag: tag, environment: world.environment, patience: patience, cancellation: .never,
      onWait: onWait)
  }

  private func install(_ tag: String = "0.11.0") throws {
    try world.ocx("package", "install", "\(tool):\(tag)")
  }

  private func giveBack(_ candidate: HeldCandidate, _ variables: [String: String] = [:]) throws {
    var environment = world.environment
    environment.variables.merge(variables) { $1 }
    candidate.giveBack(try OCXClient.locate(environment: environment)) { _ in }
  }

  private func isThere(_ tag: String = "0.11.0") throws -> Bool {
    Files.kind(try world.candidate(StandInWorld.shellcheck, tag)) != nil
  }

  private var locks: [String] {
    (try? Files.list(world.folder.path + "/.cache/ocx-mise-tui/candidates")) ?? []
  }

  @Test func candidateOfAnInstallIsReleased() throws {
    let candidate = held()
    try install()
    try giveBack(candidate)
    #expect(try !isThere() && locks.isEmpty)
  }

  @Test func candidateOfTheUserStays() throws {
    try install()
    let candidate = held()
    #expect(candidate.isUsers)
    try giveBack(candidate)
    #expect(try isThere() && locks.isEmpty)
  }

  /// The second looks when the first is done: what it saw before was the first one's.
  @Test func theSecondInstallOfATagWaitsForTheFirst() throws {
    let first = held()
    try install()
    let (isWaiting, isDone) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let seen = Collected()
    // Not a task: those share few threads, which other tests block.
    DispatchQueue.global().async { [self] in
      let candidate = held { isWaiting.signal() }
      seen.append("\(candidate.isUsers)")
      candidate.keep()
      isDone.signal()
    }
    #expect(isWaiting.wait(timeout: .now() + 60) == .success)
    try giveBack(first)
    #expect(isDone.wait(timeout: .now() + 60) == .success)
    #expect(seen.all == ["false"])
  }

  @Test func anotherTagDoesNotWait() throws {
    let first = held()
    let second = held("0.10.0") { Issue.record("it waited") }
    first.keep()
    second.keep()
  }

  /// Its process ended in the middle: the system released the lock, and nothing else was done.
  @Test func candidateOfAKilledInstallIsReleasedByTheNext() throws {
    try Self.kill(held())
    try install()
    let next = held()
    #expect(!next.isUsers)
    try giveBack(next)
    #expect(try !isThere() && locks.isEmpty)
  }

  /// It was killed before ocx had made one; the user made one later.
  @Test func laterCandidateOfTheUserStays() throws {
    try Self.kill(held())
    let lock = world.folder.path + "/.cache/ocx-mise-tui/candidates/" + (try #require(locks.first))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: lock)
    try install()
    let next = held()
    #expect(next.isUsers)
    try giveBack(next)
    #expect(try isThere() && locks.isEmpty)
  }

  /// As a process that ends releases its locks.
  private static func kill(_ candidate: consuming HeldCandidate) throws { _ = consume candidate }

  /// `install` without mise: what it leaves is wanted, whatever was there before.
  @Test func keptCandidateBelongsToTheUser() throws {
    try Self.kill(held())
    try install()
    held().keep()
    #expect(held().isUsers)
  }

  @Test func failedReleaseOfACandidateIsRepeated() throws {
    let first = held()
    try install()
    try giveBack(first, ["OCX_STANDIN_FAULT": "package uninstall: exit 74"])
    #expect(try isThere())
    let next = held()
    #expect(!next.isUsers)
    try giveBack(next)
    #expect(try !isThere())
  }

  /// What exists is left alone where nobody can tell whose it is.
  @Test func withoutALockWhatExistsStays() throws {
    let first = held()
    try install()
    let second = held(patience: 0)
    #expect(second.isUsers)
    try giveBack(second)
    #expect(try isThere())
    try giveBack(first)

    try FileManager.default.removeItem(atPath: world.folder.path + "/.cache")
    try "no folder".write(toFile: world.folder.path + "/.cache", atomically: false, encoding: .utf8)
    let third = held()
    try install()
    #expect(held().isUsers)
    try giveBack(third)
    #expect(try !isThere())
  }
}
