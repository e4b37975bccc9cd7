/// The settings of mise that affect what is in force. A variable takes precedence over all files;
/// of the files, the nearest that has a setting counts, and lists are not merged (docs/mise.md
/// §11).
struct MiseSettings: Sendable {
  /// The settings of one file.
  struct Layer: Sendable {
    let file: String
    let level: ConfigFile.Level
    let table: TOMLTable
  }

  /// A list of names, and where it is set.
  struct Names: Sendable, Hashable {
    let names: Set<String>
    let origin: SettingOrigin
  }

  private let variables: [String: String]
  /// Nearest first.
  private let layers: [Layer]

  init(environment: Environment, layers: [Layer]) {
    variables = environment.variables
    self.layers = layers
  }

  /// The tools that are disabled, by their keys in `[tools]`.
  var disabledTools: Names? { names("disable_tools") }
  /// The only tools that are enabled; an empty list disables all.
  var enabledTools: Names? { names("enable_tools") }
  /// The backends that mise does not install from.
  var disabledBackends: Names? { names("disable_backends") }
  /// Whether `mise.lock` files are used.
  var usesLockFiles: Bool { flag("lockfile") ?? true }
  /// Whether only versions in a `mise.lock` are allowed.
  var isLocked: Bool { flag("locked") ?? false }
  /// `minimum_release_age` in the files, as it is written.
  var minimumReleaseAge: String? { value("minimum_release_age")?.string }
  /// Whether the files turn on experimental features.
  var isExperimental: Bool { value("experimental")?.boolean ?? false }
  /// Whether the user or the system requires trust in the exact content of every file. A project's
  /// own file cannot set this.
  var isParanoid: Bool {
    flag("paranoid", in: layers.filter { $0.level != .project }) ?? false
  }

  /// A boolean as mise reads it from a variable; nil if it is neither.
  static func flag(_ text: String?) -> Bool? {
    switch text?.lowercased() {
    case "y", "yes", "true", "1", "on": true
    case "n", "no", "false", "0", "off": false
    default: nil
    }
  }

  private func flag(_ name: String, in layers: [Layer]? = nil) -> Bool? {
    Self.flag(variables[Self.variable(name)])
      ?? (layers ?? self.layers).lazy.compactMap { $0.table[name]?.boolean }.first
  }

  private func value(_ name: String) -> TOMLValue? {
    layers.lazy.compactMap { $0.table[name] }.first
  }

  private func names(_ name: String) -> Names? {
    let variable = Self.variable(name)
    if let text = variables[variable] {
      return Names(text.split(separator: ",").map(String.init), .variable(variable))
    }
    for layer in layers {
      guard let entry = layer.table.entry(name), let list = entry.value.array else { continue }
      let location = ToolEntry.Location(file: layer.file, line: entry.key.line)
      return Names(list.compactMap(\.string), .file(location))
    }
    return nil
  }

  private static func variable(_ name: String) -> String { "MISE_" + name.uppercased() }
}

extension MiseSettings.Names {
  fileprivate init(_ names: [String], _ origin: SettingOrigin) {
    self.names = Set(names.map(Self.trimmed).filter { !$0.isEmpty })
    self.origin = origin
  }

  private static func trimmed(_ name: String) -> String {
    var name = name[...]
    while name.first?.isWhitespace == true { name.removeFirst() }
    while name.last?.isWhitespace == true { name.removeLast() }
    return String(name)
  }
}

/// Where a setting of mise is set.
package enum SettingOrigin: Sendable, Hashable {
  /// In a variable of this name.
  case variable(String)
  /// In a file.
  case file(ToolEntry.Location)

  /// The location for people: the name of the variable, or the file and line.
  ///
  /// - Parameter display: how a path is shown to a person.
  func text(display: (String) -> String) -> String {
    switch self {
    case .variable(let name): name
    case .file(let origin): "\(display(origin.file)):\(origin.line)"
    }
  }
}
