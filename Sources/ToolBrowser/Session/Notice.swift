import BackendKit

/// What a session tells: a value, which each face puts into its own form.
enum Notice: Sendable {
  /// The intent is against the session's policy.
  case refused(Refusal)
  /// A task failed.
  case failed(ErrorMessage)
  /// A task was given up.
  case cancelled(SessionTask)
  /// A command that is run for the task in flight.
  case command(String)
  /// A line of a program that runs.
  case line(String)

  /// The names of the index's tools are known.
  case indexListed
  /// More of the index's tools are known.
  case indexFilled
  /// The index was read to its end.
  case indexRead
  /// The project was read; what it was before.
  case projectRead(previous: ProjectSnapshot?)
  /// A tool was inspected.
  case inspected

  /// Changes were put on the list, and what is to be known of them and of others.
  case staged(Proposal)
  /// What the staged changes come to is known; whether that is news.
  case planned(isNew: Bool)
  /// The staged changes come to something else, for the files were changed elsewhere.
  case plannedAgain
  /// The changes that were staged last change nothing; whether any others are left.
  case nothingToChange(othersAreStaged: Bool)
  /// A change cannot be made and left the list.
  case changeRefused(StagedChange, ErrorMessage)
  /// A change was taken off the list.
  case dropped(StagedChange)
  /// These files are written only where the person agrees.
  case outside([OutsideFile])
  /// There is nothing to write.
  case nothingStaged
  /// This was written.
  case written(WrittenChange)
  /// What was written is not covered by these lock files of mise.
  case locksStale([StaleLock])

  /// What undo would change.
  case undoPlanned(UndoPlan)
  /// A change was undone; what that wrote.
  case undone(WrittenChange)

  /// Pins go to this file now.
  case targetChosen(WriteTarget)

  /// mise will fail at what is installed now, for these reasons.
  case miseRefuses([ErrorMessage])
  /// An install waits for the one that runs.
  case installQueued([Installer.Item])
  /// All of these are being installed already.
  case alreadyInstalling([Installer.Item])
  /// One item of an install was cancelled; the others go on.
  case itemCancelled(Installer.Item)
  /// An item of the running install has begun, got on or ended.
  case installProgressed(InstallQueue.Running)
  /// A line of mise or ocx about an install, which says no more than `installProgressed` does.
  case installLine(String)
  /// An install ended; a result for each item.
  case installed([InstallResult], of: TaskID)
  /// One part of a refresh has begun or ended.
  case refreshProgressed(RefreshProgress)
  /// A refresh ended; a result for each part.
  case refreshed([RefreshResult])
}

extension WrittenChange {
  /// The files, safe to show.
  var names: String {
    plan.files.map { SafeText.clean($0.fullName) }.joined(separator: ", ")
  }

  /// What is to be known beside that, a line each: what files have lost, and what became of changes
  /// that earlier runs had left unfinished.
  func remarks(display: (String) -> String) -> [String] {
    warnings.map { SafeText.clean($0.message) }
      + notes.map { SafeText.clean($0.message(display: display)) }
  }
}
