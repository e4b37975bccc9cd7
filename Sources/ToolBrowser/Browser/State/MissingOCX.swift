import BackendKit

/// The permanent message shown while `ocx` is missing.
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
}

extension Session {
  /// Whether it matters that `ocx` is missing.
  var lacksOCX: Bool { project?.lacksOCX(in: options) == true }

  /// Whether `mise` is missing.
  var lacksMise: Bool { project?.hasMise == false }
}
