/// Determines the parts of an install.
///
/// It starts with the consumer's environment. Every package whose path occurs in a value is needed.
/// The package that is installed, and every one whose `entrypoints/` occurs in a value, gets
/// launchers, with the environment of its own programs; the values of that environment are searched
/// in the same way, until nothing new is found.
struct InstallPlanner {
  /// Gives the environment of a package's own programs.
  typealias OwnEnvironment = (Reference) throws(OCXFailure) -> OCXEnvironment

  private let home: OCXHome
  private let paths: StorePaths
  private let ownEnvironment: OwnEnvironment
  private var plan = InstallPlan()
  private var folders: [StorePackage: PackageFolder] = [:]
  private var identifiers: [StorePackage: Reference] = [:]
  /// The packages that get launchers, in the order in which they were found.
  private var queue: [InstallPlan.Package] = []
  private var drafts: [LauncherDraft] = []

  private init(home: OCXHome, paths: StorePaths, ownEnvironment: @escaping OwnEnvironment) {
    self.home = home
    self.paths = paths
    self.ownEnvironment = ownEnvironment
  }

  /// The plan for a package of the store.
  ///
  /// - Parameters:
  ///   - package: the package to install; it must be in the store.
  ///   - consumer: the environment of its consumers.
  ///   - ownEnvironment: returns the environment of a package's own programs, by its pinned
  ///   identifier. If that fails, the launchers of that package report it.
  /// - Throws: `.store` if a package is incomplete, `.ocx` if ocx may succeed later.
  static func plan(
    _ package: StorePackage, identifier: Reference, consumer: OCXEnvironment, home: OCXHome,
    environment: Environment, ownEnvironment: @escaping OwnEnvironment
  ) throws(InstallFailure) -> InstallPlan {
    var planner = InstallPlanner(
      home: home, paths: StorePaths(home: home, environment: environment),
      ownEnvironment: ownEnvironment)
    return try planner.run(package, identifier, consumer)
  }

  private mutating func run(
    _ package: StorePackage, _ identifier: Reference, _ consumer: OCXEnvironment
  ) throws(InstallFailure) -> InstallPlan {
    identifiers[package] = identifier
    guard let root = try folder(of: package) else {
      throw .store(
        .notWhole(
          package: Paths.join(home.path, package.relativePath), reason: "it does not exist"))
    }
    enqueue(root)
    let entries = try portable(consumer)
    plan.variables = Self.variables(entries)
    for program in consumer.binaries {
      guard let digest = program.package?.digest,
        let package = plan.packages.first(where: { $0.content.digest == digest })
      else { continue }
      plan.binaries[package.folder, default: []].append(program.name)
    }
    var next = 0
    while next < queue.count {
      try addLaunchers(of: queue[next])
      next += 1
    }
    plan.launchers = LauncherDraft.scripts(drafts)
    return plan
  }

  // MARK: Packages

  /// The folder of a package, which is checked when it first occurs; nil if it does not exist, so
  /// that the path is ordinary text.
  private mutating func folder(of package: StorePackage) throws(InstallFailure) -> PackageFolder? {
    if let folder = folders[package] { return folder }
    let found: StorePackage.Content?
    do throws(StoreFailure) {
      found = try package.content(in: home)
    } catch {
      throw .store(error)
    }
    guard let content = found else { return nil }
    for dependency in content.dependencies { note(dependency) }
    // Two registries can have the same package: a digest identifies the same content everywhere.
    if let same = plan.packages.first(where: { $0.content.digest == content.digest }) {
      folders[package] = same.folder
      return same.folder
    }
    let folder = plan.packages.isEmpty ? .root : name(for: content.digest)
    folders[package] = folder
    plan.packages.append(InstallPlan.Package(folder: folder, content: content))
    return folder
  }

  /// The first digits of a digest, or all of them if another package begins with the same ones.
  private func name(for digest: Digest) -> PackageFolder {
    let short = PackageFolder.dependency(String(digest.hex.prefix(PackageFolder.shortestName)))
    let isTaken = plan.packages.contains { $0.folder == short }
    return isTaken ? .dependency(digest.hex) : short
  }

