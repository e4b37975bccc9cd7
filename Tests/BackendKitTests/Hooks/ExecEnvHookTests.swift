import Foundation
import Testing

@testable import BackendKit

/// The environment from the receipt alone; every misfit names the mend.
@Suite struct ExecEnvHookTests {
  private static let digest = "sha256:" + String(repeating: "a1", count: 32)
  private static let content = "sha256:" + String(repeating: "b2", count: 32)
  private static let other = "sha256:" + String(repeating: "c3", count: 32)

  /// An install folder with its receipt, and a package that its link leads to.
  private func install(
    _ folder: TemporaryFolder, requestedPlatform: String? = nil
  ) throws -> Receipt {
    let path = folder.path + "/installs/app/2.0.0"
    try folder.write("store/package/metadata.json", "{}")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try StoreLinks.make(installPath: path, packageRoot: folder.path + "/store/package")
    let tool = try ToolName(parsing: "ocx.sh/acme/app")
    let receipt = Receipt(
      tool: tool, requestedTool: "acme/app", defaultRegistry: "ocx.sh", version: "2.0.0",
      identifier: Reference(tool: tool, tag: "2.0.0", digest: try Digest(Self.digest)),
      digest: try Digest(Self.digest), indexDigest: try Digest(Self.content),
      platform: "linux/amd64", requestedPlatform: requestedPlatform,
      packageRoot: folder.path + "/store/package", installPath: path, ocxPath: "/bin/ocx",
      ocxVersion: "0.5.8",
      variables: [
        Receipt.Variable(key: "PATH", value: path + "/package/bin"),
        Receipt.Variable(key: "X", value: "a \"b\"\n\\c"),
      ],
      time: "2026-11-23T23:00:00Z")
    try receipt.json.pretty.write(
      toFile: path + "/receipt.json", atomically: true, encoding: .utf8)
    return receipt
  }

  private func environment(
    _ receipt: Receipt, tool: String = "ocx.sh/acme/app", version: String = "2.0.0",
    path: String? = nil, digest: String? = nil, platform: String? = nil
  ) throws -> [Receipt.Variable] {
    try Hooks.execEnv(
      InstallRequest(
        tool: ToolName(parsing: tool), version: version,
        installPath: path ?? receipt.installPath, digest: digest.map { try Digest($0) },
        platform: platform.map { try Platform($0) }),
      InstallContext(environment: Environment(variables: [:], workingDirectory: "/")))
  }

  @Test func aReceiptComesBackAsItWasWritten() throws {
    let folder = try TemporaryFolder()
    for platform in [nil, "linux/arm64"] {
      let receipt = try install(folder, requestedPlatform: platform)
      #expect(Receipt.read(in: receipt.installPath) == receipt)
      #expect(Receipt(Array(receipt.json.compact.utf8)) == receipt)
    }
  }

  @Test(arguments: [nil, digest, content])
  func answersFromTheReceipt(digest: String?) throws {
    let folder = try TemporaryFolder()
    let receipt = try install(folder)
    #expect(try environment(receipt, digest: digest) == receipt.variables)
  }

  @Test func everyMisfitNamesItsPartAndTheMend() throws {
    let folder = try TemporaryFolder()
    let receipt = try install(folder)
    let misfits: [(part: String, run: () throws -> [Receipt.Variable])] = [
      ("tool", { try environment(receipt, tool: "ocx.sh/acme-app/x") }),
      ("version", { try environment(receipt, version: "2.0.1") }),
      ("digest", { try environment(receipt, digest: Self.other) }),
      ("platform", { try environment(receipt, platform: "linux/arm64") }),
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
    let receipt = try install(folder, requestedPlatform: "linux/arm64")
    #expect(throws: InstallFailure.self) { try environment(receipt) }
    #expect(try environment(receipt, platform: "linux/arm64") == receipt.variables)
  }

  @Test func aMovedFolderIsRefused() throws {
    let folder = try TemporaryFolder()
    let receipt = try install(folder)
    let moved = folder.path + "/moved"
    try FileManager.default.moveItem(atPath: receipt.installPath, toPath: moved)
    #expect {
      try environment(receipt, path: moved)
    } throws: { error in
      (error as? InstallFailure)?.message.contains("install path") == true
    }
  }

  @Test func aFolderOfTwoNamesIsOneFolder() throws {
    let folder = try TemporaryFolder()
    let receipt = try install(folder)
    let other = folder.path + "/other name"
    try FileManager.default.createSymbolicLink(
      atPath: other, withDestinationPath: receipt.installPath)
    #expect(try environment(receipt, path: other) == receipt.variables)
  }

  @Test func aPlatformFitsHoweverItIsSpelled() throws {
    let folder = try TemporaryFolder()
    let receipt = try install(folder, requestedPlatform: "linux/amd64+libc.musl,libc.glibc")
    #expect(
      try environment(receipt, platform: "linux/amd64+libc.glibc,libc.musl") == receipt.variables)
  }

  @Test func theMendNamesThePluginAsMiseDoes() throws {
    let folder = try TemporaryFolder()
    let receipt = try install(folder)
    let input = try JSONSerialization.data(withJSONObject: [
      "tool": "acme/app", "version": "3", "install_path": receipt.installPath, "plugin": "tools",
    ])
    let context = InstallContext(environment: Environment(variables: [:], workingDirectory: "/"))
    let answer = Hooks.answer(.execEnv, input: Array(input), context: context)
    #expect(
      answer.json.compact.contains(
        #""hint":"mise install --force tools:acme/app@3""#))
  }

  @Test func aPackageThatIsGoneNamesTheMend() throws {
    let folder = try TemporaryFolder()
    let receipt = try install(folder)
    try FileManager.default.removeItem(atPath: receipt.packageRoot)
    #expect {
      try environment(receipt)
    } throws: { error in
      guard case .packageGone = error as? InstallFailure else { return false }
      return (error as? InstallFailure)?.hint
        == "mise install --force ocx:ocx.sh/acme/app@2.0.0"
    }
  }

  @Test(arguments: [nil, "", "{", "[]", "null", #"{"format":2}"#, #"{"format":1}"#, "\u{0}"])
  func noWholeReceiptIsNoInstall(text: String?) throws {
    let folder = try TemporaryFolder()
    let receipt = try install(folder)
    let path = receipt.installPath + "/receipt.json"
    try FileManager.default.removeItem(atPath: path)
    try text?.write(toFile: path, atomically: true, encoding: .utf8)
    #expect {
      try environment(receipt)
    } throws: { error in
      guard case .notInstalled = error as? InstallFailure else { return false }
      return true
    }
  }
}
