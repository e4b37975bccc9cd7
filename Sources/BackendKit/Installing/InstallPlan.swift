/// What an install is made of, known before anything is written: the packages of the store that it
/// needs, the launchers that take the place of OCX's, and the environment.
struct InstallPlan: Sendable {
  /// One package to materialize.
  struct Package: Hashable, Sendable {
    /// Where it goes.
    let folder: PackageFolder
    /// What the store has of it.
    let content: StorePackage.Content
  }

  /// The package that is installed, then the others in the order in which values name them.
  var packages: [Package] = []
  /// The launchers of all these packages.
  var launchers: [LauncherScript] = []
  /// The environment of a consumer as mise takes it: PATH with one folder each, the one that wins
  /// first, then every other key once.
  var variables: [Receipt.Variable] = []
  /// The programs that the packages declare, by name.
  var binaries: [PackageFolder: [String]] = [:]
}
