/// What mise's settings say, of those that decide what is in force. A variable goes before all
/// files; of the files the nearest that has a setting counts, and lists are not merged
/// (docs/mise.md §11).
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
  /// The nearest first.
  private let layers: [Layer]

  init(environment: Environment, layers: [Layer]) {
    variables = environment.variables
    self.layers = layers
  }

  /// The tools that are left out, by the keys that they have in `[tools]`.
  var disabledTools: Names? { names("disable_tools") }
  /// The only tools that are not; a list without names leaves out all.
  var enabledTools: Names? { names("enable_tools") }
  /// The backends that are not installed from.
  var disabledBackends: Names? { names("disable_backends") }
  /// Whether `mise.lock` files count.
  var usesLockFiles: Bool { flag("lockfile") ?? true }
  /// Whether nothing counts that no `mise.lock` has.
  var isLocked: Bool { flag("locked") ?? false }
  /// What the files say of `minimum_release_age`, as it is written.
  var minimumReleaseAge: String? { value("minimum_release_age")?.string }
  /// Whether the files turn experimental features on.
  var isExperimental: Bool { value("experimental")?.boolean ?? false }
  /// Whether the user or the machine wants every file to be trusted as it stands: a project cannot
  /// say for itself that it is to be trusted.
  var isParanoid: Bool {
    flag("paranoid", in: layers.filter { $0.level != .project }) ?? false
  }

  /// A switch as mise reads it from a variable: nil where it says neither.
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
      let place = ToolEntry.Place(file: layer.file, line: entry.key.line)
      return Names(list.compactMap(\.string), .file(place))
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

/// Where a setting of mise is made.
package enum SettingOrigin: Sendable, Hashable {
  /// In a variable of this name.
  case variable(String)
  /// In a file.
  case file(ToolEntry.Place)

  /// The place for people: the name of the variable, or file and line.
  ///
  /// - Parameter display: how a path is shown to a person.
  func text(display: (String) -> String) -> String {
    switch self {
    case .variable(let name): name
    case .file(let place): "\(display(place.file)):\(place.line)"
    }
  }
}
