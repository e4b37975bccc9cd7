import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// What happens where somebody changes the tree or the target between the listing and the copying.
@Suite struct MaterializerRaceTests {
  private let folder: TemporaryFolder
  private let tree: String
  private let target: String

  init() throws {
    folder = try TemporaryFolder()
    tree = folder("tree")
    target = folder("target")
    try folder.write("tree/bin/tool", "text")
    try folder.write("outside/tool", "kept")
    try Files.makeDirectories(target + "/bin")
  }

  @Test(arguments: ["gone", "folder gone", "link", "folder link", "folder"])
  func changesInTheTreeAreReported(change: String) throws {
    let (tool, bin) = (tree + "/bin/tool", tree + "/bin")
    let failure = try copyFiles {
      try Files.removeTree(change.hasPrefix("folder ") ? bin : tool)
      switch change {
      case "link": try Files.makeLink(tool, to: folder("outside/tool"))
      case "folder link": try Files.makeLink(bin, to: folder("outside"))
      case "folder": try Files.makeDirectories(tool)
      default: break
      }
    }
    switch change {
    case "folder": #expect(failure == .unsupported(path: tool, kind: "folder"))
    case "folder gone", "folder link": #expect(failure == .changed(path: bin))
    default: #expect(failure == .changed(path: tool))
    }
    #expect(try Files.list(target + "/bin") == [])
  }

  @Test func neverWaitsForAPipe() throws {
    let failure = try copyFiles {
      try Files.removeFile(tree + "/bin/tool")
      #expect(mkfifo(tree + "/bin/tool", 0o644) == 0)
    }
    #expect(failure == .unsupported(path: tree + "/bin/tool", kind: "pipe"))
  }

  @Test func neverWritesThroughASwappedFolder() throws {
    let failure = try copyFiles {
      try Files.removeTree(target + "/bin")
      try Files.makeLink(target + "/bin", to: folder("outside"))
    }
    #expect(failure == .writing(.notADirectory(path: target + "/bin")))
    #expect(try folder.read("outside/tool") == "kept")
  }

  @Test func neverWritesOverOrThroughWhatIsThere() throws {
    for outside in [folder("outside/tool"), folder("outside/new")] {
      let failure = try copyFiles {
        try? Files.removeFile(target + "/bin/tool")
        try Files.makeLink(target + "/bin/tool", to: outside)
      }
      #expect(failure == .occupied(path: target + "/bin/tool"))
    }
    #expect(try Files.list(folder("outside")) == ["tool"])
    #expect(try folder.read("outside/tool") == "kept")
  }

  @Test func firstFailureEndsTheWork() throws {
    for number in 0..<500 { try folder.write("tree/bin/\(number)", "text") }
    let failure = try copyFiles { try Files.removeTree(tree + "/bin") }
    #expect(failure == .changed(path: tree + "/bin"))
  }

  @Test func largeFileEndsWithItsCancellation() throws {
    let cancellation = Cancellation()
    let (source, root) = (open(tree + "/bin", O_RDONLY), open(target, O_RDONLY))
    defer { [source, root].forEach { close($0) } }
    cancellation.cancel()
    let files = FileMaterializer(
      clones: false, links: LinkPolicy(isOn: false, tree: tree), cancellation: cancellation)
    #expect {
      try files.materialize(PathBytes("tool".utf8), from: source, into: root)
    } throws: { error in
      guard case .cancelled = error as? FileMaterializer.Problem else { return false }
      return true
    }
  }

  /// Lists the tree, makes the change, and copies what was listed.
  private func copyFiles(after change: () throws -> Void) throws -> MaterializeFailure? {
    let (source, root) = (open(tree, O_RDONLY), open(target, O_RDONLY))
    defer { [source, root].forEach { close($0) } }
    let listing = try TreeListing(of: source, path: tree, cancellation: .never)
    try change()
    let files = FileMaterializer(
      clones: true, links: LinkPolicy(isOn: true, tree: tree), cancellation: .never)
    let pair = TreePair(listing: listing, source: source, targetPath: target, target: root)
    do throws(MaterializeFailure) {
      _ = try FileWork(pair, files).run(workers: 4)
      return nil
    } catch {
      return error
    }
  }
}
