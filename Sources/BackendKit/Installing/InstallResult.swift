/// The result of installing one tool.
package struct InstallResult: Sendable, Equatable {
  /// How an install ended.
  package enum Outcome: Sendable, Equatable {
    /// It was installed by this call.
    case installed
    /// It was already installed.
    case present
    /// It could not be installed.
    case failed(InstallerFailure)
    /// It was started, and cancelled before it was done.
    case cancelled
    /// It was never started.
    case notStarted
  }

  /// What was requested.
  package let item: Installer.Item
  /// How it ended.
  package let outcome: Outcome

  package init(_ item: Installer.Item, _ outcome: Outcome) {
    self.item = item
    self.outcome = outcome
  }

  /// Why the tool is not installed; nil if it is.
  package var failure: (any UserFacingError)? {
    switch outcome {
    case .installed, .present: nil
    case .failed(let failure): failure
    case .cancelled, .notStarted: CancelledFailure()
    }
  }
}

/// What an install reports while it runs. Indices are those of the requested items.
package enum InstallProgress: Sendable, Equatable {
  /// A command that is run, as one would type it, cleaned.
  case command(String)
  /// A line of mise or ocx, cleaned; and its item, if that is known.
  case line(String, item: Int?)
  /// The progress of an item's download.
  case download(DownloadProgress, item: Int)
  /// Work on an item has started.
  case started(Int)
  /// Work on an item has ended.
  case finished(Int, InstallResult.Outcome)
}

/// Cancels a batch of installs as a whole, or one item of it.
package struct BatchCancellation: Sendable {
  /// Cancels everything that is not done yet.
  package let all: Cancellation
  private let items: [Cancellation]
  private let registration: Cancellation.Registration

  /// A cancellation of `count` items; cancelling `all` cancels each of them.
  package init(count: Int, all: Cancellation = Cancellation()) {
    let items = (0..<count).map { _ in Cancellation() }
    self.all = all
    self.items = items
    registration = all.onCancel { for item in items { item.cancel() } }
  }

  /// The cancellation of one item.
  package subscript(index: Int) -> Cancellation { items[index] }
}
