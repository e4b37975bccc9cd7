import BackendKit
import Synchronization
import Testing

@testable import ToolBrowser

/// The browser without terminal and threads: keys are input, tasks run immediately, the screen is text.
struct Bench {
  private(set) var state: State
  private let performer: TaskPerformer
  /// Work that is held back, to be cancelled or answered late.
  private(set) var held: [(id: TaskID, task: SessionTask)] = []
  /// Which work is held back.
  var holds: (SessionTask) -> Bool = { _ in false }
  private(set) var cancelled: [TaskID] = []
  private(set) var cancelledItems: [Int] = []
  private(set) var copied: [String] = []
  private(set) var opened: [String] = []
  private(set) var edited: [String] = []
  /// Whether a frame is shown after each key, as on a terminal that keeps up.
  var presents = true
  /// Whether there are an editor, and a program that opens web pages.
  var hasEditor = true
  var canOpen = true
  /// The result of copying.
  var clipboard = Clipboard.Outcome.copied
  private(set) var repaints = 0

  /// A browser on a demo, drawn immediately.
  init(
    _ demo: Demo, size: String = "100x30", holds: @escaping (SessionTask) -> Bool = { _ in false },
    change: (inout BrowserOptions) -> Void = { _ in }
  ) throws {
    var options = BrowserOptions(session: .forTests(demo))
    change(&options)
    self.holds = holds
    performer = TaskPerformer(options: options.session)
    let size = try #require(Size(parsing: size))
    options.settings = Settings.load(options.environment)
    options.bindings = options.settings.keyBindings(options.environment)
    options.settingsProblems = options.settings.allProblems(
      options.environment, options.bindings)
    state = State(options: options, size: size)
    let effects = state.start(size: size)
    Arranger.arrange(&state)
    perform(effects)
    present()
  }

  /// Presses keys, as a script writes them, and does all work that comes of them.
  mutating func keys(_ text: String) throws {
    for step in try ScriptStep.parse("keys " + text) {
      guard case .keys(let keys) = step.action else { continue }
      for key in keys { send(.input(.key(key))) }
    }
  }

  mutating func resize(_ text: String) throws {
    send(.input(.resize(try #require(Size(parsing: text)))))
  }

  mutating func send(_ occurrence: LoopEvent<Event>) {
    perform(update(occurrence))
    present()
  }

  private mutating func update(_ occurrence: LoopEvent<Event>) -> [Effect] {
    defer { Arranger.arrange(&state) }
    return state.update(occurrence)
  }

  private mutating func present() {
    if presents { state.notePresented(state.size) }
  }

  /// Asks the session for something, as no key does.
  mutating func request(_ intent: Intent) {
    var state = state
    let effects = state.request(intent)
    self.state = state
    Arranger.arrange(&self.state)
    perform(effects)
    present()
  }

  /// Does what was held back, late.
  mutating func release() {
    let late = held
    held = []
    for (id, task) in late { answer(id, task) }
    present()
  }

  var frame: Frame { Screen(state, size: state.size).frame }
  var screen: String { frame.text }
  /// The result of the last key, otherwise the keys: the last line of the screen with text,
  /// without the space before it.
  var bottom: String {
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let line = state.status != nil && state.overlay == nil ? lines.dropLast().last : lines.last
    return line.map { String($0.drop { $0 == " " }) } ?? ""
  }

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .copy(let text):
        copied.append(text)
        send(.event(.copied(text, clipboard)))
      case .repaint: repaints += 1
      case .watch, .readFileChanges, .checkFolders: break
      case .open(let address):
        if canOpen { opened.append(address) }
        send(.event(.opened(address: address, canOpen)))
      case .edit(let file, let line):
        if hasEditor { edited.append("\(file):\(line)") }
        send(.event(.edited(failure: hasEditor ? nil : Editor.missing)))
      case .cancel(let id): cancelled.append(id)
      case .cancelItem(let index, _): cancelledItems.append(index)
      case .start(let id, let task):
        if holds(task) { held.append((id, task)) } else { answer(id, task) }
      }
    }
  }

  private mutating func answer(_ id: TaskID, _ task: SessionTask) {
    let reports = Reports()
    let outcome = performer.outcome(of: task, BatchCancellation(count: task.itemCount)) {
      reports.add($0)
    }
    for progress in reports.all { perform(update(.event(.progress(id, progress)))) }
    perform(update(.event(.finished(id, outcome))))
  }
}

/// What work says on its way.
private final class Reports: Sendable {
  private let list = Mutex<[TaskProgress]>([])
  func add(_ progress: TaskProgress) { list.withLock { $0.append(progress) } }
  var all: [TaskProgress] { list.withLock { $0 } }
}

extension SessionOptions {
  /// A session on a demo, offline, on a machine that is the same everywhere.
  static func forTests(_ demo: Demo) -> SessionOptions {
    SessionOptions(
      environment: demo.environment, projectDirectory: demo.project,
      indexOverride: demo.index.path, offline: true, clock: { demoNow },
      host: Platform(os: "linux", architecture: "amd64", features: ["libc.glibc"]))
  }
}
