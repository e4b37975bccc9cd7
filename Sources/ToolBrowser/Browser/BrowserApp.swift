/// The browser as the loop runs it: nothing but its state.
struct BrowserApp: Application {
  var state: State

  mutating func start(size: Size) -> [Effect] { state.start(size: size) }
  mutating func update(_ occurrence: LoopEvent<Event>) -> [Effect] { state.update(occurrence) }
  func view(_ size: Size) -> Frame { state.view(size) }
  var exitStatus: Int32? { state.exitStatus }
}
