import Foundation
import Testing

@testable import BackendKit

/// What the watch tells, waited for on its descriptor as the program does.
@Suite struct FolderWatchTests {
  private let folder: TemporaryFolder
  private let watch = FolderWatch()

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder("here"), withIntermediateDirectories: true)
  }

  private var files: WatchedFolder {
    WatchedFolder(folder("here"), .some(["a"], endings: [".toml"]))
  }

  /// Watches from now on; what happened before does not count.
  private func begin(_ folders: WatchedFolder...) {
    #expect(watch.watch([WatchedScope(folders, since: .max)]).isEmpty)
    #expect(watch.takeChanges().isEmpty)
  }

  /// The next event; none after ten seconds.
  private func told() -> Set<WatchedFolder> {
    let end = ContinuousClock.now.advanced(by: .seconds(10))
    while ContinuousClock.now < end {
      var entry = pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, 10_000) > 0 else { return [] }
      let changed = watch.takeChanges()
      if !changed.isEmpty { return changed }
    }
    return []
  }

  @Test func reportsNothingBeforeTheFirstFolder() {
    #expect(watch.descriptor == -1)
    #expect(watch.takeChanges().isEmpty)
    #expect(watch.check().isEmpty)
  }

  @Test func reportsNewChangedAndRemovedFiles() throws {
    begin(files)
    try folder.write("here/a", "1")
    #expect(told() == [files])
    begin(files)
    try folder.write("here/a", "2")
    #expect(told() == [files])
    begin(files)
    try folder.write("here/new.toml", "")
    #expect(told() == [files])
    begin(files)
    try FileManager.default.removeItem(atPath: folder("here/a"))
    #expect(told() == [files])
  }

  @Test func otherNamesDoNotMatter() throws {
    begin(files)
    try folder.write("here/b", "1")
    try folder.write("here/a", "1")
    // News comes in order: that of `b` was there before.
    #expect(told() == [files])
    begin(WatchedFolder(folder("here"), .some(["c"])), WatchedFolder(folder.path, .some(["end"])))
    try folder.write("here/b", "2")
    try folder.write("end", "")
    #expect(told() == [WatchedFolder(folder.path, .some(["end"]))])
  }

  /// The nearest existing folder reports one that is created.
  @Test func reportsANewFolder() throws {
    let deep = WatchedFolder(folder("here/x/y"), .all)
    begin(deep)
    try FileManager.default.createDirectory(
      atPath: folder("here/x"), withIntermediateDirectories: true)
    #expect(told() == [deep])
    begin(deep)
    try FileManager.default.createDirectory(
      atPath: folder("here/x/y"), withIntermediateDirectories: true)
    #expect(told() == [deep])
    begin(deep)
    try folder.write("here/x/y/z", "")
    #expect(told() == [deep])
  }

  @Test func followsALinkToItsFile() throws {
    try folder.write("elsewhere/target", "1")
    try FileManager.default.createSymbolicLink(
      atPath: folder("here/a"), withDestinationPath: folder("elsewhere/target"))
    begin(files)
    try folder.write("elsewhere/other", "1")
    try folder.write("elsewhere/target", "2")
    #expect(told() == [files])
  }

  /// Editors write a temporary file and rename it.
  @Test func reportsAReplacedFile() throws {
    try folder.write("here/a", "1")
    begin(files)
    try folder.write("here/a~", "2")
    #expect(rename(folder("here/a~"), folder("here/a")) == 0)
    #expect(told() == [files])
  }

  @Test func reportsAReplacedFolder() throws {
    begin(files)
    #expect(rename(folder("here"), folder("gone")) == 0)
    #expect(told() == [files])
    begin(files)
    try folder.write("here/a", "")
    #expect(told() == [files])
  }

  @Test func watchesNothingElse() throws {
    let other = WatchedFolder(folder.path, .some(["end"]))
    begin(files)
    begin(other)
    try folder.write("here/a", "1")
    try folder.write("end", "")
    #expect(told() == [other])
  }

  /// Changes between reading and watching are reported as well.
  @Test func reportsChangesFromBeforeTheWatch() throws {
    let start = Clock.nanoseconds
    try folder.write("here/a", "1")
    #expect(watch.watch([WatchedScope([files], since: start)]) == [files])
    #expect(watch.watch([WatchedScope([files], since: start)]) == [])
  }

  /// For file systems that tell of nothing.
  @Test func checksTheFoldersThemselves() throws {
    try folder.write("here/b.toml", "1")
    begin(files)
    #expect(watch.check().isEmpty)
    try folder.write("here/b.toml", "22")
    #expect(watch.check() == [files])
    #expect(watch.check().isEmpty)
    try folder.write("here/other", "1")
    #expect(watch.check().isEmpty)
    try FileManager.default.removeItem(atPath: folder("here/b.toml"))
    #expect(watch.check() == [files])
  }

  /// An answer of an older reading comes late.
  @Test func anOlderScopeReplacesNoNewerOne() throws {
    _ = watch.watch([WatchedScope([files], since: Clock.nanoseconds)])
    _ = watch.watch([WatchedScope([], since: 1)])
    _ = watch.takeChanges()
    try folder.write("here/a", "1")
    #expect(told() == [files])
  }
}
