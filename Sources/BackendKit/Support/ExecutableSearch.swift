#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// Finds programs on PATH.
public enum ExecutableSearch {
  /// The absolute path of `name` in the first folder of the environment's PATH that holds it as a
  /// program; nil where there is none.
  ///
  /// Relative and empty entries are passed over: the working directory is often a checkout that
  /// nobody trusts yet, and what lies in it is not to be run for having a known name.
  public static func find(_ name: String, in environment: Environment) -> String? {
    guard !name.contains("/") else { return nil }
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      let path = Paths.join(String(folder), name)
      if Paths.isAbsolute(path) && isProgram(path) { return path }
    }
    return nil
  }

  /// Whether a regular file that this user may run is there.
  public static func isProgram(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    return access(path, X_OK) == 0
  }
}
