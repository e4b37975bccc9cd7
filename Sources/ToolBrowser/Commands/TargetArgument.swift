import BackendKit

/// The file to write to, as the command line gives it.
enum TargetArgument: Equatable, Sendable {
  case file(PathArgument)
  case global
  case local
  case environment(EnvironmentName)
}

/// The name of a mise environment, which becomes part of a file name.
struct EnvironmentName: CommandLineValue, Equatable {
  let name: String

  init(word: String) throws(InvalidValue) {
    let isName = word.allSatisfy { character in
      if character == "-" || character == "_" { return true }
      // A character can contain invisible scalars, which a file name should not.
      return (character.isLetter || character.isNumber)
        && character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format }
    }
    guard isName, !word.isEmpty else { throw InvalidValue(wanted: "letters, digits, - and _") }
    name = word
  }

  static var completion: CompletionKind { .dynamic(.environment) }
}

extension CommandOption {
  /// `--file`, `--global`, `--local` and `--env`, which exclude each other.
  static func target(_ field: any WritableKeyPath<Root, TargetArgument?> & Sendable) -> [Self] {
    [
      .value(
        "file", "FILE", "write to this file", completion: .file, group: .target, needs: nil
      ) { (root: inout Root, path: PathArgument) in root[keyPath: field] = .file(path) },
      .constant(
        field, .global, "global", "write to mise's global configuration", group: .target),
      .constant(field, .local, "local", "write to mise.local.toml", group: .target),
      .value(
        "env", "NAME", "write to mise.NAME.toml", completion: EnvironmentName.completion,
        group: .target, needs: nil
      ) { (root: inout Root, name: EnvironmentName) in root[keyPath: field] = .environment(name) },
    ]
  }
}

extension TargetArgument {
  /// The corresponding scope.
  func scope(in context: CommandContext) -> WriteScope {
    switch self {
    case .file(let path): .file(context.path(path))
    case .global: .global
    case .local: .local
    case .environment(let name): .environment(name.name)
    }
  }
}
