/// Why mise will fail at what this program leaves to it. It is something else than an entry that
/// mise drops: nothing is known of such pins that would be good news, so their states, upgrades and
/// exit codes stay as they are, with this beside them (docs/mise.md §11).
package enum MiseRefusal: UserFacingError, Hashable {
  /// A file has to be trusted first. Until then every mise command in the folder fails.
  case untrusted(path: String, display: String)
  /// `disable_backends` names this backend; where it is set.
  case disabledBackend(place: String)
  /// mise has no plugin for this backend, and no file names one that it could fetch.
  case noPlugin(directory: String)

  /// 78: it is a setting that stands in the way; 77 where it is trust.
  package var code: FailureCode {
    switch self {
    case .untrusted: .permission
    case .disabledBackend, .noPlugin: .configuration
    }
  }

  /// One line of cause.
  package var message: String {
    switch self {
    case .untrusted(_, let display): "\(display) is not trusted yet"
    case .disabledBackend(let place):
      "\(place) disables the backend \(MisePlugin.name): mise installs nothing from it"
    case .noPlugin(let directory):
      "mise has no plugin \(MisePlugin.name): \(directory) is not there"
    }
  }

  /// How to fix it, on one line.
  package var hint: String? {
    switch self {
    case .untrusted(let path, _): "mise trust \(ShellWord.quoted(path))"
    case .disabledBackend: "take \(MisePlugin.name) out of disable_backends"
    case .noPlugin: "put it there"
    }
  }

  /// What in this program helps.
  package var remedy: Remedy? {
    if case .noPlugin = self { .installPlugin } else { nil }
  }

  /// The one line that stands beside a pin.
  package var warning: String {
    if case .untrusted = self { return "\(message): run mise trust" }
    return message
  }

  /// Whether it is about an entry of this file.
  func concerns(_ file: String) -> Bool {
    if case .untrusted(let path, _) = self { path == file } else { true }
  }
}

extension Workspace {
  /// Whether there is a mise at all; where there is none, ocx installs in its place.
  package var hasMise: Bool { MiseProgram.locate(environment) != nil }

  /// What mise will fail for here, where there is one.
  package var refusalsByMise: [MiseRefusal] { hasMise ? refusals : [] }

  /// What mise will fail for here. What is true of mise alone is told only where there is one.
  package var refusals: [MiseRefusal] {
    let files = project.files.filter(\.needsTrust).map { file in
      MiseRefusal.untrusted(path: file.path, display: project.displayPath(file.path))
    }
    guard hasMise else { return files }
    var others: [MiseRefusal] = []
    if let disabled = project.settings.disabledBackends, disabled.names.contains(MisePlugin.name) {
      others.append(.disabledBackend(place: disabled.origin.text(display: project.displayPath)))
    }
    let plugin = MisePlugin(environment: environment)
    if !plugin.isThere, !project.namesPlugin {
      others.append(.noPlugin(directory: plugin.directory))
    }
    return files + others
  }
}
