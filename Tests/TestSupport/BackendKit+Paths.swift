package import BackendKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Files {
  /// Makes a symbolic link at `path` that points to `target`; `.system` if `path` is there.
  package static func makeLink(_ path: String, to target: String) throws(FileFailure) {
    guard symlink(target, path) == 0 else {
      throw .system(path: path, number: errno, reason: "symlink")
    }
  }
}

extension MiseInstalls {
  /// The folder that mise gives a version of a tool.
  package func installPath(key: String, version: String) -> String {
    Paths.join(
      Paths.join(directory, Self.directoryName(for: key)), Self.versionDirectoryName(version))
  }
}
