/// How far ocx is with fetching and unpacking a package. How much is fetched is not known, nor how
/// much it is unpacked: there is no percentage.
package struct DownloadProgress: Sendable, Hashable {
  /// The bytes to fetch, of the layers that were begun; nil where they are not known.
  package var packed: Int64?
  /// The bytes of the files that are unpacked so far.
  package var unpacked: Int64

  /// So much of so much.
  package init(packed: Int64? = nil, unpacked: Int64 = 0) {
    self.packed = packed
    self.unpacked = unpacked
  }
}
