/// The parts of an install, determined before anything is written: the packages of the store that
/// it needs, the launchers that replace OCX's, and the environment.
struct InstallPlan: Sendable {
  /// One package to materialize.
  struct Package: Hashable, Sendable {
    /// Its folder in the install.
    let folder: PackageFolder
    /// Its content in the store.
    let content: StorePackage.Content
  }

  /// The package that is installed, then the others in the order in which values refer to them.
  var packages: [Package] = []
  /// The launchers of all these packages.
  var launchers: [LauncherScript] = []
  /// The environment of a consumer in mise's form: PATH with one folder each, highest precedence
  /// first, then every other key once.
  var variables: [Receipt.Variable] = []
  /// The programs that the packages declare, by name.
  var binaries: [PackageFolder: [String]] = [:]
}
