/// What one configuration file says about tools, before it is known which files are above it.
struct ConfigContent {
  /// One version of one tool, of any backend.
  struct Tool {
    let key: String
    let position: (line: Int, column: Int)
    var index = 0
    let shape: ToolEntry.Shape
    var request = ""
    var options: [String: String] = [:]
    var platforms: [String] = []
    var problem: String?
  }

  /// What a name stands for.
  struct Alias {
    /// The full name of the tool.
    var backend: String?
    /// Names of versions, and what they stand for.
    var versions: [String: String] = [:]
  }

  var tools: [Tool] = []
  var aliases: [String: Alias] = [:]
  /// Whether mise reads it only after `mise trust`: anything but plain versions can run something.
  var needsTrust = false
  /// What `[settings]` says of `paranoid`.
  var isParanoid: Bool?

  /// Nothing.
  init() {}
}

extension ConfigContent {
  /// Reads a `.tool-versions`: a tool and its versions a line, `#` to the end of the line aside.
  init(toolVersions bytes: [UInt8]) {
    needsTrust = Self.hasTemplate(bytes)
    // A byte order mark is no part of the first name.
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let bytes = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in zip(1..., lines) {
      let text = line.prefix { $0 != UInt8(ascii: "#") }
      let words = text.split { $0 == 0x20 || (0x09...0x0d).contains($0) }
      guard let name = words.first else { continue }
      let key = String(decoding: name, as: UTF8.self).trimmingLast(":")
      for (index, word) in words.dropFirst().enumerated() {
        // Columns count scalars: the bytes that continue one are left out.
        let column = line[line.startIndex..<word.startIndex].count { $0 & 0xc0 != 0x80 } + 1
        var tool = Tool(
          key: key, position: (number, column), index: index, shape: .toolVersions,
          request: String(decoding: word, as: UTF8.self))
        tool.problem = RequestCheck.problem(of: tool.request)
        tools.append(tool)
      }
    }
  }

  /// Whether mise would evaluate something in the text.
  static func hasTemplate(_ bytes: [UInt8]) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { first, second in
      first == UInt8(ascii: "{") && "{%#".utf8.contains(second)
    }
  }
}

extension String {
  /// Without the given characters at its end.
  fileprivate func trimmingLast(_ character: Character) -> String {
    var text = Substring(self)
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
