/// Why what the store of ocx holds cannot be used.
package enum StoreFailure: UserFacingError, Equatable {
  /// A package that is not all there, by its absolute path: an interrupted `ocx clean` can leave
  /// one that ocx itself takes for whole.
  case notWhole(package: String, reason: String)
  /// A path below the store that is no package.
  case notAPackage(path: String, reason: String)

  package var code: FailureCode { .data }

  package var message: String {
    switch self {
    case .notWhole(let package, let reason):
      SafeText.clean("the package \(package) is not whole: \(reason)")
    case .notAPackage(let path, let reason):
      SafeText.clean("\(path) is no package of the store: \(reason)")
    }
  }

  /// One line of fix.
  package var hint: String? {
    switch self {
    case .notWhole(let package, _):
      SafeText.clean("remove \(ShellWord.quoted(package)), then install it again")
    case .notAPackage: "see who put it there: the store belongs to ocx alone"
    }
  }
}
