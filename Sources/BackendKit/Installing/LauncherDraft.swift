/// A launcher before it is written: the declaration of its entry point, and the environment of its
/// package's programs. What it starts is looked for in the store, since nothing is installed yet.
struct LauncherDraft {
  /// The environment of a package's programs.
  enum Environment {
    /// The entries to fold.
    case known([LauncherScript.Entry])
    /// ocx reports none: the reason, and the status that it exited with.
    case refused(reason: String, status: Int32)
  }

  /// One launcher of an install.
  struct Identity: Hashable {
    let folder: PackageFolder
    let name: String
  }

  let identity: Identity
  /// The launcher that it starts, if its command is one.
  private(set) var target: Identity?
  private var action: LauncherScript.Action

  init(
    name: String, entryPoint: PackageMetadata.EntryPoint, folder: PackageFolder,
    environment: Environment, packages: [InstallPlan.Package]
  ) {
    identity = Identity(folder: folder, name: name)
    let entries: [LauncherScript.Entry]
    switch environment {
    case .known(let known): entries = known
    case .refused(let reason, let status):
      action = .refuse(reason: reason, status: status)
      return
    }
    let command = entryPoint.command ?? name
    guard Self.isName(command) else {
      action = .refuse(reason: "its command '\(command)' is not a valid name", status: Self.refused)
      return
    }
    var arguments: [PortableValue] = []
    for argument in entryPoint.args {
      do throws(LauncherArguments.UnknownPlaceholder) {
        arguments.append(try LauncherArguments.value(of: argument, in: folder))
      } catch {
        action = .refuse(
          reason: "its argument has the unknown placeholder '\(error.text)'",
          status: Self.refused)
        return
      }
    }
    let found = Self.find(command, on: EnvironmentFold(encoding: entries), packages)
    target = found.launcher
    action = .start(found.command, arguments: arguments, environment: entries)
  }

  /// The status for what OCX rejects: invalid data.
  private static let refused = FailureCode.data.exitCode

  /// Whether OCX accepts a name for entry points and their commands.
  static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isDigit || first.isLower else { return false }
    return name.utf8.allSatisfy { $0.isDigit || $0.isLower || "_-".utf8.contains($0) }
  }

  /// The scripts of launchers; those that would start each other in a cycle report that instead.
  static func scripts(_ drafts: [LauncherDraft]) -> [LauncherScript] {
    let targets = Dictionary(drafts.map { ($0.identity, $0.target) }) { first, _ in first }
    return drafts.map { draft in
      var met: Set<Identity> = [draft.identity]
      var next = draft.target
      var action = draft.action
      while let target = next {
        guard met.insert(target).inserted else {
          action = .refuse(reason: "its command leads back to itself", status: 126)
          break
        }
        next = targets[target] ?? nil
      }
      return LauncherScript(
        name: draft.identity.name, folder: draft.identity.folder, action: action)
    }
  }
}

// MARK: The command

extension LauncherDraft {
  /// The first executable of a name on the folders of PATH; in the install if it belongs to a
  /// package. A program of the machine may move, and is looked for at each start.
  private static func find(
    _ name: String, on fold: EnvironmentFold, _ packages: [InstallPlan.Package]
  ) -> (command: LauncherScript.Command, launcher: Identity?) {
    for folder in fold.folders(of: "PATH") {
      guard case .folder(let first) = folder.parts.first,
        let package = packages.first(where: { $0.folder == first })
      else {
        if Files.isExecutable(Paths.join(folder.text(in: "/"), name)) { break }
        continue
      }
      let rest = PortableValue(Array(folder.parts.dropFirst()))
      guard rest.folders.isEmpty else { continue }
      let candidate = package.content.root + rest.text(in: "/") + "/" + name
      guard Files.isMarkedExecutable(candidate), let real = try? Files.resolveLinks(candidate)
      else { continue }
      if let owner = packages.first(where: { isIn($0, "entrypoints", real) }) {
        let launcher = Identity(folder: owner.folder, name: Paths.lastComponent(real))
        return (.path(path(owner.folder, "/entrypoints/" + launcher.name)), launcher)
      }
      guard packages.contains(where: { isIn($0, "content", real) }) else { continue }
      return (.path(path(first, rest.text(in: "/") + "/" + name)), nil)
    }
    return (.name(name), nil)
  }

  private static func isIn(
    _ package: InstallPlan.Package, _ folder: String, _ path: String
  ) -> Bool {
    Paths.isInside(path, Paths.join(package.content.root, folder))
  }

  private static func path(_ folder: PackageFolder, _ rest: String) -> PortableValue {
    PortableValue([.folder(folder), .text(rest)])
  }
}

extension EnvironmentFold {
  /// A fold of entries with portable values, each in the form of `PortableValue.encoded`.
  init(encoding entries: [LauncherScript.Entry]) {
    self.init(
      entries.map {
        OCXEnvironment.Entry(key: $0.key, value: $0.value.encoded, kind: $0.kind)
      })
  }

  /// The folders of a list of paths, highest precedence first.
  func folders(of key: String) -> [PortableValue] {
    (values[key] ?? "").utf8.split(separator: UInt8(ascii: ":")).map {
      PortableValue(encoded: String(Substring($0)))
    }
  }
}
