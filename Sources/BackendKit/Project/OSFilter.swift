/// The `os` key of an entry: which systems it is for (docs/mise.md §11).
enum OSFilter {
  /// Whether a filter matches a system: each value is a system, or a system and an architecture,
  /// case-sensitive. An unknown value matches nothing, and so does an empty filter; nil means no
  /// filter.
  static func allows(
    _ words: [String]?, system: String = HostSystem.name,
    architecture: String = HostSystem.architecture
  ) -> Bool {
    guard let words else { return true }
    return words.contains { word in
      let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first, matches(String(name), system) else { return false }
      return parts.count == 1 || self.architecture(String(parts[1])) == architecture
    }
  }

  private static func matches(_ name: String, _ system: String) -> Bool {
    switch name {
    case "unix": system != "windows"
    case "darwin": system == "macos"
    case "win": system == "windows"
    default: system == name
    }
  }

  private static func architecture(_ name: String) -> String {
    switch name {
    case "x86_64", "amd64": "x64"
    case "aarch64": "arm64"
    default: name
    }
  }
}
