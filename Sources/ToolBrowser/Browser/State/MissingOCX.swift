import BackendKit

/// What is said, for as long as it holds, where there is no `ocx`.
enum MissingOCX {
  static let sentence =
    "ocx is not on PATH. Browsing and pinning work; installing needs it: https://ocx.sh"

  /// The same for less and less room.
  static let texts = [
    sentence, "ocx is not on PATH; installing needs it: https://ocx.sh",
    "ocx is not on PATH: https://ocx.sh", "no ocx on PATH", "no ocx",
  ]
}

extension ProjectSnapshot {
  /// Whether it matters that there is no `ocx`: offline, nothing would be installed anyway.
  func lacksOCX(in options: SessionOptions) -> Bool { !hasOCX && !options.offline }
}

extension Session {
  /// Whether it matters that there is no `ocx`.
  var lacksOCX: Bool { project?.lacksOCX(in: options) == true }

  /// Whether there is no `mise`.
  var lacksMise: Bool { project?.hasMise == false }
}
