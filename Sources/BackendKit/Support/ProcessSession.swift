/// Waits for one program and transfers its data, or terminates it.
struct ProcessSession {
  private let child: ChildProcess
  private let command: ProcessRunner.Command
  private let wake: WakePipe
  private let grace: Double

  private var output: [UInt8] = []
  private var errorOutput: [UInt8] = []
  private var errorOutputTruncated = false
  private var lines = LineSplitter(
    longestLine: ProcessRunner.longestErrorLine, endsAtCarriageReturn: true)
  private var inputSent = 0
  private var outputOpen = true
  private var errorOutputOpen = true
  private var inputOpen: Bool
  private var exited = false
  private var deadline: Double?
  /// Why the program is being terminated; nil if it is not.
  private var failure: ProcessFailure?
  private var killed = false
  private var buffer = [UInt8](repeating: 0, count: 16 << 10)

  init(
    child: ChildProcess, command: ProcessRunner.Command, wake: WakePipe, grace: Double
  ) {
    self.child = child
    self.command = command
    self.wake = wake
    self.grace = grace
    inputOpen = child.input != nil
    deadline = command.timeLimit.map { MonotonicClock.now + max(0, $0) }
  }

  /// Waits for the end and releases all resources.
  mutating func run(isCancelled: () -> Bool) throws(ProcessFailure) -> ProcessResult {
    defer { closeAll() }
    while !isDone {
      let ready = wait()
      if ready.wake && failure == nil && isCancelled() {
        end(.cancelled(program: child.program))
      }
      if ready.output { readOutput() }
      if ready.errorOutput { readErrorOutput() }
      if ready.input { sendInput() }
      if ready.exit { exited = true }
      if let deadline, MonotonicClock.now >= deadline { passDeadline() }
    }
    // Everything that the program wrote is in the pipes now. Later output is from background
    // processes, which are not waited for.
    drain()
    report(lines.finish().map { [$0] } ?? [])
    if failure != nil && !killed { child.signal(SIGKILL) }
    let ending = child.reap()
    if let failure { throw failure }
    guard let ending else {
      throw .cannotStart(program: child.program, reason: "its exit status was lost")
    }
    return ProcessResult(
      ending: ending, output: output, errorOutput: errorOutput,
      errorOutputTruncated: errorOutputTruncated)
  }

  /// A program that is being terminated gets time until its whole group has closed its output, so
  /// that background processes can end cleanly.
  private var isDone: Bool {
    guard exited else { return false }
    return failure == nil || killed || (!outputOpen && !errorOutputOpen)
  }

  private mutating func end(_ reason: ProcessFailure) {
    failure = reason
    deadline = MonotonicClock.now + grace
    child.signal(SIGTERM)
    // A stopped program handles no other signal.
    child.signal(SIGCONT)
  }

  private mutating func passDeadline() {
    if failure == nil {
      end(.timedOut(program: child.program, seconds: command.timeLimit ?? 0))
    } else {
      killed = true
      deadline = nil
      child.signal(SIGKILL)
    }
  }

  // MARK: Waiting

  private struct Ready {
    var output = false
    var errorOutput = false
    var input = false
    var exit = false
    var wake = false
  }

  private func wait() -> Ready {
    func entry(_ descriptor: Int32?, _ open: Bool, _ events: Int32) -> pollfd {
      pollfd(fd: open ? descriptor ?? -1 : -1, events: Int16(events), revents: 0)
    }
    var entries = [
      entry(child.output, outputOpen, POLLIN),
      entry(child.errorOutput, errorOutputOpen, POLLIN),
      entry(child.input, inputOpen, POLLOUT),
      entry(child.exit, !exited, POLLIN),
      entry(wake.descriptor, failure == nil, POLLIN),
    ]
    // An interrupted wait has nothing ready. The caller checks the time and waits again.
    guard poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return Ready() }
    let ready = entries.map { $0.revents != 0 }
    return Ready(
      output: ready[0], errorOutput: ready[1], input: ready[2], exit: ready[3], wake: ready[4])
  }

  private var milliseconds: Int32 {
    guard let deadline else { return -1 }
    let left = (deadline - MonotonicClock.now) * 1000
    return Int32(min(max(left.rounded(.up), 0), 3_600_000))
  }

  // MARK: Moving bytes

  /// Reads available output; returns whether there was any.
  @discardableResult
  private mutating func readOutput() -> Bool {
    guard outputOpen, let count = readSome(child.output) else { return false }
    if count == 0 {
      outputOpen = false
    } else if failure == nil {
      output += buffer[..<count]
      if output.count > command.outputLimit {
        end(.tooMuchOutput(program: child.program, limit: command.outputLimit))
      }
    }
    return count > 0
  }

  @discardableResult
  private mutating func readErrorOutput() -> Bool {
    guard errorOutputOpen, let count = readSome(child.errorOutput) else { return false }
    if count == 0 { errorOutputOpen = false }
    let room = max(0, command.outputLimit - errorOutput.count)
    if count > room { errorOutputTruncated = true }
    errorOutput += buffer[..<min(count, room)]
    if command.onErrorLine != nil { report(lines.split(buffer[..<count])) }
    return count > 0
  }

  private func report(_ lines: [String]) {
    guard let report = command.onErrorLine else { return }
    for line in lines where !line.isEmpty { report(line) }
  }

  /// The number of bytes read: 0 at the end, nil if none are available.
  private mutating func readSome(_ descriptor: Int32) -> Int? {
    let count = read(descriptor, &buffer, buffer.count)
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? nil : 0
  }

  private mutating func sendInput() {
    guard let descriptor = child.input else { return }
    let sent = command.input[inputSent...].withUnsafeBytes { writeQuietly(descriptor, $0) }
    if sent > 0 { inputSent += sent }
    // A program need not read all of its input.
    let failed = sent < 0 && errno != EAGAIN && errno != EINTR
    if failed || inputSent == command.input.count {
      inputOpen = false
      close(descriptor)
    }
  }

  /// Reads what the pipes contain, but no more than they can hold, because a background process may
  /// keep writing.
  private mutating func drain() {
    let rounds = (1 << 20) / buffer.count
    for _ in 0..<rounds {
      guard readOutput() else { break }
    }
    for _ in 0..<rounds {
      guard readErrorOutput() else { break }
    }
  }

  private mutating func closeAll() {
    close(child.output)
    close(child.errorOutput)
    close(child.exit)
    if inputOpen, let input = child.input { close(input) }
  }
}

/// `write` without SIGPIPE if the reader is gone (on Darwin, `Pipe` handles that).
private func writeQuietly(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  #if canImport(Darwin)
    return write(descriptor, bytes.baseAddress, bytes.count)
  #else
    var pipeSignal = sigset_t()
    var pending = sigset_t()
    var before = sigset_t()
    sigemptyset(&pipeSignal)
    sigaddset(&pipeSignal, SIGPIPE)
    sigpending(&pending)
    pthread_sigmask(SIG_BLOCK, &pipeSignal, &before)
    let count = write(descriptor, bytes.baseAddress, bytes.count)
    let number = errno
    if count < 0 && number == EPIPE && sigismember(&pending, SIGPIPE) == 0 {
      var none = timespec()
      while sigtimedwait(&pipeSignal, nil, &none) < 0 && errno == EINTR {}
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    errno = number
    return count
  #endif
}
