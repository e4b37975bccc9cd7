import BackendKit

/// What a session reports, as a value that each face puts into words.
enum Notice: Sendable {
  /// The session's policy forbids the intent.
  case refused(Refusal)
  /// A task failed.
  case failed(ErrorMessage)
  /// A task was cancelled.
  case cancelled(SessionTask)
  /// A command that is run for the task in flight.
  case command(String)
  /// A line printed by a running program.
  case line(String)

  /// The names of all tools in the index are known.
  case indexListed
  /// Details of more tools are known.
  case indexFilled
  /// The whole index has been read.
  case indexRead
  /// The project was read; `previous` is its former state.
  case projectRead(previous: ProjectSnapshot?)
  /// A tool was inspected.
  case inspected

  /// Changes were staged; the proposal also says what was skipped or left.
  case staged(Proposal)
  /// The staged changes were planned; `isNew` if the plan differs from the one before.
  case planned(isNew: Bool)
  /// The staged changes were planned again because the files were changed elsewhere.
  case plannedAgain
  /// The changes staged last have no effect; `othersAreStaged` if other changes remain.
  case nothingToChange(othersAreStaged: Bool)
  /// A change cannot be made and is no longer staged.
  case changeRefused(StagedChange, ErrorMessage)
  /// A change is no longer staged.
  case dropped(StagedChange)
  /// These files are written only where the person agrees.
  case outside([OutsideFile])
  /// There is nothing to write.
  case nothingStaged
  /// Files were written.
  case written(WrittenChange)
  /// These lock files of mise do not match what was written.
  case locksStale([StaleLock])

  /// What undo would change.
  case undoPlanned(UndoPlan)
  /// A change was undone by writing this.
  case undone(WrittenChange)

  /// Pins are now written to this file.
  case targetChosen(WriteTarget)

  /// mise will refuse the current install, for these reasons.
  case miseRefuses([ErrorMessage])
  /// An install waits for the running one.
  case installQueued([Installer.Item])
  /// All of these are already being installed.
  case alreadyInstalling([Installer.Item])
  /// One item of an install was cancelled; the others continue.
  case itemCancelled(Installer.Item)
  /// An item of the running install has started, progressed or ended.
  case installProgressed(InstallQueue.Running)
  /// A line of mise or ocx about an install that adds nothing to `installProgressed`.
  case installLine(String)
  /// An install ended, with a result for each item.
  case installed([InstallResult], of: TaskID)
  /// One part of a refresh has started or ended.
  case refreshProgressed(RefreshProgress)
  /// A refresh ended, with a result for each part.
  case refreshed([RefreshResult])
}

extension Notice {
  /// The notice of a new plan.
  init(_ comparison: StagedChanges.PlanComparison, othersAreStaged: Bool) {
    self =
      switch comparison {
      case .new: .planned(isNew: true)
      case .moved: .plannedAgain
      case .same: .planned(isNew: false)
      case .nothingToChange: .nothingToChange(othersAreStaged: othersAreStaged)
      }
  }
}

extension WrittenChange {
  /// The names of the files, safe to show.
  var names: String {
    plan.files.map { SafeText.clean($0.fullName) }.joined(separator: ", ")
  }

  /// Further notes, one line each: file metadata that was lost, and the outcome of changes that
  /// earlier runs left unfinished.
  func notes(display: (String) -> String) -> [String] {
    warnings.map { SafeText.clean($0.message) }
      + notes.map { SafeText.clean($0.message(display: display)) }
  }
}
