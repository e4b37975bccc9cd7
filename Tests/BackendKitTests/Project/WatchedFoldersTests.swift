import Foundation
import Testing

@testable import BackendKit

/// The watched folders: exactly those that affect what is shown.
@Suite struct WatchedFoldersTests {
  private func workspace(_ scratch: Scratch, _ variables: [String: String] = [:]) -> Workspace {
    .open(
      environment: scratch.environment(variables), directory: scratch.path("home/src/shop"),
      offline: true)
  }

  private func watches(_ folders: [WatchedFolder], _ path: String) -> Bool {
    folders.contains {
      $0.path == Paths.parent(path) && $0.names.contains(Paths.lastComponent(path))
    }
  }

  @Test(arguments: [
    "home/src/shop/mise.toml", "home/src/shop/mise.local.toml", "home/src/shop/mise.ci.toml",
    "home/src/shop/.tool-versions", "home/src/shop/.config/mise/config.toml",
    "home/src/shop/.config/mise/conf.d/x.toml", "home/src/shop/.mise/config.toml",
    "home/src/shop/.miserc.toml", "home/src/mise.toml", "home/mise.toml",
    "home/.config/mise/config.toml", "home/.config/mise/conf.d/x.toml", "nowhere/config.toml",
    "home/.local/state/mise/trusted-configs/x",
    "home/.local/share/mise/installs/ocx-ocx-sh-kitware-cmake/4.3.4",
    "home/.local/share/mise/installs/ocx-ocx-sh-kitware-cmake/4.3.4/receipt.json",
    "home/.cache/mise/ocx-ocx-sh-kitware-cmake/4.3.4/incomplete",
    "home/.ocx/symlinks/ocx.sh/kitware/cmake/candidates/4.3.4", "bin/ocx", "bin/mise",
    "home/src/shop/mise-tasks/build", "home/src/shop/.config/mise/tasks/x", "home/src/mise-tasks/x",
    "home/src/shop/tasks/deep/er/x", "home/src/shop/more.toml",
    "home/.local/share/mise/plugins/ocx",
  ])
  func whatDecides(path: String) throws {
    let scratch = try Scratch([
      "home/src/shop/mise.toml": "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"\n"
        + (path.contains("tasks/deep") || path.contains("more.toml")
          ? "[task_config]\nincludes = [\"tasks\", \"more.toml\"]\n" : ""),
      "home/src/shop/tasks/deep/er/other": "",
    ])
    try scratch.install(
      "home/.local/share/mise/installs/ocx-ocx-sh-kitware-cmake/4.3.4",
      tool: "ocx.sh/kitware/cmake", version: "4.3.4")
    let workspace = workspace(scratch, ["PATH": "$ROOT/bin"])
    #expect(watches(workspace.watchedFolders(workspace.pins()), scratch.path(path)), "\(path)")
  }

  /// Browse shows also of tools that are not pinned what is installed.
  @Test(arguments: [
    "home/.local/share/mise/installs/ocx-ocx-sh-new-one",
    "home/.local/share/mise/installs/ocx-ocx-sh-sharkdp-bat/0.26.2",
    "home/.cache/mise/ocx-ocx-sh-sharkdp-bat/0.26.1/incomplete",
  ])
  func whatIsNotPinned(path: String) throws {
    let scratch = try Scratch(["home/src/shop/mise.toml": "[tools]\n"])
    try scratch.install(
      "home/.local/share/mise/installs/ocx-ocx-sh-sharkdp-bat/0.26.1",
      tool: "ocx.sh/sharkdp/bat", version: "0.26.1")
    let workspace = workspace(scratch)
    #expect(watches(workspace.watchedFolders(workspace.pins()), scratch.path(path)), "\(path)")
  }

  @Test(arguments: [
    "home/src/shop/main.c", "home/src/shop/src/mise.toml",
    "home/.local/share/mise/installs/other/1.0", "bin/git",
    "home/.local/share/mise/installs/ocx-ocx-sh-kitware-cmake/4.3.4/content/bin/cmake",
  ])
  func whatDoesNot(path: String) throws {
    let scratch = try Scratch([
      "home/src/shop/mise.toml": "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"\n"
    ])
    let workspace = workspace(scratch, ["PATH": "$ROOT/bin"])
    #expect(!watches(workspace.watchedFolders(workspace.pins()), scratch.path(path)), "\(path)")
  }

  /// Behind the folder where both programs are, nothing could take their place.
  @Test func pathIsWatchedUpToThePrograms() throws {
    let scratch = try Scratch(["a/ocx": "", "b/mise": ""])
    for name in ["a/ocx", "b/mise"] { #expect(chmod(scratch.path(name), 0o755) == 0) }
    let environment = scratch.environment(["PATH": "$ROOT/first:$ROOT/a:$ROOT/b:$ROOT/c:here"])
    #expect(
      ExecutableSearch.watchedFolders(for: ["ocx", "mise"], in: environment) == [
        WatchedFolder(scratch.path("first"), .some(["ocx", "mise"])),
        WatchedFolder(scratch.path("a"), .some(["ocx", "mise"])),
        WatchedFolder(scratch.path("b"), .some(["mise"])),
      ])
  }

  /// The catalog of a registry, not its packages; the roots of what is pinned.
  @Test func ofTheIndexItsCatalogs() throws {
    let scratch = try Scratch([
      "index/ocx.sh/c/index.json": "{}", "index/ocx.sh/config.json": #"{"format_version":1}"#,
      "index/ocx.sh/p/kitware/cmake.json": "{}", "index/plain/p/team/tool.json": "{}",
    ])
    let index = IndexCollection(path: scratch.path("index"))
    let sources = try index.sources().map { (source: $0, names: try index.names(in: $0)) }
    let folders = index.watchedFolders(sources)
    #expect(watches(folders, scratch.path("index/new")))
    #expect(watches(folders, scratch.path("index/ocx.sh/c/index.json")))
    #expect(!watches(folders, scratch.path("index/ocx.sh/p/kitware/cmake.json")))
    #expect(watches(folders, scratch.path("index/plain/p/team/tool.json")))
    let tool = try ToolName(parsing: "ocx.sh/kitware/cmake")
    #expect(
      index.watchedRoot(tool)
        == WatchedFolder(scratch.path("index/ocx.sh/p/kitware"), .some(["cmake.json"])))
  }
}
