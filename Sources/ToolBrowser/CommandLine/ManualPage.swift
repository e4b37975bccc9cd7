/// A manual page, in the man(7) macros.
struct ManualPage: Sendable {
  /// One piece of a page.
  enum Block: Sendable {
    /// The title of a section, in capitals, and of a subsection.
    case heading(String)
    case subheading(String)
    case paragraph(String)
    /// Terms in bold, each with its meaning.
    case entries([(term: String, meaning: String)])
    /// Lines that are printed unchanged.
    case example([String])
    /// Lines in the macros themselves.
    case source([String])

    fileprivate var isTitle: Bool {
      switch self {
      case .heading, .subheading: true
      case .paragraph, .entries, .example, .source: false
      }
    }
  }

  let name: String
  let section: Int
  /// The text after the name in lists of pages.
  let summary: String
  let blocks: [Block]

  var text: String {
    let date = BuildStamp.current.date ?? ""
    var lines = [
      ".TH \(name.uppercased()) \(section) \"\(date)\" \"\(Program.name) \(Program.version)\"",
      ".SH NAME", "\(Self.escaped(name)) \\- \(Self.escaped(summary))",
    ]
    var isBelowTitle = false
    for block in blocks {
      // A title also starts a paragraph.
      let new = Self.lines(block)
      lines += isBelowTitle && new.first == ".PP" ? new.dropFirst() : new[...]
      isBelowTitle = block.isTitle
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ block: Block) -> [String] {
    switch block {
    case .heading(let title): [".SH \(escaped(title))"]
    case .subheading(let title): [".SS \"\(escaped(title))\""]
    case .paragraph(let text): [".PP", escaped(text)]
    case .entries(let entries):
      entries.flatMap { [".TP", "\\fB\(escaped($0.term))\\fR", escaped($0.meaning)] }
    case .example(let lines): [".PP", ".RS 4", ".nf"] + lines.map(escaped) + [".fi", ".RE"]
    case .source(let lines): lines
    }
  }

  /// Escapes special characters: a hyphen is printed as a minus, and no line may begin like a
  /// request.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "…": result += "..."
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }
}
