import BackendKit

/// The results of a refresh, as the command line reports them.
struct RefreshReport {
  let results: [RefreshResult]

  /// The exit code of the first failed part, else 0.
  var status: Int32 { results.lazy.compactMap(\.failure).first?.code.exitCode ?? 0 }

  /// One row a part.
  var json: JSONValue {
    .array(
      results.map { result in
        let kind = if case .registry = result.subject { "registry" } else { "tool" }
        return .object(omittingNil: [
          (kind, .string(result.subject.name)), ("result", .string(result.outcome.word)),
          ("error", result.outcome.error),
        ])
      })
  }

  /// Prints what is up to date and each failure to standard error; returns the exit status.
  func write(to output: Output) -> Int32 {
    let refreshed = results.filter { $0.outcome == .refreshed }.map(\.subject.name)
    if !refreshed.isEmpty {
      output.standardError("up to date: \(SafeText.clean(refreshed.joined(separator: ", ")))\n")
    }
    let failed = results.compactMap { result -> (name: String, failure: any UserFacingError)? in
      guard case .failed(let failure) = result.outcome else { return nil }
      return (result.subject.name, failure)
    }
    var reported: Set<String> = []
    for result in results {
      let name = SafeText.clean(result.subject.name)
      switch result.outcome {
      case .refreshed: break
      case .failed(let failure): output.report(failure, among: failed, reported: &reported)
      case .cancelled: output.standardError("cancelled: \(name)\n")
      case .notStarted: output.standardError("not started: \(name)\n")
      }
    }
    return status
  }
}

extension RefreshResult.Outcome {
  /// The outcome in words.
  var state: String {
    switch self {
    case .refreshed: "up to date"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .notStarted: "not started"
    }
  }

  /// Its name in JSON.
  fileprivate var word: String {
    switch self {
    case .refreshed: "refreshed"
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
