/// Why the plugin cannot be installed or removed.
package enum PluginFailure: UserFacingError, FileFailureConvertible, Equatable {
  /// mise has a plugin of that name that this program did not install.
  case occupied(path: String)
  /// This program installed the plugin, but did not write this file in it.
  case holdsOthers(path: String)
  /// The plugin cannot be bound to a shim, which would start mise, which would call the plugin.
  case shim(path: String)
  /// A file operation failed.
  case file(FileFailure)

  package var code: FailureCode {
    switch self {
    case .occupied, .holdsOthers, .shim: .configuration
    case .file(let failure): failure.code
    }
  }

  package var message: String {
    switch self {
    case .occupied(let path): "mise has another plugin named \(MisePlugin.name): \(path)"
    case .holdsOthers(let path): "this program did not put \(SafeText.clean(path)) there"
    case .shim(let path): "\(path) is a shim, which the plugin cannot call"
    case .file(let failure): failure.message
    }
  }

  package var hint: String? {
    switch self {
    case .occupied: "remove it first: mise plugin uninstall \(MisePlugin.name)"
    case .holdsOthers: "move it away, for the plugin's folder is replaced as a whole"
    case .shim: "run the program itself, by its absolute path"
    case .file(let failure): failure.hint
    }
  }
}
