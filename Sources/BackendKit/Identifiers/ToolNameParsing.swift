extension ToolName {
  /// The registry that OCX compiles in.
  public static let compiledDefaultRegistry = "ocx.sh"

  /// Reads `[ocx:][registry/]namespace/name`: the key of mise.toml, a command's TOOL, a line of
  /// OCX's catalog.
  ///
  /// - Throws: `IdentifierFailure`; `.unexpectedVersion` where a tag or a digest is given.
  public init(
    parsing text: String, defaultRegistry: String = ToolName.compiledDefaultRegistry
  ) throws(IdentifierFailure) {
    let name = text.hasPrefix("ocx:") ? String(text.dropFirst(4)) : text
    let reference = try Reference(parsing: name, defaultRegistry: defaultRegistry)
    guard reference.tag == nil, reference.digest == nil else { throw .unexpectedVersion(text) }
    self = reference.tool
  }

  /// Reads `[registry/]repository` of an identifier whose tag and digest are cut off.
  init(path: Substring, defaultRegistry: String, whole: String) throws(IdentifierFailure) {
    let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    var registry = defaultRegistry
    var repository = path
    if segments.count > 1, let first = segments.first, ToolName.isRegistry(first) {
      registry = String(decoding: first, as: UTF8.self)
      repository = path[path.utf8.index(after: first.endIndex)...]
    }
    if let failure = ToolName.failure(ofRepository: repository.utf8, whole: whole) { throw failure }
    self.init(registry: registry, repository: String(repository))
  }

  /// Whether the first segment of several names a registry.
  private static func isRegistry(_ segment: some Collection<UInt8>) -> Bool {
    segment.contains(UInt8(ascii: ".")) || segment.contains(UInt8(ascii: ":"))
      || segment.elementsEqual("localhost".utf8)
  }

  /// What is wrong with a repository, nil where nothing is.
  static func failure(
    ofRepository repository: some BidirectionalCollection<UInt8>, whole: String
  ) -> IdentifierFailure? {
    if repository.contains(where: \.isUpper) { return .uppercaseRepository(whole) }
    if repository.count > 255 { return .repositoryTooLong(whole) }
    let segments = repository.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if segments.contains(where: { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }) {
      return .directoryTraversal(whole)
    }
    let sound = segments.allSatisfy { segment in
      !segment.isEmpty
        && segment.allSatisfy {
          $0.isLower || $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
            || $0 == UInt8(ascii: "-")
        }
    }
    return sound ? nil : .invalidFormat(whole)
  }
}
