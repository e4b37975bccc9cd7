/// Finds programs on PATH.
package enum ExecutableSearch {
  /// The absolute path of `name` in the first folder of the environment's PATH that holds it as a
  /// program; nil where there is none.
  ///
  /// Relative and empty entries are passed over: the working directory is often a checkout that
  /// nobody trusts yet, and what lies in it is not to be run for having a known name. So are the
  /// paths that `isPassedOver` says yes to.
  package static func find(
    _ name: String, in environment: Environment,
    passingOver isPassedOver: (String) -> Bool = { _ in false }
  ) -> String? {
    guard !name.holds("/") else { return nil }
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      let path = Paths.join(String(folder), name)
      if Paths.isAbsolute(path), Files.isExecutable(path), !isPassedOver(path) { return path }
    }
    return nil
  }

  /// The folders of PATH that decide where these programs are: those that hold one of them, and
  /// those before, where one would go first.
  package static func watchedFolders(
    for names: Set<String>, in environment: Environment
  ) -> [WatchedFolder] {
    var missing = names
    var watched: [WatchedFolder] = []
    for folder in (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    where Paths.isAbsolute(folder) && !missing.isEmpty {
      watched.append(WatchedFolder(folder, .some(missing)))
      missing = missing.filter { !Files.isExecutable(Paths.join(folder, $0)) }
    }
    return watched
  }
}
