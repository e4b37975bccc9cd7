import BackendKit

/// The message while `mise` is missing, from the longest to the shortest.
enum MissingMise {
  static let texts = [
    "mise is not on PATH; it runs what is pinned: https://mise.jdx.dev",
    "mise is not on PATH: https://mise.jdx.dev", "no mise on PATH", "no mise",
  ]
}

/// The message while `ocx` is missing.
enum MissingOCX {
  static let sentence =
    "ocx is not on PATH. Browsing and pinning work; installing needs it: https://ocx.sh"

  /// The message, from the longest to the shortest.
  static let texts = [
    sentence, "ocx is not on PATH; installing needs it: https://ocx.sh",
    "ocx is not on PATH: https://ocx.sh", "no ocx on PATH", "no ocx",
  ]
}

extension ProjectSnapshot {
  /// Whether it matters that `ocx` is missing: offline, nothing could be installed anyway.
  func lacksOCX(in options: SessionOptions) -> Bool { !hasOCX && !options.offline }

  /// The message about a missing program, from the longest to the shortest; empty in the demo, which
  /// needs none.
  func missing(in options: SessionOptions) -> [String] {
    if lacksOCX(in: options) { return MissingOCX.texts }
    return !hasMise && !options.isDemo ? MissingMise.texts : []
  }
}

extension Session {
  /// Whether it matters that `ocx` is missing.
  var lacksOCX: Bool { project?.lacksOCX(in: options) == true }

  /// Whether there is no `mise`.
  var lacksMise: Bool { project?.hasMise == false }
}
