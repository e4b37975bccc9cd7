/// A change that was written.
public struct WrittenChange: Sendable, Equatable {
  /// What was written: the plan, or one that was made again under the lock.
  public let plan: ChangePlan
  /// What could not be preserved of the files.
  public internal(set) var warnings: [ChangeWarning] = []
  /// The results of recovering changes that earlier runs left unfinished.
  public internal(set) var notes: [RecoveryNote] = []
}

/// A side effect of a change on a file.
public enum ChangeWarning: Sendable, Hashable {
  /// The file has other hard links, and only this name gets the new content.
  case hardLink(file: String, names: Int)
  /// Extended attributes, such as an access control list, could not be preserved.
  case attributesLost(file: String, names: [String])

  /// The warning, on one line.
  public var message: String {
    switch self {
    case .hardLink(let file, let names):
      "\(file) has \(names) hard links; only this one is changed"
    case .attributesLost(let file, let names):
      "\(file) has lost attributes: " + SafeText.clean(names.joined(separator: ", "))
    }
  }
}
