import BackendKit

/// What lies over the screen and has the keys.
enum Overlay: Sendable {
  /// The keys of a place, from this line on, and the prompt that help was called from.
  indirect case help(Context, top: Int, over: Overlay?)
  case pin(PinPrompt)
  case menu(Menu)
  /// The path of a file to write to.
  case file(TextField)
  /// What was written last, to be taken back.
  case undo(UndoPlan, top: Int)
  case palette(Palette)
}

/// A question with a few answers.
struct Menu: Sendable {
  enum Choice: Hashable, Sendable {
    case scope(WriteScope)
    case askForFile
    case showStaged
    /// Pins what is marked, as precisely.
    case pinMarked([PinTarget], PinPrecision, withDigest: Bool)
    /// Upgrades these entries up to a level.
    case upgrade([ProjectRow.ID], UpgradeLevel)
    /// Leaves everything as it is.
    case stay
    /// Installs these.
    case install([Installer.Item])
    case quit
  }

  struct Item: Sendable {
    let label: String
    let note: String
    let choice: Choice
  }

  let title: String
  let items: [Item]
  var index = 0

  /// Whether one of the answers ends the program.
  var asksToQuit: Bool { items.contains { $0.choice == .quit } }
}

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
