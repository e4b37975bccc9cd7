/// A request in a mise file, parsed as mise does (docs/mise.md §1).
package enum MiseRequest: Hashable, Sendable {
  /// A version, a prefix of one, or `latest`.
  case version(String)
  /// `prefix:4.3`: the newest with this prefix.
  case prefix(String)
  /// `ref:…`, also `tag:`, `branch:` and `rev:`. For OCX, `ref:sha256:…`.
  case reference(kind: String, name: String)
  /// `sub-1:latest`: a version minus another.
  case sub(String, from: String)
  /// `path:…`: a folder.
  case path(String)
  /// `system`: what is on PATH.
  case system
  /// A request that mise rejects.
  case invalid(String)

  /// The kinds of a reference.
  static let referenceKinds = ["ref", "tag", "branch", "rev"]

  /// Parses a request.
  package init(_ text: String) {
    var text = text
    if let dash = text[...].firstPlace(of: "-"), Self.isReferenceKind(text[..<dash]) {
      text.unicodeScalars.replaceSubrange(dash...dash, with: [":"])
    }
    guard let colon = text[...].firstPlace(of: ":") else {
      self = text == "system" ? .system : .version(text)
      return
    }
    let kind = text[..<colon]
    let rest = String(text[text.unicodeScalars.index(after: colon)...])
    if Self.isReferenceKind(kind) {
      self = .reference(kind: String(kind), name: rest)
    } else if kind == "prefix" {
      self = .prefix(rest)
    } else if kind == "path" {
      self = .path(rest)
    } else if kind.hasPrefix("sub-") {
      self = .sub(String(kind.dropFirst(4)), from: rest)
    } else {
      self = .invalid(text)
    }
  }

  private static func isReferenceKind(_ word: Substring) -> Bool {
    referenceKinds.contains { $0 == word }
  }

  /// The request as mise prints it.
  package var text: String {
    switch self {
    case .version(let version), .invalid(let version): version
    case .prefix(let prefix): "prefix:" + prefix
    case .reference(let kind, let name): kind + ":" + name
    case .sub(let sub, let from): "sub-" + sub + ":" + from
    case .path(let path): "path:" + path
    case .system: "system"
    }
  }
}
