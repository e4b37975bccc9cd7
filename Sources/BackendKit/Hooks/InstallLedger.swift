#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What our installs made in the store of ocx, so that it can be given back: mise tells nobody
/// when it removes a tool (design D1). One file in the state folder, one lock for it.
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
      // No receipt yet: about to be written, or cut off, and then mise removes the folder.
      guard let receipt = Receipt.read(in: installPath) else { return true }
      guard fits(receipt) else { return false }
      guard let packageRoot else { return true }
      return (try? Files.readLink(StoreLinks.forward(in: installPath))) == packageRoot
    }

    /// Two tools can share a folder of mise, and then the last one has it.
    private func fits(_ receipt: Receipt) -> Bool {
      receipt.tool.description == tool && receipt.identifier.tag == tag
    }
  }

  private let path: String

  init(environment: Environment) {
    path = Paths.join(OwnFolders.state(environment), "installs.json")
  }

  /// Reads the entries, has them changed, and writes them, with nobody between.
  func update<Value>(
    cancellation: Cancellation = .never,
    _ change: (inout [Entry]) throws(HookFailure) -> Value
  ) throws(HookFailure) -> Value {
    let lock = try HookFailure.files { () throws(FileFailure) in
      try Files.makeDirectories(Paths.parent(path))
      return try Files.lock(path + ".lock", waiting: 30, cancellation: cancellation)
    }
    defer { lock.release() }
    let before = try read()
    var entries = before
    let value = try change(&entries)
    if entries != before { try write(entries) }
    return value
  }

  /// The entries as they stand.
  func read() throws(HookFailure) -> [Entry] {
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

  private func write(_ entries: [Entry]) throws(HookFailure) {
    let installs = entries.map { entry -> JSONValue in
      var members: [(String, JSONValue)] = [
        ("install_path", .string(entry.installPath)), ("tool", .string(entry.tool)),
        ("tag", .string(entry.tag)), ("home", .string(entry.home)),
        ("made_candidate", .bool(entry.madeCandidate)),
        ("abandoned", .bool(entry.isAbandoned)),
      ]
      if let root = entry.packageRoot { members.append(("package_root", .string(root))) }
      return .object(members)
    }
    let document: JSONValue = ["format": .int(Int64(Self.format)), "installs": .array(installs)]
    try HookFailure.files { () throws(FileFailure) in
      try Files.writeAtomically(path, document.pretty + "\n")
    }
  }
}

extension InstallLedger {
  /// Notes an install, or more of it. A candidate that one install of ours made is that of
  /// all of them: of two at once, each may have seen it before or after the other made it.
  func add(_ entry: Entry) throws(HookFailure) {
    try update { entries throws(HookFailure) in
      var entry = entry
      let shared = entries.indices.filter { entries[$0].sharesCandidate(with: entry) }
      entry.madeCandidate = entry.madeCandidate || shared.contains { entries[$0].madeCandidate }
      for index in shared { entries[index].madeCandidate = entry.madeCandidate }
      entries.removeAll {
        $0.installPath == entry.installPath && $0.sharesCandidate(with: entry)
      }
      entries.append(entry)
    }
  }
}
