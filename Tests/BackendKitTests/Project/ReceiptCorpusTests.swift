import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// The reader of receipts and the one of the plugin, on every input of the fuzzer's: the table has cases
/// that people thought of.
@Suite struct ReceiptCorpusTests {
  private static let lua: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let all = ["lua5.1", "luajit"].flatMap { name in folders.map { "\($0)/\(name)" } }
    return all.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  @Test(.enabled(if: lua != nil, "neither lua5.1 nor luajit on PATH"))
  func acceptsTheSameReceiptsAsThePlugin() throws {
    let inputs = try Corpus.inputs(of: ReceiptProperty.property)
    let ours = inputs.map { name, bytes in
      name + ((try? Receipt(bytes)) == nil ? " damage" : " whole")
    }
    let paths = inputs.map { Checkout.package.path + "/Tests/Corpora/receipts/" + $0.name }
    let answers = try Self.answers(of: try #require(Self.lua), paths)
    #expect(zip(inputs, answers).map { $0.name + " " + $1 } == ours)
  }

  private static func answers(of lua: String, _ paths: [String]) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: lua)
    process.arguments = [Checkout.package.path + "/Tests/Tools/read-receipts.lua"]
    let (input, output) = (Foundation.Pipe(), Foundation.Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(paths.joined(separator: "\n").utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
  }
}
