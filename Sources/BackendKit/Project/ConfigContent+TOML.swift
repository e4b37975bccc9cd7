extension ConfigContent {
  /// Reads the `[tools]` and the aliases of a `mise.toml` (docs/mise.md §7, "Entry values").
  init(document: TOMLDocument) {
    let root = document.root
    for entry in root["tools"]?.table?.entries ?? [] { read(entry, document) }
    for name in ["alias", "tool_alias"] {
      for entry in root[name]?.table?.entries ?? [] { readAlias(entry) }
    }
    settings = root["settings"]?.table
    hasTasks = root["tasks"]?.table?.entries.isEmpty == false
    taskIncludes = root["task_config"]?.table?["includes"]?.array?.compactMap(\.string)
    namesPlugin =
      root["plugins"]?.table?.entries.contains { entry in
        entry.key.name.split(separator: ":").last.map(String.init) == MisePlugin.name
      } ?? false
    let plain: Set<String> = ["min_version", "tasks", "tools"]
    needsTrust =
      root.entries.contains { !plain.contains($0.key.name) }
      || tools.contains {
        $0.shape != .string && $0.shape != .arrayString || $0.problem == Self.notAVersion
      }
      || Self.hasTemplate(document.bytes)
  }

  mutating func read(_ entry: TOMLTable.Entry, _ document: TOMLDocument) {
    let key = entry.key
    let position = (key.line, key.column)
    switch entry.value.kind {
    case .string(let text):
      add(Tool(key: key.name, position: position, shape: .string, request: text))
    case .table(let table):
      let shape: ToolEntry.Shape = table.form == .inline ? .inlineTable : .subTable
      add(table, to: Tool(key: key.name, position: position, shape: shape), document)
    case .array(let elements) where elements.isEmpty:
      tools.append(Tool(key: key.name, position: position, shape: .string, isEmpty: true))
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        let position = (element.line, element.column)
        switch element.kind {
        case .string(let text):
          add(
            Tool(
              key: key.name, position: position, index: index, shape: .arrayString, request: text))
        case .table(let table):
          add(
            table, to: Tool(key: key.name, position: position, index: index, shape: .arrayTable),
            document)
        default:
          tools.append(
            Tool(
              key: key.name, position: position, index: index, shape: .arrayString,
              problem: Self.notAVersion))
        }
      }
    default:
      tools.append(
        Tool(key: key.name, position: position, shape: .string, problem: Self.notAVersion))
    }
  }

  private mutating func add(_ tool: Tool) {
    var tool = tool
    tool.problem = RequestCheck.problem(of: tool.request)
    tools.append(tool)
  }

  /// A table has one of `version`, `prefix`, `ref`, `path` and so on; its other keys are options.
  private mutating func add(_ table: TOMLTable, to tool: Tool, _ document: TOMLDocument) {
    var tool = tool
    var requests: [String] = []
    for entry in table.entries {
      let name = entry.key.name
      switch name {
      case _ where ToolsModel.requestKeys.contains(name):
        guard let text = entry.value.string else {
          tool.problem = "\(name) is not a string"
          continue
        }
        requests.append(name == "version" ? text : "\(name):\(text)")
      case "os":
        tool.systems =
          entry.value.string.map { [$0] } ?? entry.value.array?.compactMap(\.string) ?? []
      case "depends", "install_env": break
      default: tool.options[name] = Self.option(entry.value, document)
      }
    }
    if requests.count > 1 {
      tool.problem = ToolsModel.severalRequests
    } else if let request = requests.first {
      tool.request = request
      tool.problem = tool.problem ?? RequestCheck.problem(of: request)
    } else {
      tool.problem = tool.problem ?? "neither version, path, prefix nor ref"
    }
    tools.append(tool)
  }

  /// A value as the hooks receive it, as text. Arrays and tables are passed as they are written.
  private static func option(_ value: TOMLValue, _ document: TOMLDocument) -> String {
    switch value.kind {
    case .string(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    default: String(decoding: document.bytes[value.range], as: UTF8.self)
    }
  }

  /// `name = "ocx:…"`, or a table of `backend` and `versions`; in the old `[alias]`, the table
  /// itself lists the versions.
  private mutating func readAlias(_ entry: TOMLTable.Entry) {
    var alias = aliases[entry.key.name] ?? Alias()
    if let text = entry.value.string { alias.backend = text }
    for part in entry.value.table?.entries ?? [] {
      if let text = part.value.string {
        if part.key.name == "backend" {
          alias.backend = text
        } else {
          alias.versions[part.key.name] = text
        }
      }
      if part.key.name == "versions" {
        for version in part.value.table?.entries ?? [] {
          if let text = version.value.string { alias.versions[version.key.name] = text }
        }
      }
    }
    aliases[entry.key.name] = alias
  }

  private static let notAVersion = "a version is a string: put it in quotes"
}
