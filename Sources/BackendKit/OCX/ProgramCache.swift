import Synchronization

/// Caches what is known of a client's program.
final class ProgramCache: Sendable {
  private let known = Mutex<OCXVersion?>(nil)
  private let documents = Mutex<[String: Int]>([:])
  private let shapes = Mutex(false)

  /// The versions of its documents, as far as it lists them (`OCXDecoding.documentVersions`).
  var documentVersions: [String: Int] {
    get { documents.withLock { $0 } }
    set { documents.withLock { $0 = newValue } }
  }

  /// Whether the shapes of its answers have been checked.
  var hasKnownShapes: Bool {
    get { shapes.withLock { $0 } }
    set { shapes.withLock { $0 = newValue } }
  }

  func version(
    _ ask: () throws(OCXFailure) -> OCXVersion
  ) throws(OCXFailure) -> OCXVersion {
    try known.withLock { (known) throws(OCXFailure) in
      if let known { return known }
      let version = try ask()
      known = version
      return version
    }
  }
}
