/// A version as mise reads any text: three formats, tried from strict to lenient. Ranges and the
/// order of installs depend on it (docs/mise.md §2).
enum LooseVersion: Hashable {
  /// `major.minor.patch[-release][+meta]`, or any number of parts with an epoch: `2:1.2a-r1`.
  case general(General)
  /// Letters and digits between `.`, `:`, `-`, `+`, `_` and `~`.
  case mess(Mess)

  /// A part between separators.
  enum Part: Hashable {
    case number(UInt32)
    case word(String)

    var text: String {
      switch self {
      case .number(let number): String(number)
      case .word(let word): word
      }
    }

    var number: UInt32? {
      if case .number(let number) = self { return number }
      return nil
    }
  }

  struct General: Hashable {
    var epoch: UInt32?
    var parts: [Part]
    var release: [Part]?
    var meta: String?

    /// Whether it is a strict semantic version.
    var isIdeal: Bool { epoch == nil && parts.count == 3 && parts.allSatisfy { $0.number != nil } }

    var description: String {
      var text = epoch.map { "\($0):" } ?? ""
      text += parts.map(\.text).joined(separator: ".")
      if let release { text += "-" + release.map(\.text).joined(separator: ".") }
      if let meta { text += "+" + meta }
      return text
    }
  }

  /// Groups of parts, each with the separator before it.
  struct Mess: Hashable {
    struct Group: Hashable {
      /// nil for the first.
      let mark: Character?
      let parts: [String]
    }

    var groups: [Group]
  }

  /// Reads a text as leniently as mise does; nil if mise cannot read it.
  init?(_ text: String) {
    if let general = General(text) {
      self = .general(general)
    } else if let mess = Mess(text) {
      self = .mess(mess)
    } else {
      return nil
    }
  }
}

extension LooseVersion.General {
  /// Reads `[epoch:]part(.part)*[-part(.part)*][+meta]`, where a part is a number without leading
  /// zero or has a letter in it.
  init?(_ text: String) {
    var rest = text[...].utf8
    let digits = rest.prefix(while: \.isDigit)
    if !digits.isEmpty, rest[digits.endIndex...].first == UInt8(ascii: ":") {
      guard let epoch = LooseVersion.number(digits) else { return nil }
      self.epoch = epoch
      rest = rest[rest.index(after: digits.endIndex)...]
    }
    guard let parts = Self.parts(&rest, hyphens: false) else { return nil }
    self.parts = parts
    if rest.first == UInt8(ascii: "-") {
      rest = rest.dropFirst()
      guard let release = Self.parts(&rest, hyphens: true) else { return nil }
      self.release = release
    }
    if rest.first == UInt8(ascii: "+") {
      let meta = rest.dropFirst()
      guard !meta.isEmpty,
        meta.allSatisfy({
          $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        })
      else { return nil }
      self.meta = String(decoding: meta, as: UTF8.self)
      rest = rest[rest.endIndex...]
    }
    guard rest.isEmpty else { return nil }
  }

  private static func parts(
    _ rest: inout Substring.UTF8View, hyphens: Bool
  ) -> [LooseVersion.Part]? {
    var parts: [LooseVersion.Part] = []
    while true {
      let word = rest.prefix { $0.isAlphanumeric || (hyphens && $0 == UInt8(ascii: "-")) }
      guard !word.isEmpty else { return nil }
      if word.allSatisfy(\.isDigit) {
        guard let number = LooseVersion.number(word) else { return nil }
        parts.append(.number(number))
      } else {
        parts.append(.word(String(decoding: word, as: UTF8.self)))
      }
      rest = rest[word.endIndex...]
      guard rest.first == UInt8(ascii: ".") else { return parts }
      rest = rest.dropFirst()
    }
  }
}

extension LooseVersion.Mess {
  private static let marks = Set(":-+_~".utf8)

  init?(_ text: String) {
    groups = []
    var mark: Character?
    var rest = text[...].utf8
    while true {
      let group = rest.prefix { !Self.marks.contains($0) }
      let parts = group.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isAlphanumeric) }) else { return nil }
      groups.append(Group(mark: mark, parts: parts.map { String(decoding: $0, as: UTF8.self) }))
      rest = rest[group.endIndex...]
      guard let next = rest.first else { return }
      mark = Character(Unicode.Scalar(next))
      rest = rest.dropFirst()
    }
  }
}

extension LooseVersion {
  /// A number of 32 bits without leading zero.
  fileprivate static func number(_ digits: Substring.UTF8View) -> UInt32? {
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self))
  }
}
