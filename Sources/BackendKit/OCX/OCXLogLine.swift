/// A sanitized line of ocx's log: `<time>  LEVEL text` of ocx 0.5.8, `warning: text`, `error: text`
/// or bare text of later versions.
struct OCXLogLine {
  /// The level; nil if the line has none.
  let level: String?
  /// The text without time and level.
  let text: String

  init(_ line: String) {
    let line = OCXMessage.withoutCredentials(line)
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
    let levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"]
    if parts.count == 3, parts[0].contains(":"), levels.contains(String(parts[1])) {
      level = String(parts[1])
      text = String(parts[2].drop { $0 == " " })
    } else if let (level, text) = Self.named(line) {
      self.level = level
      self.text = text
    } else {
      level = nil
      text = line
    }
  }

  private static func named(_ line: String) -> (level: String, text: String)? {
    for (mark, level) in [("warning: ", "WARN"), ("error: ", "ERROR")] where line.hasPrefix(mark) {
      return (level, String(line.dropFirst(mark.count)))
    }
    return nil
  }

  /// The last error of a log; nil if there is none.
  static func lastError(in log: [UInt8]) -> String? {
    let lines = String(decoding: log.suffix(64 << 10), as: UTF8.self).split(separator: "\n")
    return lines.reversed().lazy.map { OCXLogLine(SafeText.clean(String($0))) }
      .first { $0.level == "ERROR" }?.text
  }
}
