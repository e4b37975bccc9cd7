import BackendKit
import Testing

@Suite struct PathsTests {
  @Test(arguments: [
    ("/a", "b", "/a/b"), ("/a/", "b", "/a/b"), ("/a", "/b", "/b"), ("", "b", "b"),
    ("/a", "", "/a"), ("/", "b", "/b"),
  ])
  func joins(base: String, path: String, expected: String) {
    #expect(Paths.join(base, path) == expected)
  }

  @Test(arguments: [
    ("/a/b", "/a", "b"), ("/a/b/", "/a", "b"), ("/a", "/", "a"), ("/", "/", "/"),
    ("a", ".", "a"), ("a/b", "a", "b"), ("//a", "/", "a"), ("/a//b", "/a", "b"), ("", ".", ""),
  ])
  func parentAndLast(path: String, parent: String, last: String) {
    #expect([Paths.parent(path), Paths.lastComponent(path)] == [parent, last])
  }

  @Test(arguments: [
    ("/a/./b//c/../d/", "/a/b/d"), ("/../a", "/a"), ("a/../..", ".."), ("a/..", "."),
    ("../a", "../a"), ("/", "/"), ("", "."), ("./a", "a"),
    // A name that begins with a combining mark is still separated by the slash.
    ("/a/\u{301}b/..", "/a"), ("/a/\u{301}b/../../c", "/c"),
  ])
  func normalises(path: String, expected: String) {
    #expect(Paths.normalise(path) == expected)
  }

  @Test(arguments: [
    ("/home/x/src", "/home/x", "~/src"), ("/home/x", "/home/x/", "~"),
    ("/home/xy", "/home/x", "/home/xy"), ("/a", "/", "/a"),
  ])
  func abbreviates(path: String, home: String, expected: String) {
    #expect(Paths.abbreviate(path, home: home) == expected)
  }

  @Test(arguments: [
    ("/a/b", "/a", true), ("/a", "/a", true), ("/ab", "/a", false), ("/a/../b", "/a", false),
    ("/a", "/", true), ("a", "/", false), ("/caf\u{e9}/x", "/cafe\u{301}", false),
  ])
  func inside(path: String, directory: String, expected: Bool) {
    #expect(Paths.isInside(path, directory) == expected)
  }

  @Test(arguments: [
    ("/a/b/c", "/a/b", "c"), ("/a/c", "/a/b", "../c"), ("/a", "/a", "."), ("/a", "/a/b/c", "../.."),
  ])
  func relative(path: String, base: String, expected: String) {
    #expect(Paths.relative(path, to: base) == expected)
  }
}
