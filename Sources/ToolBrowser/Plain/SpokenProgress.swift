import BackendKit

/// What is said of an install while it goes on: that an item begins, and then how far it is, at
/// steps that grow, for each sentence interrupts whatever else is being read out.
struct SpokenProgress {
  /// How many steps were said of each item.
  private var said: [Int: Int] = [:]

  /// After how many seconds an item is spoken of again.
  private static func seconds(ofStep step: Int) -> Int64 {
    switch step {
    case 0: 0
    case 1: 10
    case 2: 30
    default: Int64(step - 2) * 60
    }
  }

  /// What is to be said now.
  mutating func lines(_ running: InstallQueue.Running) -> [String] {
    running.items.indices.compactMap { index in
      guard running.progress[index] == .running, let status = running.status[index],
        status.seconds >= Self.seconds(ofStep: said[index, default: 0])
      else { return nil }
      let name = SafeText.clean(running.items[index].tool.repository)
      defer {
        var step = said[index, default: 0]
        repeat { step += 1 } while status.seconds >= Self.seconds(ofStep: step)
        said[index] = step
      }
      guard said[index] != nil else { return "Installing \(name)." }
      return "Still installing \(name): \(status.parts.joined(separator: ", "))."
    }
  }
}
