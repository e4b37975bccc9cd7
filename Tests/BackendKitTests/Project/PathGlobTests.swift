import Testing

@testable import BackendKit

@Suite("patterns for paths")
struct PathGlobTests {
  @Test(
    "what a pattern means",
    arguments: [
      ("/a/*.toml", "/a/mise.toml", true), ("/a/*.toml", "/a/b/mise.toml", false),
      ("/a/*", "/a/", true), ("/a/*", "/a", false), ("/a*/m", "/abc/m", true),
      ("/a/?ise.toml", "/a/mise.toml", true), ("/a/?ise.toml", "/a//ise.toml", false),
      ("/v/**/mise.toml", "/v/mise.toml", true), ("/v/**/mise.toml", "/v/a/b/mise.toml", true),
      ("/v/**/mise.toml", "/v/a/.mise.toml", false), ("/v/**/mise.toml", "/vv/mise.toml", false),
      ("/v/**/**/m", "/v/m", true), ("/v/**", "/v/a/b", true), ("/v/**", "/v", false),
      ("/v/**/**", "/v/a", true), ("**/m", "/a/b/m", true), ("**/m", "m", true),
      ("**/m", "/a/mm", false), ("**", "/a/b", true), ("/a**b", "/axxb", true),
      ("/a**b", "/ax/xb", false), ("/{a,b}/m", "/b/m", true), ("/{a,b}/m", "/c/m", false),
      ("/{a,b{c,d}}", "/bd", true), ("/{a,b{c,d}}", "/b", false), ("/x{,y}", "/x", true),
      ("/[a-c]x", "/bx", true), ("/[a-c]x", "/dx", false), ("/[!a-c]x", "/dx", true),
      ("/[^a]x", "/ax", false), ("/[]]", "/]", true), ("/[{]*", "/{a", true), ("/[a-]", "/-", true),
      ("/\\*", "/*", true), ("/\\*", "/a", false),
      ("/\\{a,b}", "/{a,b}", true), ("/é?", "/éa", true), ("", "", true), ("", "/", false),
    ])
  func matching(pattern: String, path: String, expected: Bool) throws {
    #expect(try #require(PathGlob(pattern)).matches(path) == expected)
  }

  @Test(
    "brackets and braces that are not closed", arguments: ["/[a", "/[", "/[!", "/{a,b", "/{a,[}"])
  func malformed(pattern: String) {
    #expect(PathGlob(pattern) == nil)
  }

  @Test("a pattern that is made to take long")
  func hostile() throws {
    let name = String(repeating: "a", count: 200)
    let stars = try #require(PathGlob("/" + String(repeating: "*a", count: 300) + "b"))
    #expect(!stars.matches("/" + name))
    let parts = try #require(PathGlob("/" + String(repeating: "**/a/", count: 200) + "b"))
    #expect(!parts.matches(String(repeating: "/a", count: 300)))
    #expect(PathGlob(String(repeating: "{a,b}", count: 60)) == nil)
    #expect(PathGlob(String(repeating: "{", count: 1000)) == nil)
    #expect(PathGlob("/*" + String(repeating: "a", count: 2000)) == nil)
  }

  @Test("what has to be read as a pattern")
  func patterns() {
    #expect(["/a*", "/?", "/[a", "/{a"].allSatisfy(PathGlob.isPattern))
    #expect(!PathGlob.isPattern("/a/b.toml"))
  }
}
