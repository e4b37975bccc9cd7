import BackendKit
import CNcurses
import Synchronization

/// Restores the terminal when the program crashes, and reports what is needed to find the cause: a
/// trap must not leave the user with a terminal without echo and without a message.
enum TerminalRescue {
  /// The data for the signal handler, prepared beforehand since a crash must not allocate.
  private struct Plan {
    var restore: UnsafeBufferPointer<UInt8>
    var modes: termios
    var output: Int32
    /// The first line of the report, for each signal in the order of `signals`.
    var headings: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>
    /// Nil if there was no pipe for it.
    var calls: CallStack?
    var addresses: UnsafeMutableBufferPointer<UInt>
  }

  /// The address of the plan, as a number that a signal handler can read without a lock.
  private static let plan = Atomic<UInt>(0)

  private static let signals: [(number: Int32, name: String)] = [
    (SIGILL, "SIGILL"), (SIGTRAP, "SIGTRAP"), (SIGABRT, "SIGABRT"), (SIGBUS, "SIGBUS"),
    (SIGFPE, "SIGFPE"), (SIGSEGV, "SIGSEGV"),
  ]

  /// Prepares for a crash: to write `restore` to the terminal, restore `modes`, and report
  /// `program`, its name and version. Called once in a process.
  static func prepare(restore: [UInt8], modes: termios, output: Int32, program: String) {
    let headings = UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>.allocate(
      capacity: signals.count)
    for (index, signal) in signals.enumerated() {
      let text = """
        \(program) crashed: signal \(signal.number) (\(signal.name)) on \(platform)
        Please report it, with this text and what you did.
        base \(hexadecimal(cn_image_base()))

        """
      headings.initializeElement(at: index, to: copy(Array(text.utf8)))
    }
    let addresses = UnsafeMutableBufferPointer<UInt>.allocate(capacity: 48)
    addresses.initialize(repeating: 0)
    let room = UnsafeMutablePointer<Plan>.allocate(capacity: 1)
    room.initialize(
      to: Plan(
        restore: copy(restore), modes: modes, output: output, headings: headings,
        calls: try? CallStack(), addresses: addresses))
    plan.store(UInt(bitPattern: room), ordering: .sequentiallyConsistent)
  }

  /// Starts catching crashes.
  static func arm() {
    for signal in signals {
      // The default action is restored at once: the second signal is an ordinary crash.
      var action = sigaction.handling(flags: Int32(bitPattern: UInt32(SA_RESETHAND))) {
        number, _, context in
        TerminalRescue.report(number, context)
        raise(number)
      }
      sigaction(signal.number, &action, nil)
    }
  }

  /// Restores the default actions.
  static func disarm() {
    for signal in signals {
      var action = sigaction.standard
      sigaction(signal.number, &action, nil)
    }
  }

  /// Runs in the signal handler: it must not allocate or lock.
  private static func report(_ number: Int32, _ context: UnsafeMutableRawPointer?) {
    guard let plan = UnsafeMutablePointer<Plan>(bitPattern: plan.load(ordering: .relaxed)) else {
      return
    }
    put(plan.pointee.restore, to: plan.pointee.output)
    tcsetattr(STDIN_FILENO, TCSANOW, &plan.pointee.modes)
    var index = 0
    while index < plan.pointee.headings.count {
      if signalNumber(index) == number { put(plan.pointee.headings[index], to: STDERR_FILENO) }
      index += 1
    }
    let addresses = plan.pointee.addresses
    let count = plan.pointee.calls?.addresses(at: context, into: addresses) ?? 0
    var call = 0
    while call < count {
      putLine(addresses[call], to: STDERR_FILENO)
      call += 1
    }
  }

  private static func signalNumber(_ index: Int) -> Int32 { signals[index].number }

  private static func put(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) {
    _ = write(descriptor, bytes.baseAddress, bytes.count)
  }

  /// Writes an address in hexadecimal, on a line of its own.
  private static func putLine(_ address: UInt, to descriptor: Int32) {
    var line: InlineText = (0, 0, 0)
    withUnsafeMutableBytes(of: &line) { bytes in
      bytes[0] = UInt8(ascii: "0")
      bytes[1] = UInt8(ascii: "x")
      var rest = address
      var index = 17
      while index > 1 {
        let digit = UInt8(truncatingIfNeeded: rest & 15)
        bytes[index] = digit < 10 ? 48 + digit : 87 + digit
        rest >>= 4
        index -= 1
      }
      bytes[18] = UInt8(ascii: "\n")
      _ = write(descriptor, bytes.baseAddress, 19)
    }
  }

  private typealias InlineText = (UInt64, UInt64, UInt64)

  private static func copy(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = room.initialize(from: bytes)
    return UnsafeBufferPointer(room)
  }

  private static func hexadecimal(_ address: UnsafeRawPointer?) -> String {
    "0x" + String(UInt(bitPattern: address), radix: 16)
  }

  private static var platform: String {
    var system = utsname()
    guard uname(&system) == 0 else { return "an unknown system" }
    func text<Value>(_ value: Value) -> String {
      withUnsafeBytes(of: value) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    return "\(text(system.sysname)) \(text(system.release)) \(text(system.machine))"
  }
}
