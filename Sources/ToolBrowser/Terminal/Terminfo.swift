import BackendKit
import CNcurses

/// The host's terminfo database, read through ncurses. Only one entry at a time in a process, and
/// only on the main thread.
enum Terminfo {
  enum Lookup {
    case found(Entry)
    /// The database has no such entry, or there is no database.
    case missing
    /// The entry says that the terminal has no screen.
    case unusable
  }

  /// The entry that was loaded last.
  struct Entry {
    fileprivate init() {}

    /// A number; nil if the terminal has none.
    func number(_ name: String) -> Int? {
      let number = cn_tigetnum(name)
      return number < 0 ? nil : Int(number)
    }

    /// A sequence without parameters; nil if the terminal has none.
    func sequence(_ name: String) -> [UInt8]? {
      cn_tigetstr(name).map { Terminfo.withoutPadding(Array(String(cString: $0).utf8)) }
    }

    /// The bytes of a key; nil if the terminal has none.
    func key(_ name: String) -> [UInt8]? {
      cn_tigetstr(name).map { pointer in
        Array(
          UnsafeBufferPointer(start: pointer, count: strlen(pointer)).map(UInt8.init(bitPattern:)))
      }
    }

    /// A sequence with parameters, as a function of these.
    func template(_ name: String) -> (@Sendable (Int, Int) -> [UInt8])? {
      guard let template = cn_tigetstr(name).map({ String(cString: $0) }) else { return nil }
      return { first, second in
        guard let filled = cn_tiparm2(template, Int32(first), Int32(second)) else { return [] }
        return Terminfo.withoutPadding(Array(String(cString: filled).utf8))
      }
    }
  }

  /// Looks up an entry where ncurses does: `TERMINFO`, `~/.terminfo`, `TERMINFO_DIRS`, the system's
  /// folders.
  static func load(term: String) -> Lookup {
    // 1 with success; 1 with failure for printers; 0 for no entry, -1 for no database.
    var state: Int32 = 0
    let loaded = cn_setupterm(term, &state) == OK
    guard state == 1 else { return .missing }
    let entry = Entry()
    return loaded && entry.sequence("cup") != nil ? .found(entry) : .unusable
  }

  /// Removes delays such as `$<5*/>`, which only hardware terminals needed, and which must not be
  /// printed.
  static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }
}

extension TerminalDescription {
  /// The description in a terminfo entry.
  init(_ entry: Terminfo.Entry, term: String) {
    source = .host
    codes = TerminalCodes(entry)
    colours = entry.number("colors") ?? 0
    clear = entry.sequence("clear") ?? Array("\u{1b}[H\u{1b}[2J".utf8)
    enter = (entry.sequence("smcup") ?? []) + (entry.sequence("smkx") ?? [])
    leave = (entry.sequence("rmkx") ?? []) + (entry.sequence("rmcup") ?? [])
    // Entries of consoles without a mouse list one too.
    hasMouse = entry.key("kmous") != nil && !term.hasPrefix("linux")
    takesQuestions = hasMouse
    takesStrings = !term.hasPrefix("linux")
    keys = HostKeys(Self.keyNames.compactMap { name, key in entry.key(name).map { ($0, key) } })
  }

  /// The names of keys in terminfo; of keys that send the same bytes, the first counts. Keys of nil
  /// are in entries, but have no meaning here.
  private static let keyNames: [(String, Key?)] = {
    var names: [(String, Key?)] = [
      ("kbs", .backspace), ("kent", .enter), ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left),
      ("kcuf1", .right), ("khome", .home), ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown),
      ("kcbt", .backTab), ("kdch1", .delete), ("kich1", .insert), ("ka1", .home),
      ("ka3", .pageUp), ("kc1", .end), ("kc3", .pageDown), ("kfnd", .home), ("kslt", .end),
    ]
    names += (1...12).map { ("kf\($0)", Key.function($0)) }
    // With Alt, in the entries that have extended names.
    names += [
      ("kUP3", .alt(.up)), ("kDN3", .alt(.down)), ("kLFT3", .alt(.left)), ("kRIT3", .alt(.right)),
      ("kHOM3", .alt(.home)), ("kEND3", .alt(.end)), ("kPRV3", .alt(.pageUp)),
      ("kNXT3", .alt(.pageDown)), ("kDC3", .alt(.delete)), ("kIC3", .alt(.insert)),
    ]
    let silent = [
      "kb2", "kDC", "kIC", "kHOM", "kEND", "kLFT", "kRIT", "kPRV", "kNXT", "kUP", "kDN", "kri",
      "kind", "kUP5", "kDN5", "kLFT5", "kRIT5",
    ]
    names += silent.map { ($0, nil) } + (13...63).map { ("kf\($0)", nil) }
    return names
  }()
}

extension TerminalCodes {
  /// The sequences of a terminfo entry.
  init(_ entry: Terminfo.Entry) {
    let move = entry.template("cup")
    let foreground = entry.template("setaf")
    let background = entry.template("setab")
    let up = entry.sequence("ind") ?? []
    let down = entry.sequence("ri") ?? []
    self.init(
      move: { move?($0, $1) ?? [] },
      moveToColumn: nil,
      reset: entry.sequence("sgr0") ?? [],
      bold: entry.sequence("bold") ?? [],
      underline: entry.sequence("smul") ?? [],
      reverse: entry.sequence("rev") ?? [],
      dim: entry.sequence("dim") ?? [],
      foreground: { foreground?(Int($0), 0) ?? [] },
      background: { background?(Int($0), 0) ?? [] },
      hideCursor: entry.sequence("civis") ?? [],
      showCursor: entry.sequence("cnorm") ?? [],
      eraseToEnd: entry.sequence("el") ?? [],
      erase: nil,
      scrollRegion: up.isEmpty || down.isEmpty ? nil : entry.template("csr"),
      scrollUp: up,
      scrollDown: down)
    if let column = entry.template("hpa") { moveToColumn = { column($0, 0) } }
    if let erase = entry.template("ech") { self.erase = { erase($0, 0) } }
  }
}
