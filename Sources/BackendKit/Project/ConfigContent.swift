/// The tools that one configuration file declares, before precedence between files is applied.
struct ConfigContent: Sendable {
  /// One version of one tool, of any backend.
  struct Tool: Sendable {
    let key: String
    let position: (line: Int, column: Int)
    var index = 0
    let shape: ToolEntry.Shape
    var request = ""
    var options: [String: String] = [:]
    /// The values of `os`; nil if it is not set.
    var systems: [String]?
    var problem: String?
    /// Whether it is an empty list of versions.
    var isEmpty = false
  }

  /// The target of an alias.
  struct Alias: Sendable {
    /// The full name of the tool.
    var backend: String?
    /// Aliases of versions, and the versions that they stand for.
    var versions: [String: String] = [:]
  }

  var tools: [Tool] = []
  var aliases: [String: Alias] = [:]
  /// Whether mise reads it only after `mise trust`: anything but plain versions can run something.
  var needsTrust = false
  /// `[settings]`; nil if the file has none.
  var settings: TOMLTable?
  /// Whether the file defines tasks.
  var hasTasks = false
  /// The paths in `includes` of `[task_config]`; nil if it is not set.
  var taskIncludes: [String]?
  /// Whether `[plugins]` names the plugin of this backend, so that mise fetches it itself.
  var namesPlugin = false
}

extension ConfigContent {
  /// Reads a file.
  init(parsing bytes: [UInt8], as kind: ConfigFile.Kind) throws(TOMLFailure) {
    switch kind {
    case .toml: self.init(document: try TOMLDocument(parsing: bytes))
    case .toolVersions: self.init(toolVersions: bytes)
    }
  }

  /// Reads a `.tool-versions`: each version of each line.
  init(toolVersions bytes: [UInt8]) {
    needsTrust = Self.hasTemplate(bytes)
    for line in ToolVersionsLine.lines(of: bytes) {
      guard let name = line.name else { continue }
      for (index, word) in line.versions.enumerated() {
        let before = bytes[line.range.lowerBound..<word.lowerBound]
        var tool = Tool(
          key: String(decoding: name, as: UTF8.self),
          position: (line.number, before.count { !TOMLByte.continuesScalar($0) } + 1),
          index: index, shape: .toolVersions,
          request: String(decoding: bytes[word], as: UTF8.self))
        tool.problem = RequestCheck.problem(of: tool.request)
        tools.append(tool)
      }
    }
  }

  /// Whether the text has a template that mise would evaluate.
  static func hasTemplate(_ bytes: [UInt8]) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { first, second in
      first == UInt8(ascii: "{") && "{%#".utf8.contains(second)
    }
  }
}
