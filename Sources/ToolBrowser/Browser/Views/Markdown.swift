import BackendKit

/// Displays a readme: headings, lists, quotes, code and links of Markdown, wrapped. Anything else
/// is shown as it was written.
enum Markdown {
  /// The lines of a text for that many columns.
  static func lines(_ source: [String], columns: Int, glyphs: Glyphs) -> [[Span]] {
    var reader = MarkdownReader(columns: columns, glyphs: glyphs)
    for line in source { reader.read(line) }
    return reader.finish()
  }
}

private struct MarkdownReader {
  let columns: Int
  let glyphs: Glyphs
  private var result: [[Span]] = []
  /// The current block: the prefix of its first line, and its text so far.
  private var lead = ""
  private var text: String?
  private var role = ColourRole.plain
  private var fence: String?
  /// The lines of the current table.
  private var table: [String] = []

  init(columns: Int, glyphs: Glyphs) {
    self.columns = columns
    self.glyphs = glyphs
  }

  mutating func read(_ line: String) {
    let trimmed = String(line.drop { $0 == " " })
    if let open = fence {
      if trimmed.hasPrefix(open) {
        fence = nil
      } else {
        result.append([Span(("  " + line).cut(toCells: columns, mark: glyphs.ellipsis), .key)])
      }
      return
    }
    if let open = ["```", "~~~"].first(where: trimmed.hasPrefix) {
      end()
      fence = open
    } else if trimmed.isEmpty {
      end()
      blank()
    } else if let heading = Self.heading(trimmed) {
      end()
      blank()
      begin("", heading, .title)
      end()
    } else if Self.isRule(trimmed) {
      end()
      result.append([
        Span(String(repeating: glyphs.border.horizontal, count: min(columns, 20)), .dim)
      ])
    } else if let item = Self.item(trimmed) {
      end()
      let indent = String(repeating: " ", count: min(line.count - trimmed.count, 8))
      begin(indent + (item.number ?? glyphs.bullet) + " ", item.text, .plain)
    } else if trimmed.hasPrefix(">") {
      end()
      begin("\(glyphs.border.vertical) ", String(trimmed.dropFirst().drop { $0 == " " }), .dim)
    } else if trimmed.hasPrefix("|") {
      endText()
      table.append(trimmed)
    } else if text != nil {
      text? += " " + trimmed
    } else {
      end()
      begin("", trimmed, .plain)
    }
  }

  mutating func finish() -> [[Span]] {
    end()
    while result.last?.isEmpty == true { result.removeLast() }
    return result
  }

  private mutating func blank() {
    if result.last?.isEmpty == false { result.append([]) }
  }

  private mutating func begin(_ lead: String, _ text: String, _ role: ColourRole) {
    self.lead = lead
    self.text = text
    self.role = role
  }

  /// Ends the current block or table.
  private mutating func end() {
    endText()
    guard !table.isEmpty else { return }
    let table = MarkdownTable(table)
    self.table = []
    if let lines = table.aligned(columns: columns) {
      result += lines
      return
    }
    if !table.heading.isEmpty {
      begin("", table.heading.joined(separator: " \(glyphs.separator) "), .title)
      endText()
    }
    for row in table.rows {
      begin(glyphs.bullet + " ", row.joined(separator: " \(glyphs.separator) "), .plain)
      endText()
    }
  }

  /// Wraps the current block; its further lines are indented below its text.
  private mutating func endText() {
    guard let text else { return }
    self.text = nil
    let hanging = String(repeating: " ", count: lead.cellWidth)
    let spans = MarkdownInline.spans(text, role: role)
    let lines = Wrap.lines(spans, columns: max(columns - lead.cellWidth, 8))
    for (index, line) in lines.enumerated() {
      let before = index == 0 || role == .dim ? lead : hanging
      result.append((before.isEmpty ? [] : [Span(before, .dim)]) + line)
    }
  }