  private mutating func note(_ identifier: Reference) {
    guard let digest = identifier.digest else { return }
    let package = StorePackage(registry: identifier.tool.registry, digest: digest)
    if identifiers[package] == nil { identifiers[package] = identifier }
  }

  private mutating func enqueue(_ folder: PackageFolder) {
    guard !queue.contains(where: { $0.folder == folder }),
      let package = plan.packages.first(where: { $0.folder == folder })
    else { return }
    queue.append(package)
  }

  // MARK: Values

  /// The entries of an environment, with the folders of the install instead of the store's.
  private mutating func portable(
    _ environment: OCXEnvironment
  ) throws(InstallFailure) -> [LauncherScript.Entry] {
    for identifier in environment.packages { note(identifier) }
    var entries: [LauncherScript.Entry] = []
    for entry in environment.entries {
      entries.append(
        LauncherScript.Entry(
          key: entry.key, value: try portable(entry.value), kind: entry.kind))
    }
    return entries
  }

  private mutating func portable(_ text: String) throws(InstallFailure) -> PortableValue {
    var value = PortableValue()
    var last: PackageFolder?
    for piece in paths.pieces(of: text) {
      switch piece {
      case .text(let text):
        if let last, Self.namesEntryPoints(text) { enqueue(last) }
        value.append(.text(String(text)))
        last = nil
      case .package(let package, let spelling):
        last = try folder(of: package)
        value.append(last.map { .folder($0) } ?? .text(String(spelling)))
      }
    }
    return value
  }

  /// Whether the text after the path of a package continues with its entry points.
  private static func namesEntryPoints(_ text: Substring) -> Bool {
    let folder = "/entrypoints"
    guard text.utf8.starts(with: folder.utf8) else { return false }
    guard let next = text.utf8.dropFirst(folder.utf8.count).first else { return true }
    return !(next.isAlphanumeric || "._-".utf8.contains(next))
  }

  private static func variables(_ entries: [LauncherScript.Entry]) -> [Receipt.Variable] {
    let fold = EnvironmentFold(encoding: entries)
    let path = fold.folders(of: "PATH").map { Receipt.Variable(key: "PATH", value: $0) }
    return path
      + fold.keys.filter { $0 != "PATH" }.map { key in
        Receipt.Variable(key: key, value: PortableValue(encoded: fold.values[key] ?? ""))
      }
  }

  // MARK: Launchers

  private mutating func addLaunchers(of package: InstallPlan.Package) throws(InstallFailure) {
    let declared = package.content.metadata.entrypoints
    if declared.isEmpty { return }
    for name in declared.keys where !LauncherDraft.isName(name) {
      throw .store(
        .notWhole(
          package: package.content.root, reason: "'\(name)' is not a valid name of an entry point"))
    }
    let environment = try environment(of: package)
    for (name, entryPoint) in declared.sorted(by: { $0.key < $1.key }) {
      let draft = LauncherDraft(
        name: name, entryPoint: entryPoint, folder: package.folder, environment: environment,
        packages: plan.packages)
      // A program from another package's entry points needs those as well.
      if let target = draft.target { enqueue(target.folder) }
      drafts.append(draft)
    }
  }

  /// The environment of a package's own programs, or why there is none.
  private mutating func environment(
    of package: InstallPlan.Package
  ) throws(InstallFailure) -> LauncherDraft.Environment {
    let named = identifiers.first { $0.value.digest == package.content.digest }?.value
    guard let identifier = named else {
      return .refused(
        reason: "no package lists \(package.content.digest) as a dependency",
        status: FailureCode.data.exitCode)
    }
    let environment: OCXEnvironment
    do throws(OCXFailure) {
      environment = try ownEnvironment(identifier)
    } catch .failed(_, let status, let reason) {
      return .refused(
        reason: reason ?? "ocx exited with \(status) when asked for its environment",
        status: status)
    } catch {
      throw .ocx(error)
    }
    return .known(try portable(environment))
  }
}
