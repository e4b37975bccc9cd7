/// One step of a script that drives the browser (`--script FILE`).
struct ScriptStep: Hashable, Sendable {
  enum Action: Hashable, Sendable {
    /// Keys, one after another.
    case keys([Key])
    case resize(Size)
    /// Waits until nothing is in flight.
    case wait
    /// Waits until a line of the screen contains this text.
    case until(String)
    /// Writes the screen as text, or with colours; `-` is standard output.
    case dump(file: String, colours: Bool)
  }

  /// Its line in the script, from 1.
  var line: Int
  var action: Action

  /// Parses a script. Empty lines and lines that begin with `#` are skipped.
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
        throw StepError(reason: "resize needs COLSxROWS, not \"\(argument)\"")
      }
      return .resize(size)
    case "wait":
      guard argument.isEmpty else { throw StepError(reason: "wait takes no argument") }
      return .wait
    case "until":
      let text = argument.reversed().drop { $0 == " " }.reversed()
      guard !text.isEmpty else { throw StepError(reason: "until needs a text") }
      return .until(String(text))
    case "dump", "dump-ansi":
      guard !argument.isEmpty else { throw StepError(reason: "\(name) needs a file, or -") }
      return .dump(file: String(argument), colours: name == "dump-ansi")
    default:
      throw StepError(reason: "unknown step \"\(name)\"")
    }
  }

  /// The keys of a text such as `/cmake<Enter>`.
  private static func keys(_ text: Substring) throws(StepError) -> [Key] {
    guard !text.isEmpty else { throw StepError(reason: "keys needs some keys") }
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
        throw StepError(reason: "unknown key <\(name)>")
      }
      keys.append(key)
      rest = rest[rest.index(after: end)...]
    }
    return keys
  }
}

extension Key {
  /// The key with this name in scripts and the configuration, without angle brackets. Case is
  /// ignored, except for the character of `A-x`.
  init?(scriptName name: String) {
    if let key = Self.altKey(scriptName: name) {
      self = key
      return
    }
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

  /// `A-x`, `A-Up`, `A-C-x`: Alt with a character or a named key.
  private static func altKey(scriptName name: String) -> Key? {
    guard name.lowercased().hasPrefix("a-") else { return nil }
    let rest = String(name.dropFirst(2))
    if rest.count == 1, let character = rest.first, character != " " {
      return .alt(.character(character))
    }
    guard !rest.lowercased().hasPrefix("a-") else { return nil }
    return Key(scriptName: rest).map(Key.alt)
  }

  /// The name between angle brackets; a character is its own name.
  private var nameInBrackets: String {
    if self == .character(">") { return "gt" }
    let name = scriptName
    return name.count > 2 && name.first == "<" ? String(name.dropFirst().dropLast()) : name
  }

  /// The key as written in scripts, help and the configuration.
  var scriptName: String {
    switch self {
    case .character(" "): "<Space>"
    case .character("<"): "<lt>"
    case .character(let character): String(character)
    case .control(let letter): "<C-\(letter)>"
    case .alt(let key): "<A-\(key.nameInBrackets)>"
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
    "lt": .character("<"), "gt": .character(">"),
  ]
}
