import Foundation
import Testing

@testable import BackendKit

/// How the runner ends a program: with all that it started, and for good.
@Suite struct ProcessRunnerEndingTests {
  private static func shell(_ script: String, limit: Double? = nil) -> ProcessRunner.Command {
    var command = ProcessRunner.Command(
      executable: "/bin/sh", arguments: ["-c", script],
      environment: ["PATH": "/usr/bin:/bin"])
    command.timeLimit = limit
    return command
  }

  private static var quick: ProcessRunner {
    var runner = ProcessRunner()
    runner.grace = 0.2
    return runner
  }

  /// Whether the process is gone, given that its end is already decided.
  private func isGone(_ pid: pid_t) -> Bool {
    // A grandchild that was killed is taken from the table by init, a moment later.
    for _ in 0..<500 {
      if kill(pid, 0) != 0 { return true }
      let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
      if state?.contains(") Z ") ?? true { return true }
      usleep(10_000)
    }
    return false
  }

  /// Runs until the script has written its pids, then ends it; the pids.
  private func pids(
    of script: String, in folder: TemporaryFolder, runner: ProcessRunner = quick,
    expecting failure: ProcessFailure
  ) throws -> [pid_t] {
    let cancellation = Cancellation()
    var command = Self.shell(script)
    // The script says on standard error that it is ready; the wait needs no clock.
    command.onErrorLine = { line in if line == "ready" { cancellation.cancel() } }
    command.environment["OUT"] = folder.path
    #expect(throws: failure) { try runner.run(command, cancellation: cancellation) }
    let text = try String(contentsOfFile: folder.path + "/pids", encoding: .utf8)
    return text.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
  }

  private let cancelled = ProcessFailure.cancelled(program: "/bin/sh")

  @Test func cancellationEndsTheWholeGroup() throws {
    let folder = try TemporaryFolder()
    let script = """
      sleep 600 & first=$!
      (sleep 600 & echo $! > $OUT/inner; wait) & second=$!
      while [ ! -s $OUT/inner ]; do :; done
      echo $$ $first $second $(cat $OUT/inner) > $OUT/pids; echo ready >&2; wait
      """
    let pids = try pids(of: script, in: folder, expecting: cancelled)
    #expect(pids.count == 4)
    #expect(pids.filter { !isGone($0) } == [])
  }

  @Test func aProgramThatIgnoresSIGTERMIsKilled() throws {
    let folder = try TemporaryFolder()
    let script = """
      trap '' TERM; echo $$ > $OUT/pids; echo ready >&2
      while :; do sleep 1; done
      """
    let pids = try pids(of: script, in: folder, expecting: cancelled)
    #expect(pids.filter { !isGone($0) } == [])
  }

  /// It ends at once on SIGTERM; what it started does not.
  @Test func childrenThatIgnoreSIGTERMAreKilled() throws {
    let folder = try TemporaryFolder()
    let script = """
      (trap '' TERM; exec >/dev/null 2>&1; : > $OUT/up; while :; do sleep 1; done) & inner=$!
      while [ ! -e $OUT/up ]; do :; done
      echo $$ $inner > $OUT/pids; echo ready >&2; wait
      """
    let pids = try pids(of: script, in: folder, expecting: cancelled)
    #expect(pids.count == 2)
    #expect(pids.filter { !isGone($0) } == [])
  }

  @Test func aStoppedProgramIsEnded() throws {
    let folder = try TemporaryFolder()
    let script = "echo $$ > $OUT/pids; echo ready >&2; kill -STOP $$; sleep 600"
    let pids = try pids(of: script, in: folder, expecting: cancelled)
    #expect(pids.filter { !isGone($0) } == [])
  }

  /// SIGTERM is an offer: who takes it may tidy up.
  @Test func programMayCleanUpInItsGracePeriod() throws {
    let folder = try TemporaryFolder()
    let script = """
      trap 'echo tidy > $OUT/tidied; exit 0' TERM; echo $$ > $OUT/pids; echo ready >&2
      while :; do sleep 0.01; done
      """
    var runner = ProcessRunner()
    runner.grace = 30
    _ = try pids(of: script, in: folder, runner: runner, expecting: cancelled)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/tidied"))
  }

  @Test func theTimeLimitEndsAProgram() {
    #expect(throws: ProcessFailure.timedOut(program: "/bin/sh", seconds: 0.05)) {
      try Self.quick.run(Self.shell("sleep 600", limit: 0.05))
    }
  }

  @Test func aLimitThatIsOverAlreadyEndsItAtOnce() {
    #expect(throws: ProcessFailure.timedOut(program: "/bin/sh", seconds: 0)) {
      try Self.quick.run(Self.shell("sleep 600", limit: 0))
    }
  }

  @Test func nothingStartsOnceItIsCancelled() throws {
    let folder = try TemporaryFolder()
    let cancellation = Cancellation()
    cancellation.cancel()
    var command = Self.shell(": > $OUT/started")
    command.environment["OUT"] = folder.path
    #expect(throws: cancelled) {
      try ProcessRunner().run(command, cancellation: cancellation)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/started"))
  }

  @Test func aProgramThatEndedLeavesNoEntryInTheProcessTable() throws {
    let result = try ProcessRunner().run(Self.shell("echo $$"))
    let pid = try #require(pid_t(result.text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kill(pid, 0) != 0)
  }
}
