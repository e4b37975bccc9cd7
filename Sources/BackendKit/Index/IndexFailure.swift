/// Why an index, or a package in it, cannot be read.
public enum IndexFailure: UserFacingError, Equatable {
  /// There is no index at this path.
  case absent(path: String)
  /// The index does not know the tool; these have similar names.
  case unknownTool(ToolName, near: [ToolName])
  /// A file does not conform to the format.
  case corrupt(path: String, reason: String)
  /// A file is larger than OCX itself would read.
  case tooLarge(path: String, limit: Int)
  /// A name or a link that leads out of the index.
  case outside(path: String)
  /// The content of a file does not match the digest in its name.
  case digestMismatch(path: String, expected: Digest)
  /// `config.json` or the catalog has another format version.
  case unsupportedFormat(path: String, version: String)
  /// The index has the tool, but not this object: it was never fetched, or was pruned.
  case missingObject(ToolName, Digest)
  /// The system does not allow reading.
  case unreadable(FileFailure)
  /// The caller cancelled.
  case cancelled

  /// In OCX's taxonomy: 79 if it does not exist, 65 if it is invalid, else that of the system
  /// error.
  public var code: FailureCode {
    switch self {
    case .absent, .unknownTool, .missingObject: .notFound
    case .corrupt, .tooLarge, .outside, .digestMismatch, .unsupportedFormat: .data
    case .unreadable(let failure): failure.code
    case .cancelled: .tryAgain
    }
  }

  /// One line: the file or the tool, and the cause.
  public var message: String {
    switch self {
    case .absent(let path): "no OCX index at \(path)"
    case .unknownTool(let tool, _): "the index has no \(tool)"
    case .corrupt(let path, let reason): "\(path): \(reason)"
    case .tooLarge(let path, let limit): "\(path): larger than \(limit >> 20) MiB"
    case .outside(let path): "\(path): leads out of the index"
    case .digestMismatch(let path, let expected): "\(path): its content is not \(expected)"
    case .unsupportedFormat(let path, let version): "\(path): format_version \(version), not 1"
    case .missingObject(let tool, let digest): "\(tool): the index lacks \(digest)"
    case .unreadable(let failure): failure.message
    case .cancelled: "cancelled"
    }
  }

  /// What in this program helps.
  public var remedy: Remedy? {
    switch self {
    case .absent: .refreshIndex(of: ToolName.compiledDefaultRegistry)
    case .unknownTool(let tool, let near) where near.isEmpty: .refreshIndex(of: tool.description)
    case .missingObject(let tool, _): .refreshIndex(of: tool.description)
    case .corrupt, .tooLarge, .digestMismatch: .refreshIndex(of: nil)
    default: nil
    }
  }

  /// How to fix it; what may be meant by an unknown tool.
  public var hint: String? {
    switch self {
    case .absent: "fetch one"
    case .unknownTool(_, let near) where near.isEmpty: "update the index"
    case .unknownTool(_, let near):
      "did you mean \(near.map(\.description).joined(separator: ", "))?"
    case .corrupt, .tooLarge, .digestMismatch: "remove the file, then fetch it again"
    case .outside: "an index must not contain such names or links; remove it and sync it again"
    case .unsupportedFormat: "a newer version of this program may support it"
    case .missingObject: "fetch it"
    case .unreadable(let failure): failure.hint
    case .cancelled: nil
    }
  }
}
