/// Which requests mise takes (contracts/mise.md §1).
enum RequestCheck {
  private static let kinds: Set<String> = ["ref", "tag", "branch", "rev", "prefix", "path"]

  /// Why mise refuses a request, one line; nil where it takes it. Templates are not looked into.
  static func problem(of request: String) -> String? {
    if request.isEmpty { return "the version is empty" }
    if request.contains("{{") || request.contains("{%") { return nil }
    if let colon = request.firstIndex(of: ":") {
      let kind = String(request[..<colon])
      let isKnown = kinds.contains(kind) || kind.hasPrefix("sub-")
      if !isKnown { return "mise takes no version with \"\(kind):\"" }
      if kind == "path" { return nil }
    }
    if request.hasPrefix("-") { return "a version cannot begin with \"-\"" }
    if request.contains("..") { return "a version cannot hold \"..\"" }
    let forbidden = request.unicodeScalars.contains { scalar in
      "\"'`\\$".unicodeScalars.contains(scalar) || scalar.properties.generalCategory == .control
    }
    return forbidden ? "a version cannot hold quotes, \"\\\", \"$\" or control characters" : nil
  }
}
