import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// The table that this reader of receipts and the one in Lua are held to.
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
      if one["text"] == nil {
        let changed = receipt.merging(one["set"] as? [String: Any] ?? [:]) { $1 }
          .filter { key, _ in !((one["remove"] as? [String])?.contains(key) ?? false) }
        try JSONSerialization.data(withJSONObject: changed)
          .write(to: URL(filePath: folder("receipt.json")))
      } else if let text = one["text"] as? String {
        try folder.write("receipt.json", text)
      }
      let expected = one["variables"] as? [[Any]] ?? variables
      #expect(
        Self.outcome(folder.path, one["options"] as? [String: String] ?? [:])
          == Outcome(one["expect"] as? String, Self.texts(expected, folder.path)),
        "\(one["name"] ?? "")")
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
