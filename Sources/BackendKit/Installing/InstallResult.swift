/// What became of one tool that was to be installed.
package struct InstallResult: Sendable, Equatable {
  /// How an install ended.
  package enum Outcome: Sendable, Equatable {
    /// It was installed by this call.
    case installed
    /// It was there already.
    case present
    /// It is not there, and why.
    case failed(InstallerFailure)
    /// It was begun, and ended before it was done.
    case cancelled
    /// It was never begun.
    case notStarted
  }

  /// What was asked for.
  package let item: Installer.Item
  /// How it ended.
  package let outcome: Outcome

  package init(_ item: Installer.Item, _ outcome: Outcome) {
    self.item = item
    self.outcome = outcome
  }

  /// Why the tool is not there; nil if it is.
  package var failure: (any UserFacingError)? {
    switch outcome {
    case .installed, .present: nil
    case .failed(let failure): failure
    case .cancelled, .notStarted: CancelledFailure()
    }
  }
}

/// What an install says on its way. Indices are those of the items that were asked for.
package enum InstallProgress: Sendable, Equatable {
  /// A command that is run, as one would type it, cleaned.
  case command(String)
  /// A line of mise or ocx, cleaned; of which item, if that is known.
  case line(String, item: Int?)
  /// How far the download of an item is.
  case download(DownloadProgress, item: Int)
  /// Work on an item has begun.
  case started(Int)
  /// An item is done with.
  case finished(Int, InstallResult.Outcome)
}

/// Cancels a batch of installs as a whole, or one item of it.
package struct BatchCancellation: Sendable {
  /// Cancels what is not done yet, and what is not begun.
  package let all: Cancellation
  private let items: [Cancellation]
  private let registration: Cancellation.Registration

  /// A cancellation of `count` items; each is cancelled with `all` as well.
  package init(count: Int, all: Cancellation = Cancellation()) {
    let items = (0..<count).map { _ in Cancellation() }
    self.all = all
    self.items = items
    registration = all.onCancel { for item in items { item.cancel() } }
  }

  /// The cancellation of one item.
  package subscript(index: Int) -> Cancellation { items[index] }
}
