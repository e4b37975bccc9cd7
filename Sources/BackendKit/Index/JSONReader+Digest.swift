extension JSONReader {
  /// A string that is a digest; nil if it is not.
  mutating func digest() throws(JSONFailure) -> Digest? {
    try string { Digest(utf8: $0) }
  }
}
