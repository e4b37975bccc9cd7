/// A change that was written.
public struct WrittenChange: Sendable, Equatable {
  /// What was written: what was planned, or what was planned again under the lock.
  public let plan: ChangePlan
  /// What could not be kept of the files.
  public internal(set) var warnings: [ChangeWarning] = []
  /// What became of changes that earlier runs had left unfinished.
  public internal(set) var notes: [RecoveryNote] = []
}

/// What a change does to a file beside its text.
public enum ChangeWarning: Sendable, Hashable {
  /// The file has other names, and only this one gets the new text.
  case hardLink(file: String, names: Int)
  /// Extended attributes, such as an access control list, could not be kept.
  case attributesLost(file: String, names: [String])

  /// One line about it.
  public var message: String {
    switch self {
    case .hardLink(let file, let names):
      "\(file) has \(names) names (hard links); only this one gets the change"
    case .attributesLost(let file, let names):
      "\(file) has lost what could not be kept: " + SafeText.clean(names.joined(separator: ", "))
    }
  }
}
