/// Why the content of ocx's store cannot be used.
package enum StoreFailure: UserFacingError, Equatable {
  /// An incomplete package, by its absolute path: an interrupted `ocx clean` can leave one that ocx
  /// considers complete.
  case notWhole(package: String, reason: String)
  /// A path below the store that is not a package.
  case notAPackage(path: String, reason: String)

  package var code: FailureCode { .data }

  package var message: String {
    switch self {
    case .notWhole(let package, let reason):
      SafeText.clean("the package \(package) is incomplete: \(reason)")
    case .notAPackage(let path, let reason):
      SafeText.clean("\(path) is not a package of the store: \(reason)")
    }
  }

  package var hint: String? {
    switch self {
    case .notWhole(let package, _):
      SafeText.clean("remove \(ShellWord.quoted(package)), then install it again")
    case .notAPackage: "check who put it there: the store belongs to ocx alone"
    }
  }
}
