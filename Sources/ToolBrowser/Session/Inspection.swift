import BackendKit

/// Details of one tool beyond its root.
struct Inspection: Sendable {
  let tool: ToolName
  /// The platforms of each version, by digest; a digest without an object in the index is missing.
  var platforms: [Digest: PlatformResult] = [:]
  /// The sanitized readme, by lines.
  var readme: [String] = []
  /// Install folders by version.
  var installs: [String: String] = [:]
  /// The installed versions whose tag now points to other content.
  var moved: Set<String> = []
  /// Why the readme cannot be shown.
  var problem: ErrorMessage?
}

/// The inspections of the tools that were selected last, and of their neighbours.
struct Inspections: Sendable {
  /// Those whose files have changed since are not fresh; they are shown until they are read again.
  private var list: [(inspection: Inspection, isFresh: Bool)] = []
  /// The selected tool, its neighbours, and the previous tool.
  private static let limit = 8
  /// How often something has changed on disk, and how often it had when the last inspection began.
  private var changes = 0
  private var seenChanges = 0

  subscript(tool: ToolName) -> Inspection? { list.first { $0.inspection.tool == tool }?.inspection }

  /// Whether nothing has to be read of a tool.
  func isFresh(_ tool: ToolName) -> Bool {
    list.contains { $0.inspection.tool == tool && $0.isFresh }
  }

  mutating func begin() { seenChanges = changes }

  /// Takes what the inspection that began last found.
  mutating func note(_ inspection: Inspection) {
    list.removeAll { $0.inspection.tool == inspection.tool }
    list.append((inspection, seenChanges == changes))
    if list.count > Self.limit { list.removeFirst() }
  }

  /// Something has changed on disk.
  mutating func expire() {
    changes += 1
    for index in list.indices { list[index].isFresh = false }
  }
}

/// The platforms of a version.
struct PlatformResult: Sendable, Hashable {
  /// Whether it runs on this machine.
  let fitsHost: Bool
  /// All platforms, in the order of the object.
  let names: [String]
}
