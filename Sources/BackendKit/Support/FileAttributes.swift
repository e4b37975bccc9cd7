#if os(Linux)
  import CLinux
#endif

/// The extended attributes of a file, which on Linux include the access control list and SELinux
/// labels.
enum FileAttributes {
  /// Gives a new file exactly the attributes of the old one; returns the names of those that could
  /// not be copied. If the file system has no attributes, there is nothing to copy.
  static func copy(
    from old: borrowing FileDescriptor, to new: borrowing FileDescriptor
  ) -> [String] {
    #if canImport(Darwin)
      guard
        fcopyfile(old.number, new.number, nil, copyfile_flags_t(COPYFILE_ACL | COPYFILE_XATTR))
          != 0, errno != ENOTSUP
      else { return [] }
      return ["extended attributes"]
    #else
      guard let wanted = names(of: old.number) else { return [] }
      var lost: [String] = []
      for name in names(of: new.number) ?? [] where !wanted.contains(name) {
        // New files can inherit an access control list from their folder.
        if fremovexattr(new.number, name) != 0 { lost.append(name) }
      }
      for name in wanted {
        guard let value = value(of: name, of: old.number) else {
          lost.append(name)
          continue
        }
        if value == Self.value(of: name, of: new.number) { continue }
        if fsetxattr(new.number, name, value, value.count, 0) != 0 { lost.append(name) }
      }
      return lost
    #endif
  }

  #if !canImport(Darwin)
    /// The names; nil if the file system has no attributes.
    private static func names(of number: Int32) -> [String]? {
      guard let list = bytes({ flistxattr(number, $0, $1) }) else { return nil }
      return list.split(separator: 0).map { part in
        String(decoding: part.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }

    private static func value(of name: String, of number: Int32) -> [CChar]? {
      bytes { fgetxattr(number, name, $0, $1) }
    }

    /// The data of a call that first returns the size; nil if it fails.
    private static func bytes(_ call: (UnsafeMutablePointer<CChar>?, Int) -> Int) -> [CChar]? {
      // The data may grow between the two calls.
      for _ in 0..<3 {
        let size = call(nil, 0)
        guard size > 0 else { return size == 0 ? [] : nil }
        var count = 0
        let bytes = [CChar](unsafeUninitializedCapacity: size) { buffer, initialised in
          count = call(buffer.baseAddress, size)
          initialised = max(count, 0)
        }
        if count >= 0 { return bytes }
        guard errno == ERANGE else { return nil }
      }
      return nil
    }
  #endif
}
