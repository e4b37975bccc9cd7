/// The application that the run loop runs: the browser's state, laid out after each update.
struct BrowserApp: Application {
  var state: State

  mutating func start(size: Size) -> [Effect] {
    defer { Arranger.arrange(&state) }
    return state.start(size: size)
  }

  mutating func update(_ occurrence: LoopEvent<Event>) -> [Effect] {
    defer { Arranger.arrange(&state) }
    return state.update(occurrence)
  }

  mutating func didPresent(size: Size) -> [Effect] {
    state.notePresented(size)
    return state.watch()
  }

  func view(_ size: Size) -> Frame { Screen(state, size: size).frame }
  var exitStatus: Int32? { state.exitStatus }
}
