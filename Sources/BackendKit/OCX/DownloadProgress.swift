/// The progress of downloading and unpacking a package. The number of bytes downloaded so far and
/// the unpacked size are unknown, so there is no percentage.
package struct DownloadProgress: Sendable, Hashable {
  /// The download size of the layers that have been started; nil if unknown.
  package var packed: Int64?
  /// The size of the files unpacked so far.
  package var unpacked: Int64

  package init(packed: Int64? = nil, unpacked: Int64 = 0) {
    self.packed = packed
    self.unpacked = unpacked
  }
}
