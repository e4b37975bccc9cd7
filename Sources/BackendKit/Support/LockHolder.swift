/// Finds out which process has locked a file, if the system tells.
enum LockHolder {
  /// The name and ID of the process that has locked a file or folder: `mise (process 4711)`. nil if
  /// it is not locked, or locked by another machine or container.
  static func name(at path: String) -> String? {
    #if canImport(Darwin)
      return nil
    #else
      var status = stat()
      guard stat(path, &status) == 0,
        let table = try? Files.read("/proc/locks", limit: 1 << 20)
      else { return nil }
      let name = name(of: status)
      for line in String(decoding: table, as: UTF8.self).split(separator: "\n") {
        // `7: FLOCK  ADVISORY  WRITE 4711 fe:00:131 0 EOF` (proc_locks(5)); a `->` after the number
        // marks a waiting process.
        let parts = line.split(separator: " ")
        guard parts.count > 5, parts[1] == "FLOCK", parts[5] == name, let process = Int(parts[4]),
          process > 0
        else { continue }
        let command = try? Files.readText("/proc/\(process)/comm", limit: 4096)
        let name = SafeText.clean(command ?? "a process").trimmingSpace
        return "\(name) (process \(process))"
      }
      return nil
    #endif
  }

  #if !canImport(Darwin)
    /// Device and inode in the format of the table.
    private static func name(of status: stat) -> String {
      let device = UInt64(status.st_dev)
      let major = (device >> 8) & 0xfff | (device >> 32) & ~0xfff
      let minor = device & 0xff | (device >> 12) & ~0xff
      func hex(_ number: UInt64) -> String {
        (number < 16 ? "0" : "") + String(number, radix: 16)
      }
      return "\(hex(major)):\(hex(minor)):\(status.st_ino)"
    }
  #endif
}

extension String {
  /// The text without trailing white space.
  fileprivate var trimmingSpace: Substring {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
