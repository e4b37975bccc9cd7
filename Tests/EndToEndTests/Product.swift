import Foundation
import TestSupport

/// What the tests run: the program of this build, and other programs of this machine.
enum Product {
  /// The program, which is next to the test bundle.
  static let path: String = {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let built = Checkout.package.appending(path: ".build/debug")
    let names = [beside, built].map { $0.appending(path: "ocx-mise-tui").path }
    return names.first { FileManager.default.isExecutableFile(atPath: $0) } ?? names[1]
  }()

  /// The absolute path of the first of these programs that is on PATH.
  static func find(_ names: String...) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    for name in names {
      for folder in folders {
        let path = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: path) { return path }
      }
    }
    return nil
  }

  /// How a program ended, and all that it printed on either output.
  struct Ending: Equatable {
    var status: Int32
    var output: String
  }

  /// Runs a program to its end, without standard input.
  static func run(_ program: String, _ arguments: [String]) throws -> Ending {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = Checkout.package
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }
}
