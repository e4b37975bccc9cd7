/// Which requests mise takes (docs/mise.md §1).
enum RequestCheck {
  /// Whether mise evaluates a request before it takes it for one.
  static func isTemplate(_ request: String) -> Bool {
    ["{{", "{%", "{#"].contains { request.holds($0) }
  }

  /// Why mise refuses a request, one line; nil if it takes it. Templates are not looked into.
  static func problem(of request: String) -> String? {
    if request.isEmpty { return "the version is empty" }
    if isTemplate(request) { return nil }
    switch MiseRequest(request) {
    case .invalid:
      let kind = request[...].parts(between: ":", atMost: 2)[0]
      return "mise takes no version with \"\(kind):\""
    case .path: return nil
    default: break
    }
    if request.hasPrefix("-") { return "a version cannot begin with \"-\"" }
    if request.holds("..") { return "a version cannot hold \"..\"" }
    let forbidden = request.unicodeScalars.contains { scalar in
      "\"'`\\$".unicodeScalars.contains(scalar) || scalar.properties.generalCategory == .control
    }
    return forbidden ? "a version cannot hold quotes, \"\\\", \"$\" or control characters" : nil
  }
}
