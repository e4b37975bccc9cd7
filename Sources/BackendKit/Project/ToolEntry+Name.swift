extension ToolEntry {
  /// Its own `minimum_release_age`, as it is written.
  var minimumReleaseAge: String? { options["minimum_release_age"] }

  /// The tool for people and scripts: its full name, or the key as written if it is not a valid
  /// name.
  package var name: String { tool?.description ?? identity }

  /// The tools that are listed under more than one key: a row for each has to say which.
  package static func namesWithSeveralKeys(_ entries: some Sequence<ToolEntry>) -> Set<String> {
    var identities: [String: String] = [:]
    var several: Set<String> = []
    for entry in entries {
      let first = identities[entry.name]
      identities[entry.name] = first ?? entry.identity
      if let first, first != entry.identity { several.insert(entry.name) }
    }
    return several
  }

  /// Whether the key can have several such entries: in an array of requests, or on a line of
  /// `.tool-versions`.
  package var isElement: Bool {
    switch shape {
    case .arrayString, .arrayTable, .toolVersions: true
    case .string, .inlineTable, .subTable: false
    }
  }

  /// The format of its file.
  package var fileKind: ConfigFile.Kind { shape == .toolVersions ? .toolVersions : .toml }

  /// Whether it is on a line of `.tool-versions` whose tool a later line of the file repeats.
  var isRepeated: Bool { shape == .toolVersions && shadowedBy?.file == file }
}
