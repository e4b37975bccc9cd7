/// Writes an install into the folder that mise created for it, and nowhere else.
struct InstallWriter: Sendable {
  let installPath: String
  let environment: Environment
  let cancellation: Cancellation
  let report: @Sendable (LogNote) -> Void

  /// Copies the packages and writes their launchers, then checks that everything in the environment
  /// exists.
  func write(_ plan: InstallPlan) throws(InstallFailure) {
    let materializer = Materializer(policy: policy(), cancellation: cancellation)
    for package in plan.packages {
      let folder = package.folder.path(in: installPath)
      try files { () throws(FileFailure) in try Files.makeDirectories(folder) }
      do throws(MaterializeFailure) {
        _ = try materializer.materialize(
          Paths.join(package.content.root, "content"), into: Paths.join(folder, "content"))
      } catch {
        throw .materialize(error)
      }
    }
    for launcher in plan.launchers { try write(launcher) }
    try check(plan)
  }

  /// Hard links unless the user's settings or a variable disable them. Problems with the settings
  /// are reported, and the defaults are used.
  private func policy() -> Materializer.Policy {
    let settings = Settings.load(environment)
    for problem in settings.problems { report(.warning(SafeText.clean(problem.message))) }
    return Materializer.Policy(
      hardLinks: settings.hardLinks && !environment.isFalse("OCX_MISE_TUI_HARD_LINKS"))
  }

  /// Writes the receipt, last of all: without it the folder is not a complete install.
  func write(_ receipt: Receipt) throws(InstallFailure) {
    try files { () throws(FileFailure) in
      // ocx does not sync the package either, so the receipt's place in its folder need not be.
      try Files.writeAtomically(
        Receipt.path(in: installPath), receipt.json.pretty + "\n", durability: .whole)
    }
  }

  private func write(_ launcher: LauncherScript) throws(InstallFailure) {
    let folder = Paths.join(launcher.folder.path(in: installPath), "entrypoints")
    try files { () throws(FileFailure) in
      try Files.makeDirectories(folder)
      try Files.writeAtomically(
        Paths.join(folder, launcher.name), launcher.text, mode: 0o777, durability: .none)
    }
  }

  private func files(_ work: () throws(FileFailure) -> Void) throws(InstallFailure) {
    try InstallFailure.files(work)
  }

  // MARK: What must be there

  /// An interrupted `ocx clean` can leave half a package that ocx considers complete.
  private func check(_ plan: InstallPlan) throws(InstallFailure) {
    let path = plan.variables.filter { $0.key == "PATH" }.map(\.value)
    for package in plan.packages {
      let own = path.filter { $0.parts.first == .folder(package.folder) }
      for folder in own where !Files.isDirectory(folder.text(in: installPath)) {
        let name = folder.text(in: "/").drop { $0 == "/" }
        if isOptional(folder, of: package) { continue }
        throw missing("the folder \(name) of PATH", of: package)
      }
      let folders = path + declaredPath(of: package)
      for name in plan.binaries[package.folder] ?? [] where !isThere(name, in: folders) {
        throw missing("the program \(name)", of: package)
      }
    }
  }

  private func missing(_ what: String, of package: InstallPlan.Package) -> InstallFailure {
    .store(.notWhole(package: package.content.root, reason: "\(what) is missing"))
  }

  /// The folders that a package itself adds to PATH, including those for its own programs only.
  private func declaredPath(of package: InstallPlan.Package) -> [PortableValue] {
    pathVariables(of: package).map(\.folder)
  }

  /// Whether a package declares a folder of PATH as optional.
  private func isOptional(_ folder: PortableValue, of package: InstallPlan.Package) -> Bool {
    pathVariables(of: package).contains { $0.folder == folder && !$0.isRequired }
  }

  private func pathVariables(
    of package: InstallPlan.Package
  ) -> [(folder: PortableValue, isRequired: Bool)] {
    package.content.metadata.env.compactMap { variable in
      guard variable.key == "PATH",
        let value = try? LauncherArguments.value(of: variable.value, in: package.folder)
      else { return nil }
      let isRelative = value.folders.isEmpty && !Paths.isAbsolute(variable.value)
      let folder =
        isRelative
        ? PortableValue([.folder(package.folder), .text("/content/" + variable.value)]) : value
      return (folder, variable.required)
    }
  }

  /// Whether a program is in one of these folders, possibly with the extension of another system.
  private func isThere(_ name: String, in folders: [PortableValue]) -> Bool {
    folders.contains { folder in
      ["", ".exe", ".cmd", ".bat", ".ps1"].contains { suffix in
        Files.isFile(Paths.join(folder.text(in: installPath), name + suffix))
      }
    }
  }
}
