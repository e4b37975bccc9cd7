import BackendKit

/// Download and timing of one item of an install.
struct InstallStatus: Sendable, Hashable {
  /// Its download; nil before it starts.
  var download: DownloadProgress?
  /// When it started, in seconds since 1970.
  let start: Int64
  /// Seconds since the start.
  var seconds: Int64 = 0

  /// The known figures, the final ones first: `80 MB`, `136 MB unpacked`, `14 s`.
  var parts: [String] {
    let packed = download?.packed.map { ByteCount.text($0) }
    let unpacked = download.flatMap { download in
      download.unpacked > 0 ? ByteCount.text(download.unpacked) + " unpacked" : nil
    }
    return [packed, unpacked, seconds > 0 ? Self.duration(seconds) : nil].compactMap(\.self)
  }

  /// The figures of a finished item: what was downloaded, and how long it took.
  var outcome: [String] {
    [download?.packed.map { ByteCount.text($0) }, seconds > 0 ? Self.duration(seconds) : nil]
      .compactMap(\.self)
  }

  /// `14 s`, `2 min 5 s`.
  private static func duration(_ seconds: Int64) -> String {
    seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}
