/// One step of a script for the browser (cli.md, "--script FILE").
struct ScriptStep: Hashable, Sendable {
  enum Action: Hashable, Sendable {
    /// Keys, one after the other.
    case keys([Key])
    case resize(Size)
    /// Until nothing is in flight.
    case wait
    /// The screen as text, or with colours; `-` is standard output.
    case dump(file: String, colours: Bool)
  }

  /// Where it stands in the script, from 1.
  var line: Int
  var action: Action

  /// The steps of a script. Empty lines and lines that begin with `#` are passed over.
  static func parse(_ script: String) throws(TerminalFailure) -> [ScriptStep] {
    var steps: [ScriptStep] = []
    var number = 0
    for line in script.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      guard let first = line.first(where: { $0 != " " }), first != "#" else { continue }
      let trimmed = line.drop { $0 == " " }
      let name = trimmed.prefix { $0 != " " }
      let argument = trimmed.dropFirst(name.count + 1)
      do throws(StepError) {
        steps.append(ScriptStep(line: number, action: try action(name, argument)))
      } catch {
        throw .scriptStep(line: number, reason: error.reason)
      }
    }
    return steps
  }

  private struct StepError: Error { var reason: String }

  private static func action(_ name: Substring, _ argument: Substring) throws(StepError) -> Action {
    switch name {
    case "keys":
      return .keys(try keys(argument))
    case "resize":
      guard let size = Size(parsing: String(argument)) else {
        throw StepError(reason: "resize wants COLSxROWS, not \"\(argument)\"")
      }
      return .resize(size)
    case "wait":
      guard argument.isEmpty else { throw StepError(reason: "wait takes nothing after it") }
      return .wait
    case "dump", "dump-ansi":
      guard !argument.isEmpty else { throw StepError(reason: "\(name) wants a file, or -") }
      return .dump(file: String(argument), colours: name == "dump-ansi")
    default:
      throw StepError(reason: "there is no step \"\(name)\"")
    }
  }

  /// The keys of a text such as `/cmake<Enter>`.
  private static func keys(_ text: Substring) throws(StepError) -> [Key] {
    guard !text.isEmpty else { throw StepError(reason: "keys wants some keys") }
    var keys: [Key] = []
    var rest = text
    while let character = rest.popFirst() {
      guard character == "<" else {
        keys.append(.character(character))
        continue
      }
      guard let end = rest.firstIndex(of: ">") else {
        throw StepError(reason: "\"<\" without \">\"; the key itself is <lt>")
      }
      let name = rest[..<end]
      guard let key = Key(scriptName: String(name)) else {
        throw StepError(reason: "there is no key <\(name)>")
      }
      keys.append(key)
      rest = rest[rest.index(after: end)...]
    }
    return keys
  }
}

extension Key {
  /// The key that scripts and the configuration call so, without the angle brackets; upper and
  /// lower case are one.
  init?(scriptName name: String) {
    let name = name.lowercased()
    if let key = Self.named[name] {
      self = key
    } else if name.hasPrefix("c-"), name.count == 3, let letter = name.last,
      ("a"..."z").contains(letter)
    {
      self = .control(letter)
    } else if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  /// How scripts, help and the configuration write the key.
  var scriptName: String {
    switch self {
    case .character(" "): "<Space>"
    case .character("<"): "<lt>"
    case .character(let character): String(character)
    case .control(let letter): "<C-\(letter)>"
    case .function(let number): "<F\(number)>"
    case .enter: "<Enter>"
    case .escape: "<Esc>"
    case .tab: "<Tab>"
    case .backTab: "<S-Tab>"
    case .backspace: "<BS>"
    case .delete: "<Del>"
    case .insert: "<Ins>"
    case .up: "<Up>"
    case .down: "<Down>"
    case .left: "<Left>"
    case .right: "<Right>"
    case .home: "<Home>"
    case .end: "<End>"
    case .pageUp: "<PgUp>"
    case .pageDown: "<PgDn>"
    }
  }

  private static let named: [String: Key] = [
    "enter": .enter, "esc": .escape, "tab": .tab, "s-tab": .backTab, "bs": .backspace,
    "del": .delete, "ins": .insert, "up": .up, "down": .down, "left": .left, "right": .right,
    "home": .home, "end": .end, "pgup": .pageUp, "pgdn": .pageDown, "space": .character(" "),
    "lt": .character("<"),
  ]
}
