/// A part of the index that can be updated.
package enum RefreshSubject: Hashable, Sendable {
  /// Everything that a registry lists (`ocx index sync`).
  case registry(String)
  /// One tool (`ocx index update`).
  case tool(ToolName)

  /// The name for people.
  package var name: String {
    switch self {
    case .registry(let name): name
    case .tool(let tool): tool.description
    }
  }

  /// The registry that is contacted.
  var registry: String {
    switch self {
    case .registry(let name): name
    case .tool(let tool): tool.registry
    }
  }
}

/// The result of updating one part of the index.
package struct RefreshResult: Sendable, Equatable {
  /// How a refresh ended.
  package enum Outcome: Sendable, Equatable {
    /// It is up to date.
    case refreshed
    /// It could not be updated.
    case failed(InstallerFailure)
    /// It was started, and cancelled before it was done.
    case cancelled
    /// It was never started.
    case notStarted
  }

  /// What was requested.
  package let subject: RefreshSubject
  /// How it ended.
  package let outcome: Outcome

  package init(_ subject: RefreshSubject, _ outcome: Outcome) {
    self.subject = subject
    self.outcome = outcome
  }

  /// Why it is not up to date; nil if it is.
  package var failure: (any UserFacingError)? {
    switch outcome {
    case .refreshed: nil
    case .failed(let failure): failure
    case .cancelled, .notStarted: CancelledFailure()
    }
  }
}

/// What a refresh reports while it runs. Indices are those of the requested subjects.
package enum RefreshProgress: Sendable, Equatable {
  /// A command that is run, as one would type it, cleaned.
  case command(String)
  /// A line of ocx, cleaned.
  case line(String, subject: Int)
  /// Work on a subject has started.
  case started(Int)
  /// Work on a subject has ended.
  case finished(Int, RefreshResult.Outcome)
}
