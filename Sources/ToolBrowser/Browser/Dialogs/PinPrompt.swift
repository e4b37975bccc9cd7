import BackendKit

/// What to pin a tool to, and where.
struct PinPrompt: Sendable {
  /// A request that is offered.
  struct Preset: Hashable, Sendable {
    let request: String
    /// What it means.
    let note: String
    var withDigest = false
  }

  let tool: ToolName
  /// What an entry of the tool says now.
  let current: String?
  /// All that is offered in one file or another.
  private let offers: [Preset]
  /// The preset under the cursor; nil while something else is typed.
  var index: Int?
  var field: TextField
  /// Whether the field holds an offer, which typing takes the place of.
  var isOffer = true
  let targets: [WriteTarget]
  var target: Int
  /// The place in an array of requests that the prompt is about; in another file it has none.
  var element: (target: Int, index: Int)?

  /// What is offered in the file that is chosen; what some cannot hold stands last.
  var presets: [Preset] {
    let holdsDigests = !targets.indices.contains(target) || targets[target].holdsDigests
    return offers.filter { holdsDigests || !$0.withDigest }
  }

  /// Whether the pin is to be bound to the content it has now.
  var withDigest: Bool { index.map { presets[$0].withDigest } ?? false }
}

extension PinPrompt {
  /// Offers for one version of a tool. The one with the wanted precision is chosen.
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
      offer(.exact, "exactly this")
      if latest?.variant == version.variant { offer(.latest, "always the newest release") }
    } else {
      offer(.exact, "exactly this")
    }
    offer(.exact, "exactly this content", withDigest: true)
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
  /// Something is typed: it takes the place of the preset.
  mutating func type(_ edit: (inout TextField) -> Void) {
    var field = isOffer ? TextField() : self.field
    edit(&field)
    self.field = field
    isOffer = false
    index = presets.firstIndex { $0.request == field.text && !$0.withDigest }
  }

  /// The preset at a place of the list.
  mutating func choose(_ place: Int) {
    guard presets.indices.contains(place) else { return }
    index = place
    isOffer = true
    field = TextField(presets[place].request)
  }

  /// Another preset, around at the ends.
  mutating func choose(by step: Int) {
    let count = presets.count
    guard count > 0 else { return }
    let next = index.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    choose(next)
  }

  /// Another file.
  mutating func chooseTarget(by step: Int) {
    guard targets.count > 1 else { return }
    target = (target + step + targets.count) % targets.count
    // What the other file cannot hold is no longer chosen.
    if let index, index >= presets.count {
      self.index = presets.firstIndex { $0.request == field.text }
    }
  }
}

extension PinPrompt {
  /// Takes a key, and what it means.
  func answer(to key: Key?, meaning action: Action?, in session: Session) -> DialogAnswer {
    var prompt = self
    switch action {
    case .open: return field.text.isEmpty ? .stay(.pin(self)) : .close(.ask(intent(session)))
    case .back: return .close()
    case .up: prompt.choose(by: -1)
    case .down: prompt.choose(by: 1)
    case .top: prompt.choose(0)
    case .bottom: prompt.choose(presets.count - 1)
    case .nextPane: prompt.chooseTarget(by: 1)
    case .previousPane: prompt.chooseTarget(by: -1)
    default:
      // An offer can be shortened: 4.3.4 to 4.3.
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
