extension JSONReader {
  /// The value that `read` returns; nil for `null`.
  mutating func optional<Value>(
    _ read: (inout JSONReader) throws(JSONFailure) -> Value
  ) throws(JSONFailure) -> Value? {
    guard kind() == .literal, currentIsNull else { return try read(&self) }
    try skip()
    return nil
  }

  /// `true` or `false`.
  mutating func flag() throws(JSONFailure) -> Bool {
    guard kind() == .literal, case .bool(let flag) = try literal() else {
      throw failure("true or false expected")
    }
    return flag
  }

  /// The elements of an array, each read by `read`.
  mutating func elements<Value>(
    _ read: (inout JSONReader) throws(JSONFailure) -> Value
  ) throws(JSONFailure) -> [Value] {
    var elements: [Value] = []
    try array { (reader) throws(JSONFailure) in elements.append(try read(&reader)) }
    return elements
  }
}
