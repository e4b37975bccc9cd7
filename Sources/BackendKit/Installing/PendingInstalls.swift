#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Installs that have begun: a small file for each, beside the ledger, which takes them in when it
/// is written next. A hook that is killed leaves its note.
///
/// A note is not waited for to reach the disk, as the ledger is, for every install would pay that
/// twice; one that a crash of the machine has emptied is passed over.
struct PendingInstalls {
  let directory: String

  /// Writes down that an install begins, before it makes anything.
  func add(_ entry: InstallLedger.Entry) throws(InstallFailure) {
    let name = String(
      SHA256.hex(
        of: [entry.installPath, entry.tool, entry.tag, entry.home].joined(separator: "\n")
      )
      .prefix(32))
    let beside = Paths.join(directory, "." + name)
    try InstallFailure.files { () throws(FileFailure) in
      try Files.writeScratch(beside, entry.json.compact)
      try Files.rename(beside, to: Paths.join(directory, name))
    }
  }

  /// The notes that can be read, with the paths of their files.
  func read() -> [(path: String, entry: InstallLedger.Entry)] {
    let names = (try? Files.list(directory)) ?? []
    return names.filter { !$0.hasPrefix(".") }.compactMap { name in
      let path = Paths.join(directory, name)
      guard let bytes = try? Files.read(path, limit: 1 << 20),
        let entry = try? JSONDecoder().decode(InstallLedger.Entry.self, from: Data(bytes))
      else { return nil }
      return (path, entry)
    }
  }
}
