/// Sets the request and the digest of an existing entry.
extension TOMLDocument {
  /// The replacements; none if the entry has no safe form.
  func setting(_ request: String, digest: String?, of value: TOMLValue, element: Int? = nil)
    -> [TextReplacement]
  {
    switch value.kind {
    case .array(let elements) where elements.indices.contains(element ?? 0):
      return setting(request, digest: digest, of: elements[element ?? 0])
    case .table(let table):
      return setting(request, digest: digest, in: table, of: value)
    case .string:
      // A multi-line string cannot be used in the inline table that a digest requires.
      let style = digest == nil ? bytes[value.range] : bytes[value.range].prefix(1)
      let quotes: TOMLQuotes = style.first == TOMLByte.apostrophe ? .literal : .basic
      let text = TOMLWriting.string(request, like: style)
      return [TextReplacement(value.range, with: Self.value(text, digest: digest, in: quotes))]
    default:
      // An empty array may contain comments, which cannot be kept in a string.
      guard !bytes[value.range].contains(TOMLByte.hash) else { return [] }
      let quotes = quotesForNewTool().value
      let text = TOMLWriting.string(request, in: quotes)
      return [TextReplacement(value.range, with: Self.value(text, digest: digest, in: quotes))]
    }
  }

  /// The value of an entry: the request, or a table with the digest.
  static func value(_ request: [UInt8], digest: String?, in quotes: TOMLQuotes) -> [UInt8] {
    guard let digest else { return request }
    return Array("{ version = ".utf8) + request + Array(", digest = ".utf8)
      + TOMLWriting.string(digest, in: quotes) + Array(" }".utf8)
  }

  private func setting(
    _ request: String, digest: String?, in table: TOMLTable, of value: TOMLValue
  ) -> [TextReplacement] {
    // `ToolsModel` has already refused tables with several requests.
    guard let (old, name, text) = try? ToolsModel.written(request, in: table, of: "") else {
      return []
    }
    guard let old else { return adding(text, digest: digest, to: table, of: value) }
    let style = bytes[old.value.range]
    var replacements = [
      TextReplacement(old.value.range, with: TOMLWriting.string(text, like: style))
    ]
    guard let location = location(of: old.value), let key = location.pair.keys.last else {
      return []
    }
    if old.key.name != name {
      let separator = separator(of: location.pair, forWidth: name.utf8.count)
      replacements.append(
        TextReplacement(
          key.range.lowerBound..<old.value.range.lowerBound, with: Array(name.utf8) + separator))
    }
    if let digest {
      let quotes: TOMLQuotes = style.first == TOMLByte.apostrophe ? .literal : .basic
      replacements += setting("digest", to: digest, in: quotes, of: table, after: location)
    }
    return replacements
  }

  /// Sets an option of a table, or adds it after the pair of the request.
  func setting(
    _ name: String, to text: String, in quotes: TOMLQuotes, of table: TOMLTable,
    after location: TOMLPairLocation
  ) -> [TextReplacement] {
    if let old = table[name] {
      let style = old.string == nil ? [] : bytes[old.range]
      return [TextReplacement(old.range, with: TOMLWriting.string(text, like: style))]
    }
    guard let last = location.pair.keys.last else { return [] }
    let name = Array(name.utf8)
    // A dotted key is continued: `tools.x.version` is followed by `tools.x.digest`.
    let start = location.pair.range.lowerBound
    let pair =
      bytes[start..<last.range.lowerBound] + name
      + separator(of: location.pair, forWidth: name.count) + TOMLWriting.string(text, in: quotes)
    switch location.container {
    case .lines:
      let end = nextLine(location.pair.range.upperBound)
      return [insertion(ofLine: indentation(start) + pair, at: end)]
    case .inlineTable(let pairs, let index):
      return insertion(of: Array(pair), after: index, in: pairs)
    }
  }

  /// Adds `version`, and the digest, to a table that has no request.
  private func adding(_ request: String, digest: String?, to table: TOMLTable, of value: TOMLValue)
    -> [TextReplacement]
  {
    let quotes = quotesForNewTool().value
    var replacements: [TextReplacement] = []
    var pairs = [Array("version = ".utf8) + TOMLWriting.string(request, in: quotes)]
    if let digest {
      let text = TOMLWriting.string(digest, in: quotes)
      if let old = table["digest"] {
        replacements.append(TextReplacement(old.range, with: text))
      } else {
        pairs.append(Array("digest = ".utf8) + text)
      }
    }
    switch table.form {
    case .inline where table.pairs.isEmpty:
      let joined = Array(pairs.joined(separator: Array(", ".utf8)))
      return insertion(of: joined, asFirstIn: value)
    case .inline:
      return replacements + pairs.flatMap { insertion(of: $0, asFirstIn: value) }
    case .header:
      let indentation = indentation(value.range.lowerBound)
      let next = nextLine(value.range.upperBound)
      return replacements + pairs.map { insertion(ofLine: indentation + $0, at: next) }
    case .root, .implicit, .dotted:
      return []
    }
  }
}
