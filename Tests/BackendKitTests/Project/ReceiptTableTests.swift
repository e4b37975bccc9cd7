import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// The table of cases for this reader of receipts and the one in Lua.
@Suite struct ReceiptTableTests {
  private static let table = Checkout.package.appending(path: "Tests/Fixtures/receipts.json")

  @Test func agreesWithTheTable() throws {
    let data = try Data(contentsOf: Self.table)
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let receipt = try #require(document["receipt"] as? [String: Any])
    let variables = try #require(document["variables"] as? [[Any]])
    let cases = try #require(document["cases"] as? [[String: Any]])
    #expect(cases.count > 100)
    for one in cases {
      let folder = try TemporaryFolder()
      for content in ["content", "dependencies/0123456789ab/content"] {
        try FileManager.default.createDirectory(
          atPath: folder(content), withIntermediateDirectories: true)
      }
      if let gone = one["gone"] as? String { try Files.removeTree(folder(gone)) }
      if let file = one["file"] as? String { try folder.write(file, "") }
      try Self.writeReceipt(of: one, receipt, to: folder)
      let expected = one["variables"] as? [[Any]] ?? variables
      #expect(
        Self.outcome(folder.path, one["options"] as? [String: String] ?? [:])
          == Outcome(one["expect"] as? String, Self.texts(expected, folder.path)),
        "\(one["name"] ?? "")")
    }
  }

  private static func writeReceipt(
    of one: [String: Any], _ receipt: [String: Any], to folder: TemporaryFolder
  ) throws {
    let path = folder("receipt.json")
    switch one["kind"] as? String {
    case "pipe":
      #expect(mkfifo(path, 0o600) == 0)
      return
    case "folder": return try Files.makeDirectories(path)
    default: break
    }
    var bytes: [UInt8]
    if one["text"] == nil {
      let changed = receipt.merging(one["set"] as? [String: Any] ?? [:]) { $1 }
        .filter { key, _ in !((one["remove"] as? [String])?.contains(key) ?? false) }
      let members = try JSONSerialization.data(withJSONObject: changed).dropFirst().dropLast()
      let around = one["around"] as? String ?? "{…}"
      bytes = Array(around.replacing("…", with: String(decoding: members, as: UTF8.self)).utf8)
    } else if let text = one["text"] as? String {
      bytes = Array(text.utf8)
    } else {
      return
    }
    if one["latin1"] != nil, let index = bytes.firstIndex(of: 0xc3) {
      bytes.replaceSubrange(index...(index + 1), with: [0xe9])
    }
    bytes += Array(repeating: UInt8(ascii: " "), count: one["padding"] as? Int ?? 0)
    try Data(bytes).write(to: URL(filePath: path))
    if one["kind"] as? String == "link" {
      try Files.rename(path, to: folder("elsewhere"))
      try Files.makeLink(path, to: "elsewhere")
    }
  }

  private struct Outcome: Equatable {
    var kind: String?
    var variables: [Hooks.Variable]

    init(_ kind: String?, _ variables: [Hooks.Variable] = []) {
      self.kind = kind
      self.variables = kind == "whole" ? variables : []
    }
  }

  /// Each variable of the table is a key and the parts of its value; 0 is the install path.
  private static func texts(_ variables: [[Any]], _ path: String) -> [Hooks.Variable] {
    variables.map { variable in
      let parts = (variable[1] as? [Any] ?? []).map { $0 as? String ?? path }
      return Hooks.Variable(key: variable[0] as? String ?? "", value: parts.joined())
    }
  }

  private static func outcome(_ path: String, _ options: [String: String]) -> Outcome {
    do {
      let request = InstallRequest(
        tool: try ToolName(parsing: "ocx.sh/acme/app"), version: "2.0.0", installPath: path,
        digest: try options["digest"].map { try Digest($0) },
        platform: try options["platform"].map { try Platform($0) })
      let context = InstallContext(environment: Environment(variables: [:], workingDirectory: "/"))
      return Outcome("whole", try Hooks.execEnv(request, context))
    } catch InstallFailure.notInstalled {
      return Outcome("damage")
    } catch InstallFailure.receiptDiffers {
      return Outcome("misfit")
    } catch {
      return Outcome("\(error)")
    }
  }
}
