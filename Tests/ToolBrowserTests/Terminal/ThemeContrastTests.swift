import Foundation
import Testing

@testable import ToolBrowser

/// Whether text can be read, by the contrast of WCAG: 3 is the least for bold or large text and signs.
@Suite struct ThemeContrastTests {
  private static let black = (22, 24, 29), white = (255, 255, 255)

  /// The fixed colours are those of xterm.
  private static func rgb(_ number: UInt8) -> (Int, Int, Int) {
    let number = Int(number)
    guard number < 232 else {
      let grey = 8 + 10 * (number - 232)
      return (grey, grey, grey)
    }
    let steps = [0, 95, 135, 175, 215, 255]
    let index = number - 16
    return (steps[index / 36], steps[index / 6 % 6], steps[index % 6])
  }

  private static func luminance(_ colour: (Int, Int, Int)) -> Double {
    func linear(_ part: Int) -> Double {
      let value = Double(part) / 255
      return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
  }

  private static func contrast(_ first: (Int, Int, Int), _ second: (Int, Int, Int)) -> Double {
    let (a, b) = (luminance(first) + 0.05, luminance(second) + 0.05)
    return max(a, b) / min(a, b)
  }

  @Test(arguments: [
    ("dark", [black]), ("light", [white]), ("colour-blind", [black, white]),
  ])
  func textCanBeRead(name: String, grounds: [(Int, Int, Int)]) throws {
    let theme = try #require(Theme.named(name))
    for role in ColourRole.allCases {
      let look = theme.style(role, depth: .many)
      guard case .palette(let front, _) = look.foreground else { continue }
      let own: [(Int, Int, Int)] =
        if case .palette(let back, _) = look.background { [Self.rgb(back)] } else { grounds }
      for ground in own {
        let contrast = Self.contrast(Self.rgb(front), ground)
        #expect(contrast >= 3, "\(name) \(role): \(contrast)")
      }
    }
  }
}
