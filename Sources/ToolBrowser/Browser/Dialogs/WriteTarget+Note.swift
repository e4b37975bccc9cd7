import BackendKit

extension WriteTarget {
  /// A description of the file, for the menu.
  var note: String {
    let kind =
      switch scope {
      case .project: "the project"
      case .local: "only this clone (not in git)"
      case .global: "all your projects"
      case .environment(let name): "with MISE_ENV=\(SafeText.clean(name))"
      case .file: isRead ? "this file" : "mise does not read it here"
      }
    return exists ? kind : kind + ", new file"
  }
}
