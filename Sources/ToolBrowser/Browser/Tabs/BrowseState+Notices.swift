import BackendKit

extension BrowseState {
  /// Takes what the session tells: the index or the project was read.
  mutating func handle(_ notice: Notice, in session: Session) {
    switch notice {
    case .indexListed:
      findRegistry(in: session)
      listAnew(session)
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
