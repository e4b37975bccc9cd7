extension ToolName {
  /// The name of a registry's folders in OCX's index and store: every character outside
  /// `[A-Za-z0-9._-]` becomes `_` (docs/ocx.md §6).
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
