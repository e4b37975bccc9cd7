import BackendKit

/// How far an item of an install is, as far as anybody knows.
struct InstallStatus: Sendable, Hashable {
  /// What is known of its download; nil before it has begun.
  var download: DownloadProgress?
  /// When it began, in seconds since 1970.
  let start: Int64
  /// Seconds since then.
  var seconds: Int64 = 0

  /// What is known, first what cannot change any more: `80 MB`, `136 MB unpacked`, `14 s`.
  var parts: [String] {
    let packed = download?.packed.map { ByteCount.text($0) }
    let unpacked = download.flatMap { download in
      download.unpacked > 0 ? ByteCount.text(download.unpacked) + " unpacked" : nil
    }
    return [packed, unpacked, seconds > 0 ? Self.duration(seconds) : nil].compactMap(\.self)
  }

  /// What is known when it is done: what was fetched, and how long it took.
  var outcome: [String] {
    [download?.packed.map { ByteCount.text($0) }, seconds > 0 ? Self.duration(seconds) : nil]
      .compactMap(\.self)
  }

  /// `14 s`, `2 min 5 s`.
  private static func duration(_ seconds: Int64) -> String {
    seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}
