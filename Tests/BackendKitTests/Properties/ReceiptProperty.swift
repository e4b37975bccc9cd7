import TestSupport

@testable import BackendKit

/// Receipts: what is accepted can be written again, and names no folder outside its install.
enum ReceiptProperty {
  static let property = Property("receipts") { bytes in
    let receipt: Receipt
    do throws(InstallDamage) {
      receipt = try Receipt(bytes)
    } catch {
      return
    }
    let written = Array(receipt.json.pretty.utf8)
    try Broken.unless((try? Receipt(written)) == receipt, "written, it reads the same")
    try Broken.unless(
      (try? JSONValue(parsing: bytes))?["format"] == .int(Receipt.format), "the format is ours")
    for folder in receipt.dependencies + receipt.variables.flatMap(\.value.folders) {
      let path = folder.path(in: "/install")
      try Broken.unless(
        folder == .root ? path == "/install" : isDependency(path), "\(path) is in the install")
    }
    try Broken.unless(!receipt.dependencies.contains(.root), "a dependency has a name")
    for variable in receipt.variables {
      let parts = variable.value.parts
      try Broken.unless(
        PortableValue(parts) == variable.value && !parts.contains(.text("")),
        "a value is made of texts between folders")
    }
  }

  private static func isDependency(_ path: String) -> Bool {
    let start = "/install/dependencies/"
    let name = path.utf8.dropFirst(start.utf8.count)
    return path.hasPrefix(start) && 12...128 ~= name.count
      && name.allSatisfy { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")) ~= $0 }
  }
}
