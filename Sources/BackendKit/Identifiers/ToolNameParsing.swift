extension ToolName {
  /// OCX's built-in default registry.
  public static let compiledDefaultRegistry = "ocx.sh"

  /// Reads `[ocx:][registry/]namespace/name`: a key of mise.toml, an argument of a command, an
  /// entry of OCX's catalog.
  ///
  /// Stricter than OCX, which accepts any text as a registry: the name is passed to `ocx` as an
  /// argument, so it must not look like an option, and the registry must be a host.
  ///
  /// - Throws: `IdentifierFailure`; `.unexpectedVersion` if there is a tag or a digest.
  public init(
    parsing text: String, defaultRegistry: String = ToolName.compiledDefaultRegistry
  ) throws(IdentifierFailure) {
    let name = text.hasPrefix("ocx:") ? String(text.dropFirst(4)) : text
    guard !name.utf8.contains(UInt8(ascii: "@")) else { throw .unexpectedVersion(text) }
    let reference = try Reference(parsing: name, defaultRegistry: defaultRegistry)
    guard reference.tag == nil, reference.digest == nil else { throw .unexpectedVersion(text) }
    guard ToolName.isHost(reference.tool.registry) else { throw .invalidFormat(text) }
    self = reference.tool
  }

  /// Reads `[registry/]repository` of an identifier without its tag and digest.
  init(path: Substring, defaultRegistry: String, whole: String) throws(IdentifierFailure) {
    let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isComplete = segments.count > 1 && segments.first.map(ToolName.isRegistry) == true
    // The default is prepended as text: anything after a `/` in it becomes part of the repository.
    let full = isComplete ? path : (defaultRegistry + "/" + path)[...]
    guard let slash = full.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      throw .invalidFormat(whole)
    }
    let registry = String(full[..<slash])
    let repository = full[full.utf8.index(after: slash)...]
    if let failure = ToolName.failure(ofRepository: repository.utf8, whole: whole) { throw failure }
    self.init(registry: registry, repository: String(repository))
  }

  /// Whether OCX would read a first segment as a registry (docs/ocx.md §1). False for a text with a
  /// slash.
  package static func isRegistry(_ text: String) -> Bool {
    !text.contains("/") && isRegistry(text.utf8)
  }

  /// Whether the first segment of several is a registry.
  private static func isRegistry(_ segment: some Collection<UInt8>) -> Bool {
    segment.contains(UInt8(ascii: ".")) || segment.contains(UInt8(ascii: ":"))
      || segment.elementsEqual("localhost".utf8)
  }

  /// Whether a registry is a host with an optional port. Addresses in brackets are allowed. `.` and
  /// `..` are folders, and `ocx:` before a name is the prefix of a key, never a host with a port.
  static func isHost(_ registry: String) -> Bool {
    guard registry.utf8.first != UInt8(ascii: "-"), registry.utf8.contains(where: \.isAlphanumeric),
      !registry.hasPrefix(backend + ":")
    else { return false }
    return registry.utf8.allSatisfy { $0.isAlphanumeric || "._-:[]".utf8.contains($0) }
  }

  /// What is wrong with a repository; nil if it is valid.
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
