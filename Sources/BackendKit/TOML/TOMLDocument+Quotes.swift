extension TOMLDocument {
  /// The quotes for a new entry of `[tools]`: those of the other entries, else of the whole file;
  /// `"…"` if they are mixed.
  func quotesForNewTool() -> (key: TOMLQuotes, value: TOMLQuotes) {
    var tools = SeenQuotes()
    if let table = root["tools"]?.table { tools.add(table, in: bytes) }
    var whole = SeenQuotes()
    if tools.values == [] { whole.add(root, in: bytes) }
    let values = tools.values.union(whole.values)
    let keys = tools.keys.union(whole.keys)
    let value: TOMLQuotes = values == .literal ? .literal : .basic
    return (keys == [] ? value : keys == .literal ? .literal : .basic, value)
  }
}

/// The quotes used in keys and values.
private struct SeenQuotes {
  struct Seen: OptionSet {
    let rawValue: Int
    static let basic = Seen(rawValue: 1)
    static let literal = Seen(rawValue: 2)
  }

  var keys: Seen = []
  var values: Seen = []

  mutating func add(_ table: TOMLTable, in bytes: [UInt8]) {
    for entry in table.entries {
      keys.formUnion(Self.quotes(of: entry.key.range, in: bytes))
      add(entry.value, in: bytes)
    }
  }

  private mutating func add(_ value: TOMLValue, in bytes: [UInt8]) {
    switch value.kind {
    case .string: values.formUnion(Self.quotes(of: value.range, in: bytes))
    case .array(let elements): for element in elements { add(element, in: bytes) }
    case .table(let table): add(table, in: bytes)
    default: break
    }
  }

  /// Text with escapes or an apostrophe does not count, because it requires `"…"`.
  private static func quotes(of range: Range<Int>, in bytes: [UInt8]) -> Seen {
    let text = bytes[range]
    switch text.first {
    case TOMLByte.apostrophe: return .literal
    case TOMLByte.quote:
      return text.contains { $0 == TOMLByte.backslash || $0 == TOMLByte.apostrophe } ? [] : .basic
    default: return []
    }
  }
}
