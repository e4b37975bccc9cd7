import Testing

/// The plugin, the program and ocx together. The walks are in Lua, because mise's side of them is:
/// they run lua/ untouched in a mise of the harness (Tests/Lua), and ask this build's program.
@Suite struct PluginWalkTests {
  private static let lua = Product.find("lua5.1", "luajit")
  private static let tools = lua != nil && Product.find("python3") != nil

  /// What the stand-in speaks: the oldest ocx that we know, the newest that was seen, and the next.
  private static let versions = ["0.5.8", "0.6.5", "0.7"]

  private func walk(_ script: String, _ arguments: String..., version: String? = nil) throws {
    let lua = try #require(Self.lua)
    let spoken = version.map { ["OCX_STANDIN_VERSION=\($0)"] } ?? []
    let ending = try Product.run(
      "/usr/bin/env", spoken + [lua, "Tests/Lua/\(script)", Product.path] + arguments)
    // The last line counts the cases; what failed stands above it.
    #expect(ending.status == 0, "\(ending.output)")
    let last: Substring? = ending.output.split(separator: "\n").last
    print(script, version ?? "", last ?? "printed nothing")
  }

  @Test(
    "list, install, environment, run, uninstall, give back; on the stand-in ocx",
    .enabled(if: tools, "needs lua5.1 or luajit, and python3"), arguments: versions)
  func standIn(version: String) throws { try walk("walk.lua", version: version) }

  @Test(
    "the walk of the real ocx, with the stand-in in its place",
    .enabled(if: tools, "needs lua5.1 or luajit, and python3"), arguments: versions)
  func rehearsal(version: String) throws {
    try walk("real_walk.lua", "stand-in", version: version)
  }

  @Test(
    "the same on the real ocx, and on the real mise where there is one",
    .enabled(if: tools && Product.find("ocx") != nil, "SKIPPED: no real ocx on PATH"))
  func real() throws { try walk("real_walk.lua") }
}
