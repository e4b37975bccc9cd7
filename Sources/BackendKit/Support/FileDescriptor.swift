/// An open file that closes itself. Calls are repeated after `EINTR`, and failures name the path.
struct FileDescriptor: ~Copyable {
  let path: String
  let number: Int32

  /// Opens a file. Failures name `name` if it is given, for a file that replaces another.
  init(_ path: String, _ flags: Int32, mode: mode_t = 0, named name: String? = nil)
    throws(FileFailure)
  {
    var number: Int32
    repeat { number = open(path, flags, mode) } while number < 0 && errno == EINTR
    guard number >= 0 else { throw FileFailure(path: name ?? path, errno: errno) }
    self.path = name ?? path
    self.number = number
  }

  /// Takes ownership of an open descriptor.
  init(_ number: Int32, path: String) {
    self.path = path
    self.number = number
  }

  deinit { close(number) }

  borrowing func status() throws(FileFailure) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw FileFailure(path: path, errno: errno) }
    return status
  }

  /// Everything from the current position to the end; `expected` is a first guess of the size.
  borrowing func readAll(expected: Int, limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = max(expected, 1)
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialised in
        repeat {
          count = Self.systemRead(number, buffer.baseAddress, room)
        } while count < 0 && errno == EINTR
        initialised = max(count, 0)
      }
      guard count >= 0 else { throw FileFailure(path: path, errno: errno) }
      if count == 0 { return bytes }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
      room = count < room ? max(room - count, 1) : 1 << 16
    }
  }

  borrowing func writeAll(_ bytes: [UInt8]) throws(FileFailure) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Self.systemWrite(number, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileFailure(path: path, errno: errno)
      }
      offset += count
    }
  }

  /// Sets owner, group and mode.
  borrowing func set(owner: uid_t, group: gid_t, mode: mode_t) throws(FileFailure) {
    let status = try status()
    if status.st_uid != owner || status.st_gid != group {
      guard fchown(number, owner, group) == 0 else { throw .ownership(path: path) }
    }
    guard fchmod(number, mode) == 0 else { throw FileFailure(path: path, errno: errno) }
  }

  borrowing func synchronise() throws(FileFailure) {
    // Some file systems have nothing to flush and fail with EINVAL.
    guard fsync(number) == 0 || errno == EINVAL else {
      throw FileFailure(path: path, errno: errno)
    }
  }

  private static func systemRead(_ number: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int)
    -> Int
  { read(number, start, count) }

  private static func systemWrite(_ number: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int
  { write(number, start, count) }
}
