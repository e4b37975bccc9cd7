import BackendKit

/// What to pin a tool to, and in which file.
struct PinPrompt: Sendable {
  /// A suggested request.
  struct Preset: Hashable, Sendable {
    let request: String
    /// An explanation.
    let note: String
    var withDigest = false
  }

  let tool: ToolName
  /// The present request of the entry.
  let current: String?
  /// The suggestions for all files.
  private let offers: [Preset]
  /// The selected preset; nil while another request is being typed.
  var index: Int?
  var field: TextField
  /// Whether the field contains a preset, which typing replaces.
  var isOffer = true
  private(set) var targets: [WriteTarget]
  var target: Int
  /// The index in an array of requests, for the target that has the array.
  var element: (target: Int, index: Int)?

  /// The suggestions for the chosen file. Those that some files cannot hold are last.
  var presets: [Preset] {
    let holdsDigests = !targets.indices.contains(target) || targets[target].holdsDigests
    return offers.filter { holdsDigests || !$0.withDigest }
  }

  /// Whether the pin includes the digest of the present content.
  var withDigest: Bool { index.map { presets[$0].withDigest } ?? false }
}

extension PinPrompt {
  /// Suggestions for a version. The one with the given precision is selected.
  init(
    tool: ToolName, version: ListedVersion, latest: ListedVersion?, current: String?,
    precision: PinPrecision, targets: [WriteTarget], target: Int
  ) {
    var presets: [Preset] = []
    func offer(_ precision: PinPrecision, _ note: String, withDigest: Bool = false) {
      let request = SafeText.clean(precision.request(for: version))
      let isNew = !presets.contains { $0.request == request && $0.withDigest == withDigest }
      if isNew { presets.append(Preset(request: request, note: note, withDigest: withDigest)) }
    }
    if version.parsed != nil, version.yanked == nil, !version.isPrerelease {
      offer(.minor, "the newest \(PinPrecision.minor.request(for: version)).x")
      offer(.major, "the newest \(PinPrecision.major.request(for: version)).x")
      offer(.exact, "this version only")
      if latest?.variant == version.variant { offer(.latest, "always the newest release") }
    } else {
      offer(.exact, "this version only")
    }
    offer(.exact, "this content only", withDigest: true)
    self.tool = tool
    self.current = current.map(SafeText.clean)
    self.offers = presets
    self.targets = targets
    self.target = target
    let wanted = SafeText.clean(precision.request(for: version))
    let start = presets.firstIndex { $0.request == wanted } ?? 0
    index = start
    field = TextField(presets[start].request)
  }
}

extension PinPrompt {
  /// Replaces the preset with typed text.
  mutating func type(_ edit: (inout TextField) -> Void) {
    var field = isOffer ? TextField() : self.field
    edit(&field)
    self.field = field
    isOffer = false
    index = presets.firstIndex { $0.request == field.text && !$0.withDigest }
  }

  /// Selects a preset.
  mutating func choose(_ preset: Int) {
    guard presets.indices.contains(preset) else { return }
    index = preset
    isOffer = true
    field = TextField(presets[preset].request)
  }

  /// Selects another preset, wrapping around at the ends.
  mutating func choose(by step: Int) {
    let count = presets.count
    guard count > 0 else { return }
    let next = index.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    choose(next)
  }

  /// Chooses the next or the previous file.
  mutating func chooseTarget(by step: Int) {
    guard targets.count > 1 else { return }
    choose(target: (target + step + targets.count) % targets.count)
  }

  /// Chooses a file that was entered.
  mutating func choose(_ entered: WriteTarget) {
    if !targets.contains(where: { $0.path == entered.path }) { targets.append(entered) }
    choose(target: targets.firstIndex { $0.path == entered.path } ?? target)
  }

  private mutating func choose(target chosen: Int) {
    target = chosen
    // A preset that the new file cannot hold is deselected.
    if let index, index >= presets.count {
      self.index = presets.firstIndex { $0.request == field.text }
    }
  }
}

extension PinPrompt {
  /// Handles a key and its action.
  func answer(to key: Key?, meaning action: Action?, in session: Session) -> DialogResult {
    var prompt = self
    switch action {
    case .open:
      // The file that was entered is still being looked for.
      let isReady = !field.text.isEmpty && session.tasks.newest(.target) == nil
      return isReady ? .close(.ask(intent(session))) : .stay(.pin(self))
    case .back: return .close()
    case .up: prompt.choose(by: -1)
    case .down: prompt.choose(by: 1)
    case .top: prompt.choose(0)
    case .bottom: prompt.choose(presets.count - 1)
    case .nextPane: prompt.chooseTarget(by: 1)
    case .previousPane: prompt.chooseTarget(by: -1)
    case .targetFile: return .stay(.file(FilePrompt(pin: self)))
    default:
      // A preset can be shortened with Backspace: 4.3.4 to 4.3.
      guard let key, field.takes(key) else { break }
      if key == .backspace { prompt.isOffer = false }
      prompt.type { _ = $0.handle(key) }
    }
    return .stay(.pin(prompt))
  }

  private func intent(_ session: Session) -> Intent {
    let scope = targets.isEmpty ? session.targets.scope : targets[target].scope
    let element = element.flatMap { $0.target == target ? $0.index : nil }
    return .pin(
      ToolRequest(tool: tool, version: field.text),
      at: PinTarget(tool: tool, scope: scope, element: element), withDigest: withDigest)
  }
}
