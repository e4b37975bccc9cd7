import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// Random trees: a copy is what the tree is, and its links lead to the same places, or it is refused
/// because a link leads out.
@Suite struct MaterializerPropertyTests {
  @Test(arguments: 0..<60)
  func copyIsTheTree(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let folder = try TemporaryFolder()
    let (tree, target) = (folder("tree"), folder("target"))
    let links = try GeneratedTree.make(tree, using: &random)
    let policy = Materializer.Policy(
      clones: .random(using: &random), hardLinks: .random(using: &random))
    let before = try TreeSnapshot(tree)
    let workers = Int.random(in: 1...4, using: &random)
    let made = Result { () throws(MaterializeFailure) in
      try materialize(tree, into: target, policy, workers: workers)
    }
    if case .failure(.outsideTree) = made {
      #expect(links.contains { leaves($0, of: tree) })
      #expect(Files.kind(target) == nil)
      return
    }
    _ = try made.get()
    #expect(try TreeSnapshot(tree) == before)
    #expect(!links.contains { leaves($0, of: tree) })
    var expected = before
    for link in links {
      #expect(linkTarget(of: link, in: target) == linkTarget(of: link, in: tree))
      let text = try Files.readLink(target + "/" + link)
      #expect(!Paths.isAbsolute(text))
      expected.replaceLink(link, with: text)
    }
    #expect(try TreeSnapshot(target) == expected)
  }

  /// Where a link ends, relative to its tree; nil if it leads to nothing.
  private func linkTarget(of link: String, in tree: String) -> String? {
    (try? Files.resolveLinks(tree + "/" + link)).map { Paths.relative($0, to: tree) }
  }

  /// Whether a link is outside of the tree at some step of its way, followed on the disk.
  private func leaves(_ link: String, of tree: String) -> Bool {
    var waiting = [Paths.lastComponent(link)]
    var current = Paths.parent(tree + "/" + link)
    for _ in 0..<10_000 {
      guard let part = waiting.popLast() else { return false }
      switch part {
      case ".": continue
      case "..":
        if current == tree { return true }
        current = Paths.parent(current)
      default:
        guard let text = try? Files.readLink(current + "/" + part) else {
          current += "/" + part
          continue
        }
        waiting += Paths.components(text).reversed()
        guard Paths.isAbsolute(text) else { continue }
        guard text == tree || text.hasPrefix(tree + "/") else { return true }
        current = tree
        waiting.removeLast(Paths.components(tree).count)
      }
    }
    return false
  }
}

/// A tree of random folders, files and links.
private enum GeneratedTree {
  /// Makes it, and gives the paths of its links.
  static func make(_ root: String, using random: inout SeededRandom) throws -> [String] {
    var folders = [""]
    var files: [String] = []
    var links: [String] = []
    try Files.makeDirectories(root)
    for number in 0..<Int.random(in: 0...60, using: &random) {
      let parent = folders.randomElement(using: &random) ?? ""
      let name = (parent.isEmpty ? "" : parent + "/") + "\(number)é "
      let path = root + "/" + name
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<3:
        #expect(mkdir(path, 0o755) == 0)
        folders.append(name)
      case 3..<7:
        try writeFile(path, using: &random)
        files.append(name)
      default:
        let text = linkText(root, parent, folders + files + links, using: &random)
        try Files.makeLink(path, to: text)
        links.append(name)
      }
    }
    return links
  }

  private static func writeFile(_ path: String, using random: inout SeededRandom) throws {
    let size = [0, 1, 4095, 4097, 70_000, 262_144, 262_145, 900_001].randomElement(using: &random)
    let bytes = [UInt8](repeating: .random(in: 0...255, using: &random), count: size ?? 0)
    try Data(bytes).write(to: URL(filePath: path))
    let mode = mode_t.random(in: 0...0o777, using: &random)
    #expect(chmod(path, 0o400 | mode) == 0)
  }

  private static func linkText(
    _ root: String, _ parent: String, _ names: [String], using random: inout SeededRandom
  ) -> String {
    let name = names.randomElement(using: &random) ?? ""
    let up = Paths.components(parent).map { _ in ".." }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return "nothing/there"
    case 1: return root + "/" + name
    case 2: return (up + [name, ".", name]).joined(separator: "/")
    // Over a link, `..` leads elsewhere than its text says.
    case 3: return (up + [name, ".."]).joined(separator: "/") + "/"
    case 4 where Int.random(in: 0..<8, using: &random) == 0:
      return (up + [".."]).joined(separator: "/")
    default: return (up + [name.isEmpty ? "." : name]).joined(separator: "/")
    }
  }
}
