import BackendKit

/// What is reported during an install: that an item starts, and then its progress at growing
/// intervals, because a screen reader interrupts what it is reading for each line.
struct PlainProgress {
  /// How many times each item was reported.
  private var reportCount: [Int: Int] = [:]

  /// The number of seconds after which an item is reported for the given time.
  private static func seconds(ofStep step: Int) -> Int64 {
    switch step {
    case 0: 0
    case 1: 10
    case 2: 30
    default: Int64(step - 2) * 60
    }
  }

  /// The lines to print now.
  mutating func lines(_ running: InstallQueue.Running) -> [String] {
    running.items.indices.compactMap { index in
      guard running.progress[index] == .running, let status = running.status[index],
        status.seconds >= Self.seconds(ofStep: reportCount[index, default: 0])
      else { return nil }
      let name = SafeText.clean(running.items[index].tool.repository)
      defer {
        var step = reportCount[index, default: 0]
        repeat { step += 1 } while status.seconds >= Self.seconds(ofStep: step)
        reportCount[index] = step
      }
      guard reportCount[index] != nil else { return "Installing \(name)." }
      return "Still installing \(name): \(status.parts.joined(separator: ", "))."
    }
  }
}
