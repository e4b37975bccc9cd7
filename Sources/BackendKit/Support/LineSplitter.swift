/// Splits a stream of bytes into lines and reports each complete one.
struct LineSplitter {
  private let report: (@Sendable (String) -> Void)?
  private var pending: [UInt8] = []

  /// Of a longer line the rest is dropped: nobody reads more of it, and no list of lines may grow
  /// with it.
  static let longestLine = 8 << 10

  /// Splits for `report`; with nil, everything is discarded.
  init(report: (@Sendable (String) -> Void)?) { self.report = report }

  /// Processes bytes. A carriage return ends a line as well, because progress output uses it.
  mutating func take(_ bytes: ArraySlice<UInt8>) {
    guard report != nil else { return }
    for byte in bytes {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        finish()
      } else if pending.count < Self.longestLine {
        pending.append(byte)
      }
    }
  }

  /// Reports a last line without an end, unless it is empty.
  mutating func finish() {
    guard let report, !pending.isEmpty else { return }
    report(String(decoding: pending, as: UTF8.self))
    pending.removeAll(keepingCapacity: true)
  }
}
