import TestSupport

@testable import BackendKit

/// A mise.toml made of random pieces, each of them something that people write. Half of them are
/// TOML 1.0, half use what is new in 1.1.
struct GeneratedDocument {
  let text: String
  /// The keys of its tools, and how many elements the entry has where it is an array.
  let tools: [(key: String, elements: Int?)]

  init(using random: inout SeededRandom) {
    let isNew = Bool.random(using: &random)
    let layout = Layout.allCases.randomElement(using: &random) ?? .section
    var lines = Self.pick(Self.preamble + (isNew ? Self.newPreamble : []), using: &random)
    var below: [String] = []
    var inline: [String] = []
    var tools: [(String, Int?)] = []
    let keys = Self.keys.shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random))
    if layout == .section { below.append("[tools]" + Self.tail(&random)) }
    var subTables: [String] = []
    for key in Bool.random(using: &random) ? keys.sorted() : Array(keys) {
      let written = Self.written(key, using: &random)
      let (value, elements) = Self.value(
        using: &random, oneLine: layout == .inline && !isNew, isNew: isNew)
      let separator = [" = ", "=", "  =  "].randomElement(using: &random) ?? "="
      tools.append((key, elements))
      switch layout {
      case .section where Int.random(in: 0..<3, using: &random) == 0,
        .subTables where Int.random(in: 0..<3, using: &random) == 0:
        let count = Int.random(in: 1...3, using: &random)
        tools[tools.count - 1].1 = count
        for number in 0..<count {
          subTables += Self.pick(["", "# about \(number)", "  "], using: &random)
          subTables += ["[[tools.\(written)]]" + Self.tail(&random)]
          subTables += Self.pick(["", "# note", "digest = 'x'"], using: &random)
          subTables.append("version\(separator)'\(number)'" + Self.tail(&random))
          subTables += Self.pick(["", "os = []", "\t# note", ""], using: &random)
          if Int.random(in: 0..<4, using: &random) == 0 {
            subTables += ["[tools.\(written).env]"] + Self.pick(["", "A = 1"], using: &random)
          }
        }
      case .section where Bool.random(using: &random), .subTables:
        tools[tools.count - 1].1 = nil
        subTables += ["", "[tools.\(written)]", "version\(separator)'1.2'" + Self.tail(&random)]
        subTables += Self.pick(["digest = 'x'", "  os = [\"linux\"]", "# note"], using: &random)
        if Bool.random(using: &random) {
          subTables += Self.pick(["", "# between", ""], using: &random)
          subTables += ["[tools.\(written).env]", "A = 1"]
        }
      case .section:
        below += Self.pick(["# about \(key)", ""], using: &random)
        below.append("\(written)\(separator)\(value)" + Self.tail(&random))
      case .dotted where Bool.random(using: &random):
        tools[tools.count - 1].1 = nil
        lines.append("tools.\(written).version\(separator)\"1.2\"" + Self.tail(&random))
        lines += Self.pick(["tools.\(written).os = []"], using: &random)
      case .dotted:
        lines.append("tools . \(written)\(separator)\(value)" + Self.tail(&random))
      case .inline:
        inline.append("\(written)\(separator)\(value)")
      }
    }
    if layout == .inline {
      let table =
        isNew
        ? Self.tableOverLines(inline, using: &random) : "{ \(inline.joined(separator: ", ")) }"
      lines.append("tools = " + table + Self.tail(&random))
    }
    let others = Self.pick(
      ["[env]\nA = 'é' # c", "[[x.y]]\nz = 1\n[[x.y]]\n", "[alias]"], using: &random)
    let isFirst = Bool.random(using: &random)
    lines += (isFirst ? others : []) + below + subTables + (isFirst ? [] : others)
    var text = lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
    if Int.random(in: 0..<4, using: &random) == 0 {
      text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
    self.text = text
    self.tools = tools
  }

  /// An edit that fits this document.
  func edit(using random: inout SeededRandom) -> ToolsEdit {
    let request = ["4", "4.3", "latest", "prefix:1", "it's", "a\"b\\"].randomElement(using: &random)
    let digest = Bool.random(using: &random) ? "sha256:00" : nil
    guard let tool = tools.randomElement(using: &random), Int.random(in: 0..<3, using: &random) > 0
    else { return .set(key: "ocx:m/new", request: request ?? "1", digest: digest) }
    let element = tool.elements.flatMap { count in
      Bool.random(using: &random) ? Int.random(in: 0..<count, using: &random) : nil
    }
    return Bool.random(using: &random)
      ? .remove(key: tool.key, element: element)
      : .set(key: tool.key, request: request ?? "1", digest: digest, element: element)
  }

  // MARK: Pieces

  private enum Layout: CaseIterable { case section, subTables, dotted, inline }

  private static let keys = [
    "node", "ocx:ocx.sh/kitware/cmake", "ocx:a/b", "zig", "x.y", "é", "e\u{301}", "", "a b",
  ]

  private static let preamble = [
    "# title", "", "min_version = '2024'", "\"q k\" = 1_000", "f = -1.5e3", "n = nan",
    "d = 1979-05-27 07:32:00.5Z", "t = 07:32:00", "l = 1979-05-27", "h = 0xFF",
    "a = [ 1, [2, 'x'], # c\n  {b = true}, ]", "s = \"\"\"\nx\\u00e9 \\\n   \"\"y\"\"\"\"",
    "r = '''\n'x''''", "p.q.r = 1", "p.q.s = {}",
  ]

  private static let newPreamble = [
    "e = \"\\e[\\x41\\xe9\"", "m = 07:32", "o = 1979-05-27T07:32-00:30", "n2 = 1979-05-27 07:32",
    "i = { a = 1, b = [2, {c = 3,}], }", "j = {\n  # c\n}", "k = {\n a.b = 1 # c\n , a.c = 2 }",
  ]

  /// Pairs in an inline table, some of them on lines of their own.
  private static func tableOverLines(_ pairs: [String], using random: inout SeededRandom) -> String
  {
    let isComma = ["", ",", ", # c"].randomElement(using: &random) ?? ""
    let start = [" ", "\n  ", " # c\n", "\n\n\t# c\n  "].randomElement(using: &random) ?? ""
    let end = ["", " ", "\n", " # c\n", "\n  # c\n"].randomElement(using: &random) ?? ""
    var table = "{" + start
    for (index, pair) in pairs.enumerated() {
      let separators = [", ", ",", ",\n  ", ", # c\n", " # c\n  , ", ",\n  # c\n\n  "]
      table += index == 0 ? pair : (separators.randomElement(using: &random) ?? ",") + pair
    }
    if !pairs.isEmpty { table += isComma.contains("#") ? isComma + "\n" : isComma }
    return table + end + "}"
  }

  private static func pick(_ pieces: [String], using random: inout SeededRandom) -> [String] {
    pieces.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
  }

  private static func tail(_ random: inout SeededRandom) -> String {
    ["", "", " # c", "\t#é", "  "].randomElement(using: &random) ?? ""
  }

  private static func written(_ key: String, using random: inout SeededRandom) -> String {
    let isBare = !key.isEmpty && key.utf8.allSatisfy(TOMLByte.isBareKey)
    switch Int.random(in: 0..<3, using: &random) {
    case 0 where isBare: return key
    case 1: return "'\(key)'"
    default: return "\"\(key)\""
    }
  }

  private static func value(
    using random: inout SeededRandom, oneLine: Bool, isNew: Bool
  ) -> (String, Int?) {
    if isNew, Bool.random(using: &random) {
      return newValues.randomElement(using: &random) ?? newValues[0]
    }
    let values: [(String, Int?)] = [
      ("\"1.2\"", nil), ("'1'", nil), ("\"\"\"1\"\"\"", nil), ("'''1'''", nil),
      ("['1', \"2\", '3']", 3), ("[ '1' ]", 1), ("[{version='1', digest = 'x'},'2']", 2),
      ("{ version = \"1\" }", nil), ("{version='1',os=[\"linux\"]}", nil),
      ("{ prefix = '1', os = [] }", nil), ("{branch = 'm'}", nil), ("{ os = [], tag = '1' }", nil),
      ("{ digest = \"x\", version = '1' }", nil),
      ("{ os = [], version = '1', digest = 'x', a.b = 1 }", nil),
      ("{}", nil), ("\"\"\"\n1\"\"\"", nil), ("[\n  '1', # c\n  # d\n  '2'\n]", 2),
      ("[\n '1',\n\n {version = '2'}, '3',\n]", 3),
    ]
    let fitting = oneLine ? values.filter { !$0.0.contains("\n") } : values
    return fitting.randomElement(using: &random) ?? values[0]
  }

  private static let newValues: [(String, Int?)] = [
    ("{ version = \"1\", }", nil), ("{\n  version = \"1\",   # c\n}", nil),
    ("{\n  version  = '1',\n  os       = []\n}", nil), ("{\n}", nil), ("{ # c\n}", nil),
    ("{\n\tos = [\n 'linux', # c\n ] # d\n , version = '1' # e\n }", nil),
    ("{\n  # c\n  prefix = \"1\" # d\n  # e\n}", nil), ("{ digest = 'x',\n version = '1' }", nil),
    ("[\n  {\n    version = '1',\n  },\n  '2' # c\n]", 2), ("[ { version = '1', }, '2', ]", 2),
    ("{\n  os = [],\n  version = '1', digest = 'x', # c\n}", nil),
    ("[ '1' # c\n , { version = '2' # d\n } # e\n , '3' ]", 3),
  ]
}
