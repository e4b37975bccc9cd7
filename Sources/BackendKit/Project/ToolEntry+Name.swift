extension ToolEntry {
  /// The tool for people and scripts: its full name, or the key as written where that names none.
  public var name: String { tool?.description ?? identity }

  /// Whether it is one of an array of requests.
  var isElement: Bool { shape == .arrayString || shape == .arrayTable }
}
