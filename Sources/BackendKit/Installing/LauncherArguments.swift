/// The arguments in the declaration of an entry point, with OCX's placeholders.
///
/// `${installPath}` and `${self.installPath}` stand for the package's content, also with `:posix`
/// or `:native`, which make no difference here. `$${` is `${`, and a `${` that is not closed is
/// text.
enum LauncherArguments {
  /// A placeholder that is not allowed in arguments.
  struct UnknownPlaceholder: Error, Hashable {
    let text: String
  }

  private static let ofInstallPath: Set<String> = Set(
    ["installPath", "self.installPath"].flatMap { [$0, $0 + ":posix", $0 + ":native"] })

  /// An argument of the package in this folder.
  static func value(
    of argument: String, in folder: PackageFolder
  ) throws(UnknownPlaceholder) -> PortableValue {
    var value = PortableValue()
    // Scalars, not characters: a combining accent after a brace is separate text.
    var rest = argument.unicodeScalars[...]
    while let dollar = rest.firstIndex(of: "$") {
      value.append(.text(String(rest[..<dollar])))
      rest = rest[dollar...]
      if rest.starts(with: "$${".unicodeScalars) {
        value.append(.text("${"))
        rest = rest.dropFirst(3)
      } else if rest.starts(with: "${".unicodeScalars), let end = rest.firstIndex(of: "}") {
        guard ofInstallPath.contains(String(rest[..<end].dropFirst(2))) else {
          throw UnknownPlaceholder(text: String(rest[...end]))
        }
        value.append(.folder(folder))
        value.append(.text("/content"))
        rest = rest[end...].dropFirst()
      } else {
        value.append(.text("$"))
        rest = rest.dropFirst()
      }
    }
    value.append(.text(String(rest)))
    return value
  }
}
