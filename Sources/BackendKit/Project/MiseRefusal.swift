/// Why mise will fail at what this program leaves to it. Unlike an entry that mise ignores, such a
/// pin still counts: its state, upgrades and exit code are unchanged, and this is added as a
/// warning (docs/mise.md §11).
package enum MiseRefusal: UserFacingError, Hashable {
  /// A file must be trusted first. Until then every mise command in the folder fails.
  case untrusted(path: String, display: String)
  /// `disable_backends` lists this backend; where it is set.
  case disabledBackend(location: String)
  /// mise has no plugin for this backend, and no file lists one that it could fetch.
  case noPlugin(directory: String)

  /// 78 for settings, 77 for missing trust.
  package var code: FailureCode {
    switch self {
    case .untrusted: .permission
    case .disabledBackend, .noPlugin: .configuration
    }
  }

  /// The cause, on one line.
  package var message: String {
    switch self {
    case .untrusted(_, let display): "\(display) is not trusted yet"
    case .disabledBackend(let location):
      "\(location) disables the backend \(MisePlugin.name): mise installs nothing from it"
    case .noPlugin(let directory):
      "mise has no plugin \(MisePlugin.name): \(directory) does not exist"
    }
  }

  /// How to fix it, on one line.
  package var hint: String? {
    switch self {
    case .untrusted(let path, _): "mise trust \(ShellWord.quoted(path))"
    case .disabledBackend: "remove \(MisePlugin.name) from disable_backends"
    case .noPlugin: "install the plugin"
    }
  }

  /// A command of this program that helps.
  package var remedy: Remedy? {
    if case .noPlugin = self { .installPlugin } else { nil }
  }

  /// The warning that is shown with a pin.
  package var warning: String {
    if case .untrusted = self { return "\(message): run mise trust" }
    return message
  }

  /// Whether it affects the entries of this file.
  func concerns(_ file: String) -> Bool {
    if case .untrusted(let path, _) = self { path == file } else { true }
  }
}

extension Workspace {
  /// Why mise will fail here; empty if there is no mise.
  package var refusalsByMise: [MiseRefusal] { hasMise ? refusals : [] }
}

extension MiseRefusal {
  /// Why mise will fail in a project. Reasons that concern only mise are left out if there is no
  /// mise.
  static func all(
    in project: MiseProject, environment: Environment, hasMise: Bool
  ) -> [MiseRefusal] {
    let files = project.files.filter(\.needsTrust).map { file in
      MiseRefusal.untrusted(path: file.path, display: project.displayPath(file.path))
    }
    guard hasMise else { return files }
    var others: [MiseRefusal] = []
    if let disabled = project.settings.disabledBackends, disabled.names.contains(MisePlugin.name) {
      others.append(.disabledBackend(location: disabled.origin.text(display: project.displayPath)))
    }
    let plugin = MisePlugin(environment: environment)
    if !plugin.isThere, !project.namesPlugin {
      others.append(.noPlugin(directory: plugin.directory))
    }
    return files + others
  }
}
