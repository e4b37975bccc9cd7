import BackendKit

/// The results of an install, as the command line reports them.
struct InstallReport {
  let results: [InstallResult]
  /// Whether mise installed them, or ocx into its own store.
  let isByMise: Bool

  /// The exit code of the first failed item, else 0.
  var status: Int32 { results.lazy.compactMap(\.failure).first?.code.exitCode ?? 0 }

  /// One row an item.
  var json: JSONValue {
    .array(
      results.map { result in
        .object(omittingNil: [
          ("tool", .string(result.item.tool.description)),
          ("version", .known(result.item.version)), ("result", .string(result.outcome.word)),
          ("error", result.outcome.error),
        ])
      })
  }

  /// Prints a line for each item to standard error; returns the exit status.
  func write(to output: Output) -> Int32 {
    let failed = results.compactMap { result -> (name: String, failure: any UserFacingError)? in
      guard case .failed(let failure) = result.outcome else { return nil }
      return (result.item.name, failure)
    }
    var reported: Set<String> = []
    for result in results {
      let name = SafeText.clean(result.item.name)
      switch result.outcome {
      case .installed:
        output.standardError(
          "installed \(isByMise ? "by mise" : "by ocx, into its own store"): \(name)\n")
      case .present: output.standardError("already installed: \(name)\n")
      case .failed(let failure): output.report(failure, among: failed, reported: &reported)
      case .cancelled: output.standardError("cancelled: \(name)\n")
      case .notStarted: output.standardError("not started: \(name)\n")
      }
    }
    return status
  }
}

extension Installer.Item {
  /// The item as it can be named on the command line.
  var name: String { key + (version.map { "@" + $0 } ?? "") }
}

extension InstallResult.Outcome {
  /// Its name in JSON.
  fileprivate var word: String {
    switch self {
    case .installed: "installed"
    case .present: "present"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .notStarted: "not_started"
    }
  }

  /// The error of its row; nil unless it failed.
  fileprivate var error: JSONValue? {
    if case .failed(let failure) = self { failure.errorJSON } else { nil }
  }
}

extension UserFacingError {
  /// The error without the enclosing document, for a row of a list.
  var errorJSON: JSONValue? {
    guard case .object(let members) = commandJSON else { return nil }
    return members.first { $0.0 == "error" }?.1
  }
}
