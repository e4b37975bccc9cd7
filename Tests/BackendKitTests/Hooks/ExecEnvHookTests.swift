import Foundation
import Testing

@testable import BackendKit

/// The environment from the receipt alone; every mismatch has a hint.
@Suite struct ExecEnvHookTests {
  private static let digest = "sha256:" + String(repeating: "a1", count: 32)
  private static let content = "sha256:" + String(repeating: "b2", count: 32)
  private static let other = "sha256:" + String(repeating: "c3", count: 32)

  /// An install folder with a receipt and the content of its packages.
  private func install(
    _ folder: TemporaryFolder, requestedPlatform: String? = nil
  ) throws -> (path: String, receipt: Receipt) {
    let path = folder.path + "/installs/app/2.0.0"
    let lib = PackageFolder.dependency("0123456789ab")
    for content in ["content/bin", "dependencies/0123456789ab/content"] {
      try FileManager.default.createDirectory(
        atPath: path + "/" + content, withIntermediateDirectories: true)
    }
    let receipt = Receipt(
      tool: "ocx.sh/acme/app", requestedTool: "acme/app", defaultRegistry: "ocx.sh",
      version: "2.0.0", identifier: "ocx.sh/acme/app:2.0.0@" + Self.digest, digest: Self.digest,
      indexDigest: Self.content, platform: "linux/amd64", requestedPlatform: requestedPlatform,
      ocxVersion: "0.5.8",
      variables: [
        Receipt.Variable(
          key: "PATH", value: PortableValue([.folder(.root), .text("/content/bin")])),
        Receipt.Variable(
          key: "X",
          value: PortableValue([.text("a \"b\"\n\\c{package}"), .folder(lib), .text(":/y")])),
      ],
      dependencies: [lib], time: "2026-11-23T23:00:00Z")
    try receipt.json.pretty.write(
      toFile: path + "/receipt.json", atomically: true, encoding: .utf8)
    return (path, receipt)
  }

  private static func variables(in path: String) -> [Hooks.Variable] {
    [
      Hooks.Variable(key: "PATH", value: path + "/content/bin"),
      Hooks.Variable(
        key: "X", value: "a \"b\"\n\\c{package}\(path)/dependencies/0123456789ab:/y"),
    ]
  }

  private func environment(
    _ path: String, tool: String = "ocx.sh/acme/app", version: String = "2.0.0",
    digest: String? = nil, platform: String? = nil
  ) throws -> [Hooks.Variable] {
    var request = try InstallRequest(
      tool: ToolName(parsing: tool), version: version, installPath: path,
      digest: digest.map { try Digest($0) }, platform: platform.map { try Platform($0) })
    request.requestedPlatform = platform
    return try Hooks.execEnv(
      request, InstallContext(environment: Environment(variables: [:], workingDirectory: "/")))
  }

  @Test func aReceiptComesBackAsItWasWritten() throws {
    let folder = try TemporaryFolder()
    for platform in [nil, "linux/arm64"] {
      let (path, receipt) = try install(folder, requestedPlatform: platform)
      #expect(try Receipt.ofWholeInstall(path) == receipt)
      #expect(try Receipt(Array(receipt.json.compact.utf8)) == receipt)
    }
  }

  @Test(arguments: [nil, digest, content])
  func answersFromTheReceipt(digest: String?) throws {
    let folder = try TemporaryFolder()
    let (path, _) = try install(folder)
    #expect(try environment(path, digest: digest) == Self.variables(in: path))
  }

  @Test func everyMisfitNamesItsPartAndTheFix() throws {
    let folder = try TemporaryFolder()
    let (path, _) = try install(folder)
    let misfits: [(part: String, run: () throws -> [Hooks.Variable])] = [
      ("tool", { try environment(path, tool: "ocx.sh/acme-app/x") }),
      ("version", { try environment(path, version: "2.0.1") }),
      ("digest", { try environment(path, digest: Self.other) }),
      ("platform", { try environment(path, platform: "linux/arm64") }),
    ]
    for misfit in misfits {
      #expect {
        try misfit.run()
      } throws: { error in
        let failure = error as? InstallFailure
        return failure?.code == .data && failure?.message.contains(misfit.part) == true
          && failure?.hint?.hasPrefix("mise install --force ocx:ocx.sh/acme") == true
      }
    }
  }

  @Test func aForeignInstallDoesNotServeTheHost() throws {
    let folder = try TemporaryFolder()
    let (path, _) = try install(folder, requestedPlatform: "linux/arm64")
    #expect(throws: InstallFailure.self) { try environment(path) }
    #expect(try environment(path, platform: "linux/arm64") == Self.variables(in: path))
  }

  @Test func aFolderMayBeMovedAndHaveTwoNames() throws {
    let folder = try TemporaryFolder()
    let (path, _) = try install(folder)
    let moved = folder.path + "/another home"
    try FileManager.default.moveItem(atPath: path, toPath: moved)
    #expect(try environment(moved) == Self.variables(in: moved))
    let other = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: other, withDestinationPath: moved)
    #expect(try environment(other) == Self.variables(in: other))
  }

  /// As in the Lua hook, which compares the text: it does not know how OCX orders features.
  @Test func aPlatformMustBeSpelledAsInstalled() throws {
    let folder = try TemporaryFolder()
    let spelled = "linux/amd64+libc.musl,libc.glibc"
    let (path, _) = try install(folder, requestedPlatform: spelled)
    #expect(try environment(path, platform: spelled) == Self.variables(in: path))
    let asked = "linux/amd64+libc.glibc,libc.musl"
    #expect(
      throws: InstallFailure.receiptDiffers(
        key: "ocx:ocx.sh/acme/app@2.0.0", part: "platform", installed: spelled, asked: asked)
    ) { try environment(path, platform: asked) }
  }

  @Test func theFixNamesThePluginAsMiseDoes() throws {
    let folder = try TemporaryFolder()
    let (path, _) = try install(folder)
    let input = try JSONSerialization.data(withJSONObject: [
      "tool": "acme/app", "version": "3", "install_path": path, "plugin": "tools",
    ])
    let context = InstallContext(environment: Environment(variables: [:], workingDirectory: "/"))
    let answer = Hooks.answer(.execEnv, input: Array(input), context: context)
    #expect(
      answer.json.compact.contains(
        #""hint":"mise install --force tools:acme/app@3""#))
  }

  @Test(arguments: ["content", "dependencies", "receipt.json"])
  func incompleteInstallNamesTheFix(part: String) throws {
    let folder = try TemporaryFolder()
    let (path, _) = try install(folder)
    try FileManager.default.removeItem(atPath: path + "/" + part)
    #expect {
      try environment(path)
    } throws: { error in
      guard case .notInstalled(_, path, _) = error as? InstallFailure else { return false }
      return (error as? InstallFailure)?.hint
        == "mise install --force ocx:ocx.sh/acme/app@2.0.0"
    }
  }
}