  private static func heading(_ line: String) -> String? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level), line.dropFirst(level).first == " " else { return nil }
    return String(line.dropFirst(level + 1))
  }

  private static func isRule(_ line: String) -> Bool {
    let letters = Set(line.filter { $0 != " " })
    return letters.count == 1 && line.count >= 3 && "-*_".contains(letters.first ?? " ")
  }

  private static func item(_ line: String) -> (number: String?, text: String)? {
    if let first = line.first, "-*+".contains(first), line.dropFirst().first == " " {
      return (nil, String(line.dropFirst(2)))
    }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    guard (1...3).contains(digits.count), rest.hasPrefix(". ") else { return nil }
    return (digits + ".", String(rest.dropFirst(2)))
  }
}

/// Inline markup of Markdown: code, emphasis, links.
enum MarkdownInline {
  static func spans(_ text: String, role: ColourRole) -> [Span] {
    var spans: [Span] = []
    var plain = ""
    func flush() {
      if !plain.isEmpty { spans.append(Span(plain, role)) }
      plain = ""
    }
    var rest = text[...]
    while let character = rest.first {
      if character == "\\", let next = rest.dropFirst().first, next.isPunctuation || next.isSymbol {
        plain.append(next)
        rest = rest.dropFirst(2)
      } else if character == "`", let (code, after) = between("`", rest) {
        flush()
        spans.append(Span(String(code), .key))
        rest = after
      } else if let mark = ["**", "__"].first(where: rest.hasPrefix),
        let (strong, after) = between(mark, rest)
      {
        flush()
        spans += self.spans(String(strong), role: .title)
        rest = after
      } else if character == "*", let (emphasis, after) = between("*", rest),
        !emphasis.hasPrefix(" ")
      {
        flush()
        spans += self.spans(String(emphasis), role: role)
        rest = after
      } else if let link = link(rest) {
        flush()
        spans += self.spans(String(link.text), role: role)
        if let address = link.address { spans.append(Span(" (\(address))", .dim)) }
        rest = link.after
      } else if character == "<", let end = rest.firstIndex(of: ">"), isTag(rest[..<end]) {
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    flush()
    return spans
  }

  /// The text between two delimiters.
  private static func between(
    _ mark: String, _ text: Substring
  ) -> (Substring, after: Substring)? {
    let inner = text.dropFirst(mark.count)
    guard let end = inner.firstRange(of: mark), end.lowerBound > inner.startIndex else {
      return nil
    }
    return (inner[..<end.lowerBound], inner[end.upperBound...])
  }

  /// `[text](address)`; for an image only its description.
  private static func link(
    _ text: Substring
  ) -> (text: Substring, address: Substring?, after: Substring)? {
    let isImage = text.hasPrefix("![")
    guard isImage || text.hasPrefix("[") else { return nil }
    let inner = text.dropFirst(isImage ? 2 : 1)
    // An image may be the text of a link.
    var depth = 1
    var close: Substring.Index?
    for index in inner.indices {
      if inner[index] == "[" { depth += 1 }
      if inner[index] == "]" { depth -= 1 }
      if depth == 0 {
        close = index
        break
      }
    }
    guard let close, inner[inner.index(after: close)...].first == "(" else { return nil }
    let target = inner[close...].dropFirst(2)
    guard let end = target.firstIndex(of: ")") else { return nil }
    let label = inner[..<close]
    let address = target[..<end].prefix { $0 != " " }
    let isShown = !isImage && !address.hasPrefix("#") && address != label && !label.hasPrefix("![")
    return (label, isShown ? address : nil, target[end...].dropFirst())
  }

  /// Whether the text begins like an HTML tag or a comment, which are not shown.
  private static func isTag(_ text: Substring) -> Bool {
    guard let first = text.dropFirst().first else { return false }
    return first == "/" || first == "!"
      || first.isLetter && !text.contains("@") && !text.contains("://")
      || text.hasPrefix("<img") || text.hasPrefix("<a ")
  }
}
