import TestSupport

@testable import BackendKit

/// The reader of TOML: whatever it reads it has seen wholly, and knows where each part stands.
enum TOMLProperty {
  static let property = Property("toml") { bytes in
    let read = Result { () throws(TOMLFailure) in try TOMLDocument(parsing: bytes) }
    switch read {
    case .success(let document): try check(document)
    case .failure(let failure): try check(failure, of: bytes)
    }
  }

  private static func check(_ document: TOMLDocument) throws {
    try checkStatements(of: document)
    let written = TOMLRendering.text(of: document.root)
    guard let again = try? TOMLDocument(parsing: written) else {
      throw Broken("what was read can be written: \(shown(written))")
    }
    try Broken.unless(again.root == document.root, "written, it reads the same: \(shown(written))")
  }

  /// A refusal points to a place of the text.
  private static func check(_ failure: TOMLFailure, of bytes: [UInt8]) throws {
    let lines = bytes.split(separator: TOMLByte.lineFeed, omittingEmptySubsequences: false)
    try Broken.unless(lines.indices.contains(failure.line - 1), "\(failure) is in a line")
    let columns = lines[failure.line - 1].count
    try Broken.unless(1...columns + 1 ~= failure.column, "\(failure) is in a column")
    try Broken.unless(!failure.reason.isEmpty, "\(failure) has a reason")
  }

  /// Statements, and between them nothing that means anything: put together, they are the text.
  private static func checkStatements(of document: TOMLDocument) throws {
    let bytes = document.bytes
    var end = document.start
    for statement in document.statements {
      try Broken.unless(statement.range.lowerBound >= end, "statements follow each other")
      try checkGap(bytes[end..<statement.range.lowerBound])
      end = statement.range.upperBound
      switch statement.kind {
      case .header:
        try Broken.unless(
          bytes[statement.range].first == TOMLByte.openBracket
            && bytes[statement.range].last == TOMLByte.closeBracket, "a header has brackets")
      case .arrayHeader:
        try Broken.unless(
          bytes[statement.range].starts(with: "[[".utf8)
            && bytes[statement.range].suffix(2).elementsEqual("]]".utf8), "a header has brackets")
      case .pair(let value):
        try Broken.unless(
          statement.range.upperBound == value.range.upperBound, "a pair ends with its value")
        try check(value, in: document)
      }
      for key in statement.keys { try check(key, in: document) }
    }
    try checkGap(bytes[end...])
  }

  private static func checkGap(_ gap: ArraySlice<UInt8>) throws {
    var isComment = false
    for byte in gap {
      if byte == TOMLByte.lineFeed {
        isComment = false
      } else if byte == TOMLByte.hash {
        isComment = true
      } else if !isComment {
        try Broken.unless(
          TOMLByte.isBlank(byte) || byte == TOMLByte.carriageReturn,
          "between statements nothing is meant: \(shown(Array(gap)))")
      }
    }
  }

  /// The bytes of a key by themselves are that key.
  private static func check(_ key: TOMLKey, in document: TOMLDocument) throws {
    try check(key.position, at: key.range, in: document)
    let text = Array(document.bytes[key.range])
    let alone = try? TOMLDocument(parsing: text + Array(" = 1".utf8))
    try Broken.unless(
      alone?.root.entries.count == 1 && alone?.root[key.name] != nil,
      "the bytes of a key are it: \(shown(text))")
  }

  /// The bytes of a value by themselves are that value.
  private static func check(_ value: TOMLValue, in document: TOMLDocument) throws {
    try check(value.position, at: value.range, in: document)
    let text = Array(document.bytes[value.range])
    let alone = try? TOMLDocument(parsing: Array("k = ".utf8) + text)
    try Broken.unless(alone?.root["k"] == value, "the bytes of a value are it: \(shown(text))")
    for element in value.array ?? [] { try check(element, in: document) }
    for pair in value.table?.pairs ?? [] {
      for key in pair.keys { try check(key, in: document) }
      try check(pair.value, in: document)
    }
  }

  private static func check(
    _ position: TOMLPosition, at range: Range<Int>, in document: TOMLDocument
  ) throws {
    let before = document.bytes[document.start..<range.lowerBound]
    let line = before.suffix(
      from: before.lastIndex(of: TOMLByte.lineFeed).map { $0 + 1 }
        ?? before.startIndex)
    let expected = TOMLPosition(
      offset: range.lowerBound, line: before.count { $0 == TOMLByte.lineFeed } + 1,
      column: line.count { !TOMLByte.continuesScalar($0) } + 1)
    try Broken.unless(position == expected, "\(position) is \(expected)")
  }

  static func shown(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).debugDescription
  }
}

/// Writes values as TOML, in the plainest way: all on one line of each entry at the top.
enum TOMLRendering {
  static func text(of root: TOMLTable) -> [UInt8] {
    var text: [UInt8] = []
    for entry in root.entries {
      text += quoted(entry.key.name) + Array(" = ".utf8) + rendered(entry.value) + [0x0A]
    }
    return text
  }

  private static func rendered(_ value: TOMLValue) -> [UInt8] {
    switch value.kind {
    case .string(let text): return quoted(text)
    case .integer(let number): return Array(String(number).utf8)
    case .float(let number): return Array(String(number).utf8)
    case .boolean(let flag): return Array(String(flag).utf8)
    case .offsetDateTime(let text), .localDateTime(let text), .localDate(let text),
      .localTime(let text):
      return Array(text.utf8)
    case .array(let elements):
      return [TOMLByte.openBracket] + Array(elements.map(rendered).joined(separator: [0x2C]))
        + [TOMLByte.closeBracket]
    case .table(let table):
      let pairs = table.entries.map { entry in
        quoted(entry.key.name) + Array(" = ".utf8) + rendered(entry.value)
      }
      return [TOMLByte.openBrace] + Array(pairs.joined(separator: [0x2C])) + [TOMLByte.closeBrace]
    }
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var result: [UInt8] = [TOMLByte.quote]
    for scalar in text.unicodeScalars {
      let isPlain = scalar.value >= 0x20 && scalar != "\"" && scalar != "\\" && scalar.value != 0x7F
      if isPlain {
        result += Array(String(scalar).utf8)
      } else {
        let digits = String(scalar.value, radix: 16)
        result += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      }
    }
    return result + [TOMLByte.quote]
  }
}
