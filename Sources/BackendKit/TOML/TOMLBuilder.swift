/// Builds tables from pairs and headers, and refuses what TOML forbids, such as a key that is
/// defined twice. Tables are indices in one list, because a later header may add to any of them.
struct TOMLBuilder {
  private enum Content {
    case value(TOMLValue)
    case table(Int)
    /// The index of an array of tables.
    case tables(Int)
  }

  private struct Slot {
    let key: TOMLKey
    var content: Content
    let range: Range<Int>
    let position: TOMLPosition
  }

  private struct Node {
    var form: TOMLTable.Form
    let depth: Int
    var slots: [Slot] = []
    var indices: [TOMLName: Int] = [:]
    /// The position of its own header, for a table in an array of tables.
    var range: Range<Int> = 0..<0
    var position = TOMLPosition.none
  }

  /// A rejected key and the reason.
  struct Refusal: Error {
    let key: TOMLKey
    let reason: String
  }

  private var nodes: [Node]
  /// The tables of each array of tables.
  private var arrays: [[Int]] = []
  /// The table that pairs are added to.
  private var current = 0

  init(form: TOMLTable.Form, depth: Int) {
    nodes = [Node(form: form, depth: depth)]
  }

  /// The depth of the table that pairs are added to.
  var depth: Int { nodes[current].depth }

  /// Opens the table of `[keys]`.
  mutating func open(_ keys: [TOMLKey], header: Range<Int>, at position: TOMLPosition)
    throws(Refusal)
  {
    let (parent, last) = try descendForHeader(keys)
    switch index(of: last, in: parent).map({ nodes[parent].slots[$0].content }) {
    case nil:
      let table = try make(.header, in: parent, for: last)
      add(Slot(key: last, content: .table(table), range: header, position: position), to: parent)
      current = table
    case .table(let table) where nodes[table].form == .implicit:
      nodes[table].form = .header
      current = table
    default:
      throw Refusal(key: last, reason: "\(Self.quoted(last)) is already defined")
    }
  }

  /// Opens another table of `[[keys]]`.
  mutating func append(_ keys: [TOMLKey], header: Range<Int>, at position: TOMLPosition)
    throws(Refusal)
  {
    let (parent, last) = try descendForHeader(keys)
    switch index(of: last, in: parent).map({ nodes[parent].slots[$0].content }) {
    case nil:
      let table = try make(.header, in: parent, for: last)
      arrays.append([table])
      let content = Content.tables(arrays.count - 1)
      add(Slot(key: last, content: content, range: header, position: position), to: parent)
      current = table
    case .tables(let array):
      let table = try make(.header, in: parent, for: last)
      arrays[array].append(table)
      current = table
    default:
      throw Refusal(key: last, reason: "\(Self.quoted(last)) is not an array of tables")
    }
    nodes[current].range = header
    nodes[current].position = position
  }

  /// Adds `keys = value` to the most recently opened table.
  mutating func add(_ keys: [TOMLKey], _ value: TOMLValue) throws(Refusal) {
    guard let last = keys.last else { return }
    let parent = try descendForPair(keys)
    guard index(of: last, in: parent) == nil else {
      throw Refusal(key: last, reason: "\(Self.quoted(last)) is already defined")
    }
    add(
      Slot(key: last, content: .value(value), range: value.range, position: value.position),
      to: parent)
  }

  /// The document.
  func root(pairs: [TOMLPair] = []) -> TOMLTable { table(0, pairs: pairs) }

  private func table(_ number: Int, pairs: [TOMLPair] = []) -> TOMLTable {
    let entries = nodes[number].slots.map { slot in
      TOMLTable.Entry(key: slot.key, value: value(of: slot))
    }
    return TOMLTable(entries: entries, form: nodes[number].form, pairs: pairs)
  }

  private func value(of slot: Slot) -> TOMLValue {
    switch slot.content {
    case .value(let value):
      return value
    case .table(let number):
      return TOMLValue(kind: .table(table(number)), range: slot.range, position: slot.position)
    case .tables(let array):
      let elements = arrays[array].map { number in
        TOMLValue(
          kind: .table(table(number)), range: nodes[number].range,
          position: nodes[number].position)
      }
      return TOMLValue(kind: .array(elements), range: slot.range, position: slot.position)
    }
  }

  private mutating func descendForHeader(_ keys: [TOMLKey]) throws(Refusal) -> (Int, TOMLKey) {
    var node = 0
    for key in keys.dropLast() {
      switch index(of: key, in: node).map({ nodes[node].slots[$0].content }) {
      case nil: node = try makeNamed(.implicit, in: node, for: key)
      case .table(let table): node = table
      case .tables(let array): node = arrays[array].last ?? node
      case .value: throw Refusal(key: key, reason: "\(Self.quoted(key)) cannot be added to")
      }
    }
    // The parser always passes at least one part.
    return (node, keys.last ?? TOMLKey(name: "", range: 0..<0, position: .none))
  }

  private mutating func descendForPair(_ keys: [TOMLKey]) throws(Refusal) -> Int {
    var node = current
    for key in keys.dropLast() {
      switch index(of: key, in: node).map({ nodes[node].slots[$0].content }) {
      case nil:
        node = try makeNamed(.dotted, in: node, for: key)
      case .table(let table) where nodes[table].form == .dotted || nodes[table].form == .implicit:
        nodes[table].form = .dotted
        node = table
      default:
        throw Refusal(key: key, reason: "\(Self.quoted(key)) cannot be added to by a dotted key")
      }
    }
    return node
  }

  private mutating func makeNamed(_ form: TOMLTable.Form, in parent: Int, for key: TOMLKey)
    throws(Refusal) -> Int
  {
    let table = try make(form, in: parent, for: key)
    add(
      Slot(key: key, content: .table(table), range: key.range, position: key.position), to: parent)
    return table
  }

  private mutating func make(_ form: TOMLTable.Form, in parent: Int, for key: TOMLKey)
    throws(Refusal) -> Int
  {
    let depth = nodes[parent].depth + 1
    guard depth < TOMLDocument.depthLimit else {
      throw Refusal(key: key, reason: "more than \(TOMLDocument.depthLimit) tables deep")
    }
    nodes.append(Node(form: form, depth: depth))
    return nodes.count - 1
  }

  private func index(of key: TOMLKey, in number: Int) -> Int? {
    if !nodes[number].indices.isEmpty { return nodes[number].indices[TOMLName(key.name)] }
    return nodes[number].slots.firstIndex { $0.key.name.hasSameBytes(as: key.name) }
  }

  private mutating func add(_ slot: Slot, to number: Int) {
    nodes[number].slots.append(slot)
    let count = nodes[number].slots.count
    if count == 17 {
      for (index, slot) in nodes[number].slots.enumerated() {
        nodes[number].indices[TOMLName(slot.key.name)] = index
      }
    } else if count > 17 {
      nodes[number].indices[TOMLName(slot.key.name)] = count - 1
    }
  }

  private static func quoted(_ key: TOMLKey) -> String { "\"\(SafeText.clean(key.name))\"" }
}
