#if os(Linux)
  import CLinux
#endif

/// What a file has beside its text, owner and mode: extended attributes, and in them on Linux the
/// access control list and the labels of SELinux.
enum FileAttributes {
  /// Gives a new file what the old one has, and nothing more; the names of what could not be.
  /// A system that keeps none has nothing to lose.
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
        // A folder can give what is made in it a list of its own.
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
    /// The names; nil where the file system has no attributes.
    private static func names(of number: Int32) -> [String]? {
      guard let list = bytes({ flistxattr(number, $0, $1) }) else { return nil }
      return list.split(separator: 0).map { part in
        String(decoding: part.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }

    private static func value(of name: String, of number: Int32) -> [CChar]? {
      bytes { fgetxattr(number, name, $0, $1) }
    }

    /// What a call fills in that first tells how much that is; nil where it fails.
    private static func bytes(_ call: (UnsafeMutablePointer<CChar>?, Int) -> Int) -> [CChar]? {
      // It may grow between the two calls, a few times at most.
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
