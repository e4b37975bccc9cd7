/// A manual page, in the man(7) macros.
struct ManualPage: Sendable {
  /// One piece of a page.
  enum Block: Sendable {
    /// The title of a section, in capitals, and that of a part of one.
    case heading(String)
    case subheading(String)
    case paragraph(String)
    /// A word in bold for each, and what it means.
    case entries([(term: String, meaning: String)])
    /// Lines that stay as they are.
    case example([String])
    /// Lines of the macros themselves.
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
  /// What stands after the name in lists of pages.
  let summary: String
  let blocks: [Block]

  var text: String {
    let date = BuildStamp.ofThisProgram.date ?? ""
    var lines = [
      ".TH \(name.uppercased()) \(section) \"\(date)\" \"\(Program.name) \(Program.version)\"",
      ".SH NAME", "\(Self.escaped(name)) \\- \(Self.escaped(summary))",
    ]
    var isBelowTitle = false
    for block in blocks {
      // A title begins a paragraph of its own.
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

  /// A hyphen is typed as a minus, and no line may begin as a request does.
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
