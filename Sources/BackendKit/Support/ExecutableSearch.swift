/// Finds programs on PATH.
package enum ExecutableSearch {
  /// The absolute path of the program `name` in the first folder of PATH that has it; nil if none
  /// has.
  ///
  /// Relative and empty entries are skipped: the working directory is often an untrusted checkout,
  /// whose files must not be run just for having a known name. Paths for which `isPassedOver` is
  /// true are skipped as well.
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

  /// The folders of PATH that decide where these programs are found: those that contain one of
  /// them, and all before.
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
