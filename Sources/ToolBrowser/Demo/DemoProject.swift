import BackendKit

/// The temporary project of the demo: one pin for each state of a pin.
struct DemoProject {
  /// The folder of the whole demo.
  let folder: String

  /// A release that is installed.
  private struct Install {
    let tool: String
    let version: String
  }

  var directory: String { Paths.join(folder, "home/src/shop") }
  var data: String { Paths.join(folder, "home/.local/share/mise") }
  var store: String { Paths.join(folder, "home/.ocx") }

  /// Writes the configuration files and the installs, according to the index.
  func write(_ index: IndexCollection) throws(FileFailure) {
    try write(shop, to: directory, "mise.toml")
    try write(local, to: directory, "mise.local.toml")
    try write(above, to: Paths.parent(directory), "mise.toml")
    for install in installs { try write(install, index) }
  }

  private let shop = """
    # The shop's tools. Try it: filter for cmake, pin a version, see the diff, write it, undo it.
    [env]
    SHOP_ENV = "development"

    [tools]
    zig = "0.15"                                          # another backend: never changed
    "ocx:ocx.sh/kitware/cmake" = "4.3"                    # keep with CI
    "ocx:ocx.sh/nodejs/node" = "24"
    "ocx:ocx.sh/jqlang/jq" = "1.8"                        # not installed yet
    "ocx:ocx.sh/golang/go" = "1.26.6"                     # there is a newer patch

    # Two of one tool: the first is the default.
    "ocx:ocx.sh/astral-sh/python-build-standalone" = ["slim-3.14", "3.13"]

    "ocx:ocx.sh/tukaani/xz" = "5.6.1"                     # yanked upstream
    "ocx:ocx.sh/astral-sh/rye" = '0.44'                   # no longer developed
    "ocx:registry.example:5000/acme/deploy" = { version = "2.2", os = ["linux", "macos"] }

    [tasks.build]
    run = "cmake --build build"

    """

  private let local = """
    # Only for me, not in git.
    [tools]
    "ocx:ocx.sh/nodejs/node" = "22"    # while I look into a bug

    """

  private let above = """
    # For everything below ~/src.
    [tools]
    "ocx:ocx.sh/jqlang/jq" = "1.7"
    "ocx:ocx.sh/ripgrep/ripgrep" = "15"

    """

  private let installs = [
    Install(tool: "ocx.sh/kitware/cmake", version: "4.3.4"),
    Install(tool: "ocx.sh/nodejs/node", version: "24.19.0"),
    Install(tool: "ocx.sh/nodejs/node", version: "22.23.2"),
    Install(tool: "ocx.sh/golang/go", version: "1.26.6"),
    Install(tool: "ocx.sh/astral-sh/python-build-standalone", version: "slim-3.14.7"),
    Install(tool: "ocx.sh/astral-sh/rye", version: "0.44.0"),
    Install(tool: "ocx.sh/ripgrep/ripgrep", version: "15.2.0"),
    Install(tool: "registry.example:5000/acme/deploy", version: "2.2.1"),
  ]

  /// Writes an install as the plugin does: the content, and a receipt.
  private func write(_ install: Install, _ index: IndexCollection) throws(FileFailure) {
    let key = "ocx:" + install.tool
    let installPath = Paths.join(
      data, "installs/\(MiseInstalls.directoryName(for: key))/\(install.version)")
    let tag = (try? ToolName(parsing: install.tool)).flatMap { tool in
      (try? index.root(of: tool))?.tags.first { $0.tag == install.version }
    }
    let digest = "sha256:" + SHA256.hex(of: install.tool + "@" + install.version)
    let receipt = Receipt(
      tool: install.tool, requestedTool: install.tool, defaultRegistry: nil,
      version: install.version, identifier: "\(install.tool):\(install.version)@\(digest)",
      digest: digest, indexDigest: tag?.content.description, platform: nil,
      requestedPlatform: nil, ocxVersion: "0.5.8",
      variables: [
        Receipt.Variable(
          key: "PATH", value: PortableValue([.folder(.root), .text("/content/bin")]))
      ],
      dependencies: [], time: "2026-11-23T23:00:00Z")
    try Files.makeDirectories(Paths.join(installPath, "content/bin"))
    try write(receipt.json.pretty + "\n", to: installPath, Receipt.fileName)
  }

  private func write(_ text: String, to folder: String, _ name: String) throws(FileFailure) {
    try Files.writeScratch(Paths.join(folder, name), text)
  }
}
