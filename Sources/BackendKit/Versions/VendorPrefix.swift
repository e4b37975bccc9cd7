extension MiseResolution {
  /// Splits a version after what mise considers a vendor prefix, which ends before the first digit
  /// at the beginning or after one of `-_/.v`: `slim-4.3` is `slim-` and `4.3`.
  static func splitPrefix(_ text: String) -> (prefix: String, version: String) {
    let separators: Set<Character> = ["-", "_", "/", ".", "v", "V"]
    var previous: Character?
    for index in text.indices {
      if "0"..."9" ~= text[index], previous.map(separators.contains) ?? true {
        return (String(text[..<index]), String(text[index...]))
      }
      previous = text[index]
    }
    return ("", text)
  }
}
