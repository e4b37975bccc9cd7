/// The candidate link by which ocx holds a package while that is installed.
///
/// One rule for every install: a candidate that was there before is the user's and stays, one that
/// an install created is released. Installs of one tag take turns, or the second would take the
/// first one's candidate for the user's. Their lock file has a text as long as its candidate is the
/// install's own: where an install was killed, the next one releases what it left.
struct HeldCandidate {
  /// Whether it is the user's.
  let isUsers: Bool
  private let reference: Reference
  private let path: String
  /// nil if the cache folder is not writable, or if another install took too long: then whatever
  /// exists is left alone.
  private let lock: FileLock?

  /// Waits for another install of this tag, up to `patience` seconds; `onWait` is called if there is
  /// one.
  init(
    _ tool: ToolName, tag: String, environment: Environment, patience: Double = Self.patience,
    cancellation: Cancellation, onWait: () -> Void = {}
  ) {
    reference = Reference(tool: tool, tag: tag)
    let home = OCXHome(environment: environment)
    path = home.candidate(tool, tag: tag)
    let folder = Paths.join(XDGFolders.cache(environment), "candidates")
    let name = ((try? Files.resolveLinks(home.path)) ?? home.path) + "\n" + reference.description
    let file = Paths.join(folder, XDGFolders.cacheName(of: name))
    lock = Self.lock(
      file, in: folder, patience: patience, cancellation: cancellation, onWait: onWait)
    let isLeft = lock != nil && Self.isLeft(path, by: file)
    isUsers = Files.kind(path) != nil && !isLeft
    if !isUsers, lock != nil { try? Files.writeScratch(file, "created by an install\n") }
  }

  /// Whether an install with this lock file has left the candidate. One that is much younger than
  /// the text in the file is the user's: the install had been killed before there was any.
  private static func isLeft(_ candidate: String, by file: String) -> Bool {
    guard let text = try? Files.read(file), !text.isEmpty, let marked = try? Files.modified(file),
      let link = FileStamp(ofLink: candidate)
    else { return false }
    return link.changed / 1_000_000_000 - marked < Int64(patience)
  }

  private static func lock(
    _ file: String, in folder: String, patience: Double, cancellation: Cancellation,
    onWait: () -> Void
  ) -> FileLock? {
    do throws(FileFailure) {
      try Files.makeDirectories(folder)
      do throws(FileFailure) {
        return try Files.lock(file, waiting: 0)
      } catch .locked {
        onWait()
        return try Files.lock(file, waiting: patience, cancellation: cancellation)
      }
    } catch {
      return nil
    }
  }

  /// What the link leads to; nil if there is none.
  var target: String? { try? Files.readLink(path) }

  /// Leaves the candidate to the user.
  func keep() { lock?.remove() }

  /// Releases the candidate, unless it is the user's. Never with `--purge`, which removes packages
  /// that others still use.
  func giveBack(_ client: OCXClient, report: (LogNote) -> Void) {
    guard !isUsers, Files.kind(path) != nil else { return keep() }
    do throws(OCXFailure) {
      // Not with the caller's cancellation: what a cancelled install created is released, too.
      let removals = try client.uninstall(reference, timeLimit: Self.uninstallLimit)
      guard removals.allSatisfy(\.isGone) else {
        throw .unexpectedAnswer(subject: "package uninstall", reason: "an unknown status")
      }
      keep()
    } catch {
      // The text in the lock file stays: the next install of this tag tries again.
      lock?.release()
      report(
        .warning(
          "ocx keeps \(reference) in its store, because releasing it failed: \(error.message)"))
    }
  }

  /// Seconds to wait for another install of the same tag, which may be downloading it.
  private static let patience = 600.0
  /// Seconds for ocx to release a candidate: mise waits for it.
  private static let uninstallLimit = 20.0
}
