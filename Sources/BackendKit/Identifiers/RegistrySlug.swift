extension ToolName {
  /// What OCX calls the folders of a registry, in its index and in its store: every character
  /// outside `[A-Za-z0-9._-]` is a `_` (docs/ocx.md §6).
  package static func slug(ofRegistry registry: String) -> String {
    String(
      registry.unicodeScalars.map { scalar in
        let isKept =
          scalar.isASCII
          && (UInt8(ascii: scalar).isAlphanumeric || scalar == "." || scalar == "_"
            || scalar == "-")
        return isKept ? Character(scalar) : "_"
      })
  }
}
