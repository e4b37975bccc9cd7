import BackendKit

extension BrowseState {
  /// Handles a notice: the index or the project was read.
  mutating func handle(_ notice: Notice, in session: Session) {
    switch notice {
    case .indexListed:
      findRegistry(in: session)
      relist(session)
    case .indexFilled:
      table = nil
      refreshHits(session)
      loadVersions(session)
      if versionCursor == ListCursor() { restartVersions(session) }
    case .projectRead(previous: nil): restartVersions(session)
    default: break
    }
  }
}
