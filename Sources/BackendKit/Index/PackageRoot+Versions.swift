extension VersionList {
  /// The versions of a package in an index.
  public init(root: PackageRoot) {
    self.init(
      records: root.tags,
      packageYank: root.status == .yanked
        ? Yank(reason: root.deprecatedMessage ?? "package yanked") : nil)
  }
}
