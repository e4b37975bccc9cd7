import BackendKit
import CNcurses

/// Finds the open calls in a signal handler. Swift code keeps frame pointers; following them needs
/// no tables, which a static program would have to sort first, and no allocation.
struct CallStack {
  /// Memory is read through a pipe: for unmapped memory `write` fails, where a load would crash.
  private let pipe: PipeEnds

  /// Two words of memory: in a frame, the caller's frame and the return address.
  private typealias Pair = (caller: UInt, address: UInt)

  init() throws(TerminalFailure) { pipe = try PipeEnds() }

  /// Stores the interrupted address and the return addresses of its calls in `room`, innermost
  /// first, and returns their number. `context` is the third argument of the handler.
  func addresses(
    at context: UnsafeMutableRawPointer?, into room: UnsafeMutableBufferPointer<UInt>
  ) -> Int {
    guard room.count > 0, let context else { return 0 }
    let registers = cn_interrupted(context)
    room[0] = registers.counter
    var count = 1
    var frame = frame(registers)
    while count < room.count, let pair = pair(at: frame), pair.address != 0 {
      room[count] = pair.address
      count += 1
      guard Self.isCaller(pair.caller, of: frame) else { break }
      frame = pair.caller
    }
    return count
  }

  /// The innermost frame. The C library uses the register for something else: then it is the first
  /// place on the stack that looks like a frame of this program.
  private func frame(_ registers: cn_registers) -> UInt {
    if registers.frame == registers.stack || Self.isCaller(registers.frame, of: registers.stack) {
      return registers.frame
    }
    var address = registers.stack
    for _ in 0..<Self.searched {
      guard let pair = pair(at: address) else { break }
      if Self.isCaller(pair.caller, of: address), cn_is_code(pair.address) != 0 { return address }
      address &+= UInt(MemoryLayout<UInt>.size)
    }
    return 0
  }

  /// The number of words of the stack that are searched.
  private static let searched = 1024
  /// No frame is larger than this, in bytes.
  private static let maximumFrame: UInt = 1 << 20

  /// Whether this can be the frame of a caller: on the stack, it is above that of what it called.
  private static func isCaller(_ frame: UInt, of called: UInt) -> Bool {
    frame > called && frame - called < maximumFrame
      && frame.isMultiple(of: UInt(MemoryLayout<UInt>.size))
  }

  private func pair(at address: UInt) -> Pair? {
    let size = MemoryLayout<Pair>.size
    var pair: Pair = (0, 0)
    guard write(pipe.write, UnsafeRawPointer(bitPattern: address), size) == size,
      read(pipe.read, &pair, size) == size
    else { return nil }
    return pair
  }
}
