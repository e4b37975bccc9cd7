import CNcurses

extension TerminalCodes {
  /// The sequences of the terminal that ncurses was set up for; nil where it cannot move its
  /// cursor.
  static func terminfo() -> TerminalCodes? {
    guard let move = string("cup") else { return nil }
    let foreground = string("setaf")
    let background = string("setab")
    return TerminalCodes(
      move: { row, column in
        filled { cn_tiparm2(move, Int32(row), Int32(column)) }
      },
      reset: bytes("sgr0"),
      bold: bytes("bold"),
      underline: bytes("smul"),
      reverse: bytes("rev"),
      dim: bytes("dim"),
      foreground: { number in filled { foreground.flatMap { cn_tiparm1($0, Int32(number)) } } },
      background: { number in filled { background.flatMap { cn_tiparm1($0, Int32(number)) } } },
      hideCursor: bytes("civis"),
      showCursor: bytes("cnorm"))
  }

  /// A sequence without parameters; nothing where the terminal has none.
  static func bytes(_ name: String) -> [UInt8] { filled { cn_tigetstr(name) } }

  private static func string(_ name: String) -> String? {
    cn_tigetstr(name).map { String(cString: $0) }
  }

  private static func filled(_ make: () -> UnsafePointer<CChar>?) -> [UInt8] {
    guard let start = make() else { return [] }
    return withoutPadding(String(cString: start).utf8.map { $0 })
  }

  /// Without the delays `$<5*/>` that terminals of wire and glass needed: no terminal of today
  /// does, and they must not be printed.
  static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
