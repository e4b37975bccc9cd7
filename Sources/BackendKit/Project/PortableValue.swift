/// Text that may refer to folders of an install independently of where the install is, so that it
/// stays valid if the install is moved.
///
/// Text and folders are separate parts: no text is ever interpreted as a folder.
package struct PortableValue: Hashable, Sendable {
  /// One part of a value.
  package enum Part: Hashable, Sendable {
    /// Literal text.
    case text(String)
    /// The absolute path of a package folder.
    case folder(PackageFolder)
  }

  /// The parts in order, to be joined without separators.
  package private(set) var parts: [Part] = []

  /// A value of parts; adjacent texts are joined and empty ones left out.
  package init(_ parts: [Part] = []) {
    for part in parts { append(part) }
  }

  /// Adds a part at the end.
  package mutating func append(_ part: Part) {
    guard case .text(let text) = part else {
      parts.append(part)
      return
    }
    if text.isEmpty { return }
    if case .text(let before) = parts.last {
      parts[parts.count - 1] = .text(before + text)
    } else {
      parts.append(part)
    }
  }

  /// The folders that the value refers to.
  package var folders: [PackageFolder] {
    parts.compactMap { part in
      if case .folder(let folder) = part { folder } else { nil }
    }
  }

  /// The value as text for an install at this path.
  package func text(in installPath: String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .folder(let folder): folder.path(in: installPath)
      }
    }.joined()
  }
}

extension PortableValue {
  /// The value as one text: a folder is its name between two NUL bytes, which no environment
  /// variable can contain. For list operations such as folding, which only compare and join.
  init(encoded: String) {
    self.init()
    var isFolder = false
    for piece in encoded.split(separator: "\0", omittingEmptySubsequences: false) {
      if isFolder, let folder = PackageFolder(name: String(piece)) {
        append(.folder(folder))
      } else {
        append(.text(String(piece)))
      }
      isFolder.toggle()
    }
  }

  /// The value as one text, as `init(encoded:)` reads it.
  var encoded: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .folder(let folder): "\0\(folder.name)\0"
      }
    }.joined()
  }
}
