import Synchronization

/// Collects mise's output, by the tool that a line names.
final class MiseLines: Sendable {
  private struct State {
    var started: Set<Int> = []
    var ended: Set<Int> = []
    /// The causes by item, from the list of failures.
    var causes: [Int: String] = [:]
    var error: String?
    var last: String?
  }

  private let items: [Installer.Item]
  private let names: [[String]]
  private let indices: [Int]
  private let report: @Sendable (InstallProgress) -> Void
  private let isInstalled: @Sendable (Int) -> Bool
  private let state = Mutex(State())

  /// `indices` are the items' indices in the whole batch, which are used in reports; `isInstalled`
  /// checks the disk for an item.
  init(
    items: [Installer.Item], indices: [Int],
    report: @escaping @Sendable (InstallProgress) -> Void,
    isInstalled: @escaping @Sendable (Int) -> Bool
  ) {
    self.indices = indices
    self.isInstalled = isInstalled
    self.items = items
    // mise names an alias by its key and by its target.
    names = items.map { item in
      // The version that an upgrade installs is not known before.
      let version = item.isUpgrade ? "@" : item.version.map { "@" + $0 } ?? "@"
      return Set([item.key, item.tool.key]).map { $0 + version }
    }
    self.report = report
  }

  func process(_ line: String) {
    let clean = SafeText.clean(line)
    guard !clean.isEmpty else { return }
    let named = names.indices.filter { index in names[index].contains { clean.names($0) } }
    let index = named.count == 1 ? named[0] : nil
    let isNew = state.withLock { state in
      state.last = clean
      let isError = clean.contains("ERROR")
      if isError, state.error == nil { state.error = clean }
      guard let index else { return false }
      // After the summary of several failures, each is on a line that begins with its name.
      let isListed =
        state.error != nil && names[index].contains { clean.hasPrefix($0) || isError }
      if isListed, state.causes[index] == nil { state.causes[index] = clean }
      return state.started.insert(index).inserted
    }
    if let index, isNew { report(.started(indices[index])) }
    report(.line(clean, item: index.map { indices[$0] }))
    // mise prints nothing reliable when an item is done, so the disk is checked.
    let open = state.withLock { $0.started.subtracting($0.ended) }
    for index in open.sorted() where isInstalled(index) { end(index, .installed) }
  }

  /// Handles a hook's report on its download. Its item is found by the tool, and by the version if
  /// several items have the same tool.
  func process(_ line: ProgressFile.Line) {
    let ofTool = items.indices.filter { items[$0].tool.description == line.tool }
    let index =
      ofTool.count == 1
      ? ofTool.first
      : ofTool.first { index in
        MiseResolution.covers(request: items[index].version ?? "latest", version: line.version)
      }
    guard let index else { return }
    let (isNew, isOver) = state.withLock { state in
      (state.started.insert(index).inserted, state.ended.contains(index))
    }
    if isOver { return }
    if isNew { report(.started(indices[index])) }
    report(.download(line.progress, item: indices[index]))
  }

  /// Reports once how an item ended.
  func end(_ index: Int, _ outcome: InstallResult.Outcome) {
    let isNew = state.withLock { $0.ended.insert(index).inserted }
    if isNew { report(.finished(indices[index], outcome)) }
  }

  func hasBegun(_ index: Int) -> Bool { state.withLock { $0.started.contains(index) } }

  /// Whether mise's errors name other items, and not this one.
  func namesOthers(than index: Int) -> Bool {
    state.withLock { !$0.causes.isEmpty && $0.causes[index] == nil }
  }

  /// mise's error about an item, without the stack that follows; otherwise its general error.
  func cause(of index: Int) -> String? {
    state.withLock { $0.causes[index] ?? $0.error ?? $0.last }
  }
}

extension String {
  /// Whether the line contains the text as a word: `jq@1` is not in `jq@1.8`.
  fileprivate func names(_ text: String) -> Bool {
    var rest = self[...]
    while let found = rest.firstRange(of: text) {
      let next = found.upperBound < rest.endIndex ? rest[found.upperBound] : " "
      let isEnd = text.hasSuffix("@") || !(next.isLetter || next.isNumber || "._-+".contains(next))
      let isStart =
        found.lowerBound == startIndex || !Self.isName(self[index(before: found.lowerBound)])
      if isEnd, isStart { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }

  private static func isName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._-+:/".contains(character)
  }
}
