import Foundation
import Testing

@testable import BackendKit

/// The runner on real programs: `/bin/sh` stands for whatever is run.
@Suite struct ProcessRunnerTests {
  private static func shell(_ script: String, _ arguments: String...) -> ProcessRunner.Command {
    ProcessRunner.Command(
      executable: "/bin/sh", arguments: ["-c", script, "sh"] + arguments,
      environment: ["PATH": "/usr/bin:/bin"])
  }

  private func run(_ command: ProcessRunner.Command) throws -> ProcessResult {
    try ProcessRunner().run(command)
  }

  @Test func keepsBothStreamsAndTheStatusApart() throws {
    let result = try run(Self.shell("echo out; echo err >&2; exit 3"))
    #expect(
      result
        == ProcessResult(
          ending: .exited(3), output: Array("out\n".utf8), errorOutput: Array("err\n".utf8),
          errorOutputTruncated: false))
  }

  @Test func tellsASignalFromAStatus() throws {
    let result = try run(Self.shell("kill -9 $$"))
    #expect(result.ending == .signalled(9))
    #expect(result.status == 137)
  }

  @Test func givesArgumentsAndEnvironmentExactly() throws {
    var command = Self.shell("printf '%s|' \"$@\"; env", "a b", "", "$(touch x)", "*", "--", "é")
    command.environment = ["ONE": "1 = 1", "EMPTY": "", "LINES": "a\nb"]
    command.executable = "/bin/sh"
    let text = try run(command).text
    #expect(text.hasPrefix("a b||$(touch x)|*|--|é|"))
    // The shell adds PWD and its like; nothing of ours beyond what was given.
    #expect(text.contains("ONE=1 = 1\n"))
    #expect(text.contains("EMPTY=\n"))
    #expect(text.contains("LINES=a\nb\n"))
    #expect(!text.contains("HOME="))
  }

  @Test func readsNothingWhereNoInputIsGiven() throws {
    #expect(try run(Self.shell("cat; echo end")).text == "end\n")
  }

  @Test(arguments: [1, 65_536, 3_000_000])
  func givesInputWhole(size: Int) throws {
    var command = Self.shell("cat")
    command.input = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(try run(command).output == command.input)
  }

  /// Without care the write would end this process by SIGPIPE.
  @Test func survivesAProgramThatReadsNoInput() throws {
    var command = Self.shell("exec <&-; echo done")
    command.input = Array(repeating: 7, count: 1_000_000)
    #expect(try run(command).text == "done\n")
  }

  @Test func readsOutputUpToTheLimit() throws {
    var command = Self.shell("head -c 100000 /dev/zero")
    command.outputLimit = 100_000
    #expect(try run(command).output.count == 100_000)
  }

  @Test func endsAProgramOverTheOutputLimit() {
    var command = Self.shell("cat /dev/zero")
    command.outputLimit = 100_000
    #expect(throws: ProcessFailure.tooMuchOutput(program: "/bin/sh", limit: 100_000)) {
      try run(command)
    }
  }

  @Test func truncatesStandardErrorAndGoesOn() throws {
    var command = Self.shell("head -c 50000 /dev/zero >&2; echo fine")
    command.outputLimit = 1000
    let result = try run(command)
    #expect(result.text == "fine\n")
    #expect(result.errorOutput.count == 1000)
    #expect(result.errorOutputTruncated)
  }

  @Test func reportsLinesOfStandardErrorAsTheyCome() throws {
    let lines = Collected()
    var command = Self.shell(#"printf 'one\ntwo\r\n\n50%%\r100%%\rlast' >&2"#)
    command.onErrorLine = { lines.append($0) }
    _ = try run(command)
    #expect(lines.all == ["one", "two", "50%", "100%", "last"])
  }

  /// A line of megabytes is one line, cut; what follows it is another.
  @Test func cutsALineThatIsTooLong() throws {
    let lines = Collected()
    var command = Self.shell(
      "{ head -c 3000000 /dev/zero | tr '\\0' x; echo; echo after; } >&2")
    command.onErrorLine = { lines.append($0) }
    _ = try run(command)
    #expect(lines.all == [String(repeating: "x", count: ProcessRunner.longestErrorLine), "after"])
  }

  @Test func repairsALineThatIsNoText() throws {
    let lines = Collected()
    var command = Self.shell(#"printf 'a\377b\n' >&2"#)
    command.onErrorLine = { lines.append($0) }
    _ = try run(command)
    #expect(lines.all == ["a\u{fffd}b"])
  }

  /// The program is done; what it left running holds its output open for a minute.
  @Test func doesNotWaitForWhatAProgramLeftRunning() throws {
    var command = Self.shell("sleep 60 & echo $!; exit 4")
    command.timeLimit = 30
    let result = try run(command)
    #expect(result.ending == .exited(4))
    let pid = try #require(pid_t(result.text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kill(pid, SIGTERM) == 0, "it was left in peace")
  }

  @Test(arguments: [
    ("/nowhere/at/all", ProcessFailure.notFound(program: "/nowhere/at/all")),
    ("/etc/passwd", .notExecutable(program: "/etc/passwd")),
    ("/", .notExecutable(program: "/")),
    ("sh", .badArgument(program: "sh")),
    ("/bin/s\0h", .badArgument(program: "/bin/s\0h")),
  ])
  func saysWhyItCannotStart(program: String, failure: ProcessFailure) {
    #expect(throws: failure) { try run(ProcessRunner.Command(executable: program)) }
  }

  @Test(arguments: [["A=B": "x"], ["": "x"], ["A": "x\0y"]])
  func refusesVariablesThatAreNone(environment: [String: String]) {
    let command = ProcessRunner.Command(executable: "/bin/sh", environment: environment)
    #expect(throws: ProcessFailure.badArgument(program: "/bin/sh")) { try run(command) }
  }

  @Test func saysThatAnInterpreterIsMissing() throws {
    let folder = try TemporaryFolder()
    let script = folder.path + "/tool"
    try "#!/no/such/interpreter\n".write(toFile: script, atomically: true, encoding: .utf8)
    chmod(script, 0o755)
    #expect(throws: ProcessFailure.notFound(program: script)) {
      try run(ProcessRunner.Command(executable: script))
    }
  }

  @Test func leavesNoDescriptorOpenOnEitherSide() throws {
    // One that is inherited unless the runner sees to it, with a number that `ls` does not use.
    let null = open("/dev/null", O_RDONLY)
    let stray = fcntl(null, F_DUPFD, 100)
    defer { for descriptor in [null, stray] { close(descriptor) } }
    let before = try Self.openDescriptors()
    var command = Self.shell("ls /proc/self/fd")
    command.input = [1]
    let inside = try run(command).text.split(separator: "\n").compactMap { Int32($0) }
    #expect(!inside.contains(stray))
    for _ in 0..<20 { _ = try run(command) }
    // Other tests open and close files at the same time.
    #expect(try Self.openDescriptors() < before + 20)
  }

  private static func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }

  @Test func runsManyAtOnce() {
    let texts = Collected()
    DispatchQueue.concurrentPerform(iterations: 24) { index in
      let result = try? ProcessRunner().run(Self.shell("echo \(index)"))
      texts.append(result?.text ?? "nothing")
    }
    #expect(texts.all.sorted() == (0..<24).map { "\($0)\n" }.sorted())
  }
}
