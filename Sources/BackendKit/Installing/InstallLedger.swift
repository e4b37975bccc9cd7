#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What our installs made in the store of ocx, so that it can be given back: mise tells nobody
/// when it removes a tool (design D1). One file in the state folder, one lock for it, and the notes
/// of installs on their way.
struct InstallLedger {
  /// One install, from before its candidate is made until its folder is gone.
  struct Entry: Codable, Hashable {
    /// mise's folder.
    let installPath: String
    /// The tool.
    let tool: String
    /// The tag of the candidate link.
    let tag: String
    /// The home of ocx that it is in.
    let home: String
    /// Whether the candidate was not there before our installs.
    var madeCandidate: Bool
    /// The package root; nil until ocx has told it.
    var packageRoot: String?
    /// Whether it came to nothing, whatever is in its folder.
    var isAbandoned = false

    enum CodingKeys: String, CodingKey {
      case installPath = "install_path"
      case tool, tag, home
      case madeCandidate = "made_candidate"
      case packageRoot = "package_root"
      case isAbandoned = "abandoned"
    }

    /// Whether both have one candidate link.
    func sharesCandidate(with other: Entry) -> Bool {
      tool == other.tool && tag == other.tag && home == other.home
    }

    /// Whether both are in one folder and have one candidate link.
    func isSameInstall(as other: Entry) -> Bool {
      installPath == other.installPath && sharesCandidate(with: other)
    }

    /// The tool and the candidate link; nil where the file was tampered with.
    var candidate: (tool: ToolName, path: String)? {
      guard let name = try? ToolName(parsing: tool, defaultRegistry: ""),
        let tag = try? Tag(tag), Paths.isAbsolute(home)
      else { return nil }
      return (name, OCXHome(path: home).candidate(name, tag: tag.text))
    }

    /// Whether mise still has the install.
    var isAlive: Bool {
      guard !isAbandoned, Files.isDirectory(installPath) else { return false }
      // No receipt yet: about to be written, or cut off, and then mise removes the folder. The
      // record, for a receipt as the hooks read it takes long where there are many.
      let record = InstallRecord(installPath: installPath)
      guard let installed = record?.tool, let tag = record?.tag else { return true }
      // Two tools can share a folder of mise, and then the last one has it.
      guard installed.description == tool, tag == self.tag else { return false }
      guard let packageRoot else { return true }
      return (try? Files.readLink(StoreLinks.forward(in: installPath))) == packageRoot
    }
  }

  private let path: String
  private let notes: PendingInstalls

  init(environment: Environment) {
    let folder = XDGFolders.state(environment)
    path = Paths.join(folder, "installs.json")
    notes = PendingInstalls(directory: Paths.join(folder, "installs-begun"))
  }

  /// Reads the entries, has them changed, and writes them, with nobody between.
  func update<Value>(
    waiting seconds: Double = 30, cancellation: Cancellation = .never,
    _ change: (inout [Entry]) throws(InstallFailure) -> Value
  ) throws(InstallFailure) -> Value {
    let lock = try InstallFailure.files { () throws(FileFailure) in
      try Files.makeDirectories(Paths.parent(path))
      return try Files.lock(path + ".lock", waiting: seconds, cancellation: cancellation)
    }
    defer { lock.release() }
    let before = try stored()
    let begun = notes.read()
    var entries = before
    for note in begun { Self.take(note.entry, into: &entries) }
    let value = try change(&entries)
    if entries != before { try write(entries) }
    for note in begun { try? Files.removeFile(note.path) }
    return value
  }

  /// The entries as they stand, with the installs that have begun.
  func read() throws(InstallFailure) -> [Entry] {
    var entries = try stored()
    for note in notes.read() { Self.take(note.entry, into: &entries) }
    return entries
  }

  /// Notes that an install begins: what it makes is given back even if it is killed, and what it
  /// uses is not given back by another that fails.
  ///
  /// - Throws: also where the ledger cannot be read, which is better known before ocx has made
  ///   anything.
  func begin(_ entry: Entry) throws(InstallFailure) {
    var entry = entry
    // One that was killed at this place may have made the candidate that is there now.
    for former in try read() where former.isSameInstall(as: entry) && former.packageRoot == nil {
      entry.madeCandidate = entry.madeCandidate || former.madeCandidate
    }
    try notes.add(entry)
  }

  private func stored() throws(InstallFailure) -> [Entry] {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try Files.read(path)
    } catch .notFound {
      return []
    } catch {
      throw .file(error)
    }
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)),
      document.format == Self.format
    else { throw .ledger(path: path) }
    return document.installs
  }

  private static let format = 1

  private struct Document: Decodable {
    let format: Int
    let installs: [Entry]
  }

  private func write(_ entries: [Entry]) throws(InstallFailure) {
    let document: JSONValue = [
      "format": .int(Int64(Self.format)), "installs": .array(entries.map(\.json)),
    ]
    try InstallFailure.files { () throws(FileFailure) in
      try Files.writeAtomically(path, document.pretty + "\n", durability: .whole)
    }
  }
}

extension InstallLedger {
  /// Notes an install, in the place of one that was there before.
  func add(_ entry: Entry) throws(InstallFailure) {
    try update { entries throws(InstallFailure) in
      var entry = entry
      // What is known of it without a package is what it noted itself when it began.
      for former in entries where former.isSameInstall(as: entry) {
        guard let root = former.packageRoot else { continue }
        entry.madeCandidate = entry.madeCandidate || former.madeCandidate
        if root != entry.packageRoot {
          StoreLinks.removeBackReference(installPath: former.installPath, packageRoot: root)
        }
      }
      entries.removeAll { $0.isSameInstall(as: entry) }
      Self.take(entry, into: &entries)
    }
  }

  /// Takes in an install, where none of that place is known or only one that came to nothing: what
  /// is known says more than a note.
  ///
  /// A candidate that one install of ours made is that of all of them: of two at once, each may
  /// have seen it before or after the other made it.
  private static func take(_ entry: Entry, into entries: inout [Entry]) {
    if let place = entries.firstIndex(where: { $0.isSameInstall(as: entry) }) {
      if entries[place].isAbandoned && !entry.isAbandoned {
        let made = entries[place].madeCandidate
        entries[place] = entry
        entries[place].madeCandidate = made || entry.madeCandidate
      }
    } else {
      entries.append(entry)
    }
    let shared = entries.indices.filter { entries[$0].sharesCandidate(with: entry) }
    guard entry.madeCandidate || shared.contains(where: { entries[$0].madeCandidate }) else {
      return
    }
    for index in shared { entries[index].madeCandidate = true }
  }
}

extension InstallLedger.Entry {
  /// As the file has it; a package root that is not known is left out.
  var json: JSONValue {
    let members: [(String, JSONValue?)] = [
      ("install_path", .string(installPath)), ("tool", .string(tool)), ("tag", .string(tag)),
      ("home", .string(home)), ("made_candidate", .bool(madeCandidate)),
      ("abandoned", .bool(isAbandoned)), ("package_root", packageRoot.map(JSONValue.string)),
    ]
    return .object(members.compactMap { key, value in value.map { (key, $0) } })
  }
}
