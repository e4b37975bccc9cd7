/// Which process has locked a file, where the system tells.
enum LockHolder {
  /// The name and number of the process that has locked a file or folder: `mise (process 4711)`.
  /// nil where nobody has, or it is another machine's or container's.
  static func name(at path: String) -> String? {
    #if canImport(Darwin)
      return nil
    #else
      var status = stat()
      guard stat(path, &status) == 0,
        let table = try? Files.read("/proc/locks", limit: 1 << 20)
      else { return nil }
      let place = place(of: status)
      for line in String(decoding: table, as: UTF8.self).split(separator: "\n") {
        // `7: FLOCK  ADVISORY  WRITE 4711 fe:00:131 0 EOF` (proc_locks(5)); with `->` behind the
        // number it is one who waits.
        let parts = line.split(separator: " ")
        guard parts.count > 5, parts[1] == "FLOCK", parts[5] == place, let process = Int(parts[4]),
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
    /// Device and inode as the table has them.
    private static func place(of status: stat) -> String {
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
  /// Without the space at its end.
  fileprivate var trimmingSpace: Substring {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
