/// A part of the index that can be brought up to date.
package enum RefreshSubject: Hashable, Sendable {
  /// All that a registry lists (`ocx index sync`).
  case registry(String)
  /// What is known of one tool (`ocx index update`).
  case tool(ToolName)

  /// As people name it.
  package var name: String {
    switch self {
    case .registry(let name): name
    case .tool(let tool): tool.description
    }
  }

  /// The registry that is asked.
  var registry: String {
    switch self {
    case .registry(let name): name
    case .tool(let tool): tool.registry
    }
  }
}

/// What came of refreshing one part of the index.
package struct RefreshResult: Sendable, Equatable {
  /// How a refresh ended.
  package enum Outcome: Sendable, Equatable {
    /// It is up to date.
    case refreshed
    /// It is as it was, and why.
    case failed(InstallerFailure)
    /// It was begun, and ended before it was done.
    case cancelled
    /// It was never begun.
    case notStarted
  }

  /// What was asked for.
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

/// What a refresh reports while it runs. Indices are those of the subjects that were asked for.
package enum RefreshProgress: Sendable, Equatable {
  /// A command that is run, as one would type it, cleaned.
  case command(String)
  /// A line of ocx, cleaned.
  case line(String, subject: Int)
  /// Work on a subject has begun.
  case started(Int)
  /// A subject is done with.
  case finished(Int, RefreshResult.Outcome)
}
