/// The browser as the loop runs it: its state, laid out anew after each update.
struct BrowserApp: Application {
  var state: State

  mutating func start(size: Size) -> [Effect] {
    defer { state.arrange() }
    return state.start(size: size)
  }

  mutating func update(_ occurrence: LoopEvent<Event>) -> [Effect] {
    defer { state.arrange() }
    return state.update(occurrence)
  }

  mutating func didPresent(size: Size) -> [Effect] {
    state.notePresented(size)
    return state.watch()
  }

  func view(_ size: Size) -> Frame { state.view(size) }
  var exitStatus: Int32? { state.exitStatus }
}
