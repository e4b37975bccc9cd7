import BackendKit

/// What is said, for as long as it holds, where there is no `mise`; for less and less room.
enum MissingMise {
  static let texts = [
    "mise is not on PATH; it runs what is pinned: https://mise.jdx.dev",
    "mise is not on PATH: https://mise.jdx.dev", "no mise on PATH", "no mise",
  ]
}

/// What is said, for as long as it holds, where there is no `ocx`.
enum MissingOCX {
  static let sentence =
    "ocx is not on PATH. Browsing and pinning work; installing needs it: https://ocx.sh"

  /// The message for less and less space.
  static let texts = [
    sentence, "ocx is not on PATH; installing needs it: https://ocx.sh",
    "ocx is not on PATH: https://ocx.sh", "no ocx on PATH", "no ocx",
  ]
}

extension ProjectSnapshot {
  /// Whether it matters that `ocx` is missing: offline, nothing could be installed anyway.
  func lacksOCX(in options: SessionOptions) -> Bool { !hasOCX && !options.offline }

  /// What is missing, for less and less room; nothing in the demo, which needs neither.
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
