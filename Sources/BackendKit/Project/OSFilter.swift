/// The `os` key of an entry: which machines it is for.
enum OSFilter {
  /// Whether a filter lets a machine through: each word is a system, or a system and an
  /// architecture; none lets every machine through.
  static func allows(
    _ words: [String], system: String = HostSystem.name,
    architecture: String = HostSystem.architecture
  ) -> Bool {
    words.isEmpty
      || words.contains { word in
        let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
        guard let name = parts.first else { return false }
        return self.system(name) == system
          && (parts.count == 1 || self.architecture(parts[1]) == architecture)
      }
  }

  private static func system(_ name: String) -> String { name == "darwin" ? "macos" : name }

  private static func architecture(_ name: String) -> String {
    switch name {
    case "x86_64", "amd64": "x64"
    case "aarch64": "arm64"
    default: name
    }
  }
}
