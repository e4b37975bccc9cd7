extension TOMLText {
  /// Sets the request of an entry that is there, and its digest.
  mutating func set(
    _ value: TOMLValue, element: Int?, key: String, request: String,
    digest: ToolsEdit.DigestOption
  ) throws(TOMLFailure) {
    switch value.kind {
    case .array(let elements) where elements.indices.contains(element ?? 0):
      try set(elements[element ?? 0], element: nil, key: key, request: request, digest: digest)
    case .table(let table):
      try setRequest(request, in: value, table, key: key)
      // The request alone has moved what stands behind it, so it is looked up again.
      let path = path(to: key, element: element, alike: value)
      guard let table = path?.table else { return }
      switch digest {
      case .keep: break
      case .drop: try removeDigest(from: table)
      case .set(let digest): try setDigest(digest, in: table)
      }
    default:
      let new = ToolsEditor.newValue(request, digest, like: styled(value, digest))
      try replace(value.range, with: new)
    }
  }

  /// The quotes to go on with: a string of several lines has no place in an inline table.
  private func styled(_ value: TOMLValue, _ digest: ToolsEdit.DigestOption) -> ArraySlice<UInt8> {
    guard value.string != nil else { return [] }
    if case .set = digest { return bytes[value.range].prefix(1) }
    return bytes[value.range]
  }

  /// The entry, or its element: the one that begins where `old` began. Edits within it move
  /// neither its own start nor that of what stands before it.
  private func path(to key: String, element: Int?, alike old: TOMLValue) -> TOMLValue? {
    guard let value = document.root["tools"]?.table?[key] else { return nil }
    guard let elements = value.array else { return value }
    return elements.first { $0.range.lowerBound == old.range.lowerBound }
  }

  private mutating func setRequest(
    _ request: String, in value: TOMLValue, _ table: TOMLTable, key: String
  ) throws(TOMLFailure) {
    // `ToolsModel` has refused what is thrown here.
    guard let (old, name, text) = try? ToolsModel.written(request, in: table, of: key) else {
      return
    }
    guard let old else { return try addRequest(text, in: value, table) }
    var changes: [(range: Range<Int>, with: [UInt8])] = [
      (old.value.range, TOMLWriting.string(text, like: bytes[old.value.range]))
    ]
    if old.key.name != name, let place = place(of: old.value), let last = place.pair.keys.last {
      let separator = separator(of: place.pair, forWidth: name.utf8.count)
      changes.append(
        (last.range.lowerBound..<old.value.range.lowerBound, Array(name.utf8) + separator))
    }
    try replace(changes)
  }

  /// `version` in a table that has no request.
  private mutating func addRequest(_ request: String, in value: TOMLValue, _ table: TOMLTable)
    throws(TOMLFailure)
  {
    let pair = Array("version = ".utf8) + TOMLWriting.basic(request)
    switch table.form {
    case .inline:
      if let first = table.pairs.first {
        try replace(first.range.lowerBound..<first.range.lowerBound, with: pair + Array(", ".utf8))
      } else {
        try replace(value.range, with: Array("{ ".utf8) + pair + Array(" }".utf8))
      }
    case .header:
      try insertLine(indentation(value.range.lowerBound) + pair, after: value.range.upperBound)
    case .root, .implicit, .dotted:
      // Nothing is written, and the comparison with what was asked refuses the edit.
      break
    }
  }

  private mutating func setDigest(_ digest: String, in table: TOMLTable) throws(TOMLFailure) {
    if let old = table["digest"] {
      let style = old.string == nil ? [] : bytes[old.range]
      return try replace(old.range, with: TOMLWriting.string(digest, like: style))
    }
    let request = ToolsModel.requestKeys.lazy.compactMap { table[$0] }.first
    guard let request, let place = place(of: request), let last = place.pair.keys.last else {
      return
    }
    let name = Array("digest".utf8)
    // A dotted key goes on as one: `tools.x.version` is followed by `tools.x.digest`.
    let pair =
      bytes[place.pair.range.lowerBound..<last.range.lowerBound] + name
      + separator(of: place.pair, forWidth: name.count) + TOMLWriting.basic(digest)
    let end = place.pair.range.upperBound
    switch place.home {
    case .line:
      try insertLine(indentation(place.pair.range.lowerBound) + pair, after: end)
    case .inline:
      try replace(end..<end, with: Array(", ".utf8) + pair)
    }
  }

  private mutating func removeDigest(from table: TOMLTable) throws(TOMLFailure) {
    guard let digest = table["digest"], let place = place(of: digest) else { return }
    switch place.home {
    case .line: try removeLines([place.pair.range])
    case .inline(let pairs, let index): try removePair(index, of: pairs)
    }
  }
}
