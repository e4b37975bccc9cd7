extension ToolEntry {
  /// Its own `minimum_release_age`, as it is written.
  var minimumReleaseAge: String? { options["minimum_release_age"] }

  /// The tool for people and scripts: its full name, or the key as written where that names none.
  package var name: String { tool?.description ?? identity }

  /// Whether it is one of several that may stand under its key: of an array of requests, or of a
  /// line of `.tool-versions`.
  package var isElement: Bool {
    switch shape {
    case .arrayString, .arrayTable, .toolVersions: true
    case .string, .inlineTable, .subTable: false
    }
  }

  /// How its file is written.
  package var fileKind: ConfigFile.Kind { shape == .toolVersions ? .toolVersions : .toml }

  /// Whether it stands in a line of `.tool-versions` that a later line of the file repeats.
  var isRepeated: Bool { shape == .toolVersions && shadowedBy?.file == file }
}
