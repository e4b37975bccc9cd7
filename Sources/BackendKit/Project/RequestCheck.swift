/// Which requests mise accepts (docs/mise.md §1).
enum RequestCheck {
  /// Whether a request contains a template that mise would evaluate first.
  static func isTemplate(_ request: String) -> Bool {
    ["{{", "{%", "{#"].contains { request.holds($0) }
  }

  /// Why mise refuses a request, one line; nil if it accepts it. Templates are not checked.
  static func problem(of request: String) -> String? {
    if request.isEmpty { return "the version is empty" }
    if isTemplate(request) { return nil }
    switch MiseRequest(request) {
    case .invalid:
      let kind = request[...].parts(between: ":", atMost: 2)[0]
      return "mise accepts no version with \"\(kind):\""
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
