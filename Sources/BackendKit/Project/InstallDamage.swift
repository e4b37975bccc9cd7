/// Why an install that mise considers present is not complete.
package enum InstallDamage: Error, Hashable, Sendable {
  /// There is no receipt.
  case noReceipt
  /// The receipt has another format; nil if it cannot be read.
  case otherReceipt(format: Int64?)
  /// A package is missing; the path of its content.
  case noContent(path: String)

  /// The cause, to be printed after the name of the install and a colon.
  package var reason: String {
    switch self {
    case .noReceipt: "its \(Receipt.fileName) is missing"
    case .otherReceipt(nil): "its \(Receipt.fileName) cannot be read"
    case .otherReceipt(let format?):
      "its \(Receipt.fileName) has format \(format), not \(Receipt.format)"
    case .noContent(let path): SafeText.clean("\(path) is missing")
    }
  }
}

extension Receipt {
  /// Reads the receipt of an install folder, and checks that the packages exist.
  package static func ofWholeInstall(_ installPath: String) throws(InstallDamage) -> Receipt {
    let receipt = try read(in: installPath)
    for folder in [.root] + receipt.dependencies {
      let content = Paths.join(folder.path(in: installPath), "content")
      guard Files.isDirectory(content) else { throw .noContent(path: content) }
    }
    return receipt
  }
}
