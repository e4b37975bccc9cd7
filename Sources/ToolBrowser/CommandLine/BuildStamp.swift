import CBuildStamp

/// What this program was built from. Fields are nil if the build did not set them, as in a plain
/// `swift build`.
struct BuildStamp: Sendable {
  let commit: String?
  /// The commit's date, or that of `SOURCE_DATE_EPOCH`: `YYYY-MM-DD`.
  let date: String?
  /// The version of the Swift compiler.
  let compiler: String?

  /// The build stamp of this program.
  static let current = BuildStamp(
    commit: text(ocx_mise_tui_commit()), date: text(ocx_mise_tui_date()),
    compiler: text(ocx_mise_tui_compiler()))

  /// One line, or nil if nothing is known.
  var line: String? {
    let parts = [
      commit.map { "commit \($0)" + (date.map { " of \($0)" } ?? "") },
      compiler.map { "Swift \($0)" },
    ]
    let known = parts.compactMap(\.self)
    return known.isEmpty ? nil : known.joined(separator: ", ")
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
    guard let pointer else { return nil }
    let text = String(cString: pointer)
    return text.isEmpty ? nil : text
  }
}
