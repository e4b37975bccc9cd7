extension ToolEntry {
  /// Its own `minimum_release_age`, as it is written.
  var minimumReleaseAge: String? { options["minimum_release_age"] }

  /// The tool for people and scripts: its full name, or the key as written if it is not a valid
  /// name.
  package var name: String { tool?.description ?? identity }

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
