/// Turns the environment of a package into what mise wants from its hook (contracts/run.md).
struct MiseEnvironment {
  /// The names that the package root goes by: as ocx spells it, and with its links resolved.
  let packageRoots: [String]
  /// What stands for it: the link `package` in mise's install folder.
  let link: String
  /// The home of ocx, which the starters of entry points need.
  let home: OCXHome
  /// The program of ocx, for the same.
  let program: String

  /// The variables in mise's order: PATH with one folder each, the one that wins first, then
  /// every other key once.
  func variables(_ environment: OCXEnvironment) -> [Receipt.Variable] {
    let entries = environment.entries.map {
      OCXEnvironment.Entry(key: $0.key, value: rewritten($0.value), kind: $0.kind)
    }
    let fold = EnvironmentFold(entries)
    var variables: [Receipt.Variable] = []
    for folder in (fold.values["PATH"] ?? "").split(separator: ":") {
      variables.append(Receipt.Variable(key: "PATH", value: String(folder)))
    }
    for key in fold.keys where key != "PATH" {
      variables.append(Receipt.Variable(key: key, value: fold.values[key] ?? ""))
    }
    guard hasEntryPoints(environment) else { return variables }
    if !home.isDefault, fold.values["OCX_HOME"] == nil {
      variables.append(Receipt.Variable(key: "OCX_HOME", value: home.path))
    }
    if fold.values["OCX_BINARY_PIN"] == nil {
      variables.append(Receipt.Variable(key: "OCX_BINARY_PIN", value: program))
    }
    return variables
  }

  /// mise puts the runtime alias (`…/0.11`) in the place of its install folder, so a value below
  /// the package begins with that folder; a dependency's stays as it is.
  private func rewritten(_ value: String) -> String {
    for root in packageRoots where !root.isEmpty {
      if value == root { return link }
      if value.hasPrefix(root + "/") { return link + value.dropFirst(root.count) }
    }
    return value
  }

  /// A program that starts through ocx: named by ocx, or known by the folder that it lies in.
  private func hasEntryPoints(_ environment: OCXEnvironment) -> Bool {
    !environment.entryPoints.isEmpty
      || environment.entries.contains {
        $0.kind == .path && Paths.lastComponent($0.value) == "entrypoints"
      }
  }
}
