import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// Where links of a tree may lead. In the tree of each case are the folders `a`, `a/b`, `c`, the file
/// `a/f`, and the links named.
@Suite struct TreeLinksTests {
  private let folder: TemporaryFolder
  private let tree: String

  init() throws {
    folder = try TemporaryFolder()
    tree = folder("store/tree")
    for name in ["a/b", "c"] { try Files.makeDirectories(tree + "/" + name) }
    try folder.write("store/tree/a/f", "text")
    try Files.makeLink(folder("alias"), to: "store")
  }

  @Test(arguments: [
    "f", "./f", "b", "b/", "b/..", "b/../f", "../c", "..", "../a/f", ".//f", ".", "none",
    "none/deeper", "f/none", "../none/../c", "b/../../c",
  ])
  func linksThatStayAreKept(text: String) throws {
    try Files.makeLink(tree + "/a/link", to: text)
    _ = try materialize(tree, into: folder("target"))
    #expect(try Files.readLink(folder("target/a/link")) == text)
  }

  @Test(arguments: [
    "../..", "../../x", "../../tree/a/f", "b/../../..", "none/../../../x", "/", "/etc/passwd",
    "//etc", "../a/../../x", "./../../x",
  ])
  func linksThatLeadOutAreRefused(text: String) throws {
    try Files.makeLink(tree + "/a/link", to: text)
    #expect(throws: MaterializeFailure.outsideTree(path: tree + "/a/link", target: text)) {
      try materialize(tree, into: folder("target"))
    }
    #expect(Files.kind(folder("target")) == nil)
  }

  @Test(arguments: [
    // By the text alone it is `a/x`; on the way it is above the tree.
    (["a/b/up": "../..", "link": "a/b/up/../x"], "link"),
    (["c/one": "../a/two", "a/two": "../..", "link": "c/one"], "a/two"),
    (["link": "$TREE/../x"], "link"),
    (["link": "$TREE-2/x"], "link"),
    (["a/b/top": "$TREE", "link": "a/b/top/../x"], "link"),
  ])
  func linksThroughLinksAreFollowed(links: [String: String], culprit: String) throws {
    try make(links)
    let text = try #require(links[culprit]).replacingOccurrences(of: "$TREE", with: tree)
    #expect {
      try materialize(tree, into: folder("target"))
    } throws: { error in
      guard case .outsideTree(let path, let target) = error as? MaterializeFailure else {
        return false
      }
      // Where one link leads out, those through it do so as well; either may be reported.
      return (path, target) == (tree + "/" + culprit, text) || links.count > 2
    }
  }

  @Test(arguments: [
    ["link": "link"], ["a/one": "../c/two", "c/two": "../a/one"], ["link": "link/../x"],
    ["a/b/self": "..", "link": "a/b/self/b/self/b/self/f"], ["link": "c/none", "c/none": "gone"],
  ])
  func linksThatLeadBackAreKept(links: [String: String]) throws {
    try make(links)
    _ = try materialize(tree, into: folder("target"))
    for (name, text) in links {
      #expect(try Files.readLink(folder("target/" + name)) == text)
    }
  }

  @Test(arguments: [
    ("link", "$TREE/a/f", "a/f"), ("link", "$TREE", "."), ("link", "$TREE/", "."),
    ("a/link", "$TREE/c", "../c"), ("a/b/link", "$TREE", "../.."),
    ("a/b/link", "$TREE//a/./f", "../../a/f"), ("a/link", "$TREE/a/b/../f", "../a/b/../f"),
    ("a/link", "$TREE/none", "../none"), ("c/link", "//$TREE/a", "../a"),
  ])
  func absoluteLinksBecomeRelative(name: String, text: String, expected: String) throws {
    // The tree by the path that is given, which leads through a link, and by its true one.
    for (spelling, given) in [(tree, tree), (tree, "alias"), (folder("alias/tree"), "alias")] {
      let given = given == "alias" ? folder("alias/tree") : given
      try Files.makeLink(
        tree + "/" + name, to: text.replacingOccurrences(of: "$TREE", with: spelling))
      _ = try materialize(given, into: folder("target"))
      #expect(try Files.readLink(folder("target/" + name)) == expected)
      #expect(unlink(tree + "/" + name) == 0)
      try Files.removeTree(folder("target"))
    }
  }

  private func make(_ links: [String: String]) throws {
    for (name, text) in links {
      try Files.makeLink(
        tree + "/" + name, to: text.replacingOccurrences(of: "$TREE", with: tree))
    }
  }
}
