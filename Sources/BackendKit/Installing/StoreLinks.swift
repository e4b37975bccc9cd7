/// The two links between an install folder of mise and a package of ocx: `package` in the folder,
/// and the back-reference in the store, by which `ocx clean` sees that the package is in use
/// (contracts/ocx.md §6, design D1).
enum StoreLinks {
  /// The path of the link in an install folder.
  static func forward(in installPath: String) -> String {
    Paths.join(installPath, Receipt.linkName)
  }

  /// Where the back-reference of a forward link lies.
  static func backReference(in packageRoot: String, for forward: String) -> String {
    Paths.join(packageRoot, "refs/symlinks/" + String(SHA256.hex(of: forward).prefix(16)))
  }

  /// Makes both. The back-reference of an install that mise has removed is still there, dangling:
  /// it is replaced.
  static func make(installPath: String, packageRoot: String) throws(FileFailure) {
    let forward = forward(in: installPath)
    try replace(forward, with: packageRoot)
    let back = backReference(in: packageRoot, for: forward)
    try Files.makeDirectories(Paths.parent(back))
    try replace(back, with: forward)
  }

  /// Takes both away, where they are the two links of this install and not something else.
  static func remove(installPath: String, packageRoot: String) {
    let forward = forward(in: installPath)
    removeLink(forward, to: packageRoot)
    removeLink(backReference(in: packageRoot, for: forward), to: forward)
  }

  /// Takes the back-reference of an install folder that is gone away.
  static func removeBackReference(installPath: String, packageRoot: String) {
    let forward = forward(in: installPath)
    removeLink(backReference(in: packageRoot, for: forward), to: forward)
  }

  /// The link beside, under the name that ocx passes over, then in its place.
  private static func replace(_ path: String, with target: String) throws(FileFailure) {
    let beside = Paths.join(
      Paths.parent(path), ".tmp-" + String(UInt64.random(in: .min ... .max), radix: 16))
    try Files.makeLink(beside, to: target)
    do throws(FileFailure) {
      try Files.rename(beside, to: path)
    } catch {
      try? Files.removeFile(beside)
      throw error
    }
  }

  private static func removeLink(_ path: String, to target: String) {
    guard (try? Files.readLink(path)) == target else { return }
    try? Files.removeFile(path)
  }
}
