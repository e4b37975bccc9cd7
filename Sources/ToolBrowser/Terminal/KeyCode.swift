/// The modifier keys, as numbered by xterm and kitty.
struct KeyModifiers: Hashable, Sendable {
  var shift = false
  var alt = false
  var control = false
  /// Super, Hyper or Meta, which no key here uses.
  var other = false
  /// The key is released; terminals only report this on request.
  var isRelease = false

  /// Parses `1 + bits` and, after a colon, the type of event.
  init(_ parameters: [[Int?]], at index: Int) {
    guard parameters.indices.contains(index), let first = parameters[index].first,
      let number = first, number > 0
    else { return }
    let bits = number - 1
    shift = bits & 1 != 0
    alt = bits & 2 != 0
    control = bits & 4 != 0
    // 64 and 128 are Caps Lock and Num Lock.
    other = bits & 0b111000 != 0
    isRelease = parameters[index].count > 1 && parameters[index][1] == 3
  }

  /// The key with these modifiers; nil if that has no meaning here.
  func applied(to key: Key) -> Key? {
    guard !isRelease, !other else { return nil }
    var key = key
    switch key {
    // Without further protocols, terminals send these without Shift or Control.
    case .enter, .escape, .backspace, .backTab: break
    case .tab: if shift { key = .backTab }
    default: guard !shift, !control else { return nil }
    }
    return alt && key.canHaveAlt ? .alt(key) : key
  }
}

/// A key given by its number in Unicode, or by kitty's number for keys without one
/// (https://sw.kovidgoyal.net/kitty/keyboard-protocol/). The protocol is never switched on here,
/// but some terminals send it anyway.
struct KeyCode: Hashable, Sendable {
  var code: Int
  /// The character with Shift, if the terminal reports it.
  var shifted: Int?
  var modifiers: KeyModifiers
  /// The resulting text, if the terminal reports it.
  var text: Int?

  var key: Key? {
    if let named = Self.named[code] { return modifiers.applied(to: named) }
    guard !modifiers.isRelease, !modifiers.other else { return nil }
    let base: Key?
    if modifiers.control {
      base = Self.scalar(code).flatMap { scalar in
        let letter = Character(scalar.properties.lowercaseMapping)
        return ("a"..."z").contains(letter) ? .control(letter) : nil
      }
    } else {
      base = character.flatMap { Key(scalar: $0) }
    }
    guard let base, modifiers.alt, base.canHaveAlt else { return base }
    return .alt(base)
  }

  private var character: Unicode.Scalar? {
    if !modifiers.alt, let text, let scalar = Self.scalar(text) { return scalar }
    guard modifiers.shift else { return Self.scalar(code) }
    if let shifted, let scalar = Self.scalar(shifted) { return scalar }
    guard let scalar = Self.scalar(code) else { return nil }
    let upper = scalar.properties.uppercaseMapping.unicodeScalars
    return upper.count == 1 ? upper.first : scalar
  }

  /// A printable scalar outside the private area that kitty uses for its keys.
  private static func scalar(_ code: Int) -> Unicode.Scalar? {
    guard code >= 0x20, !(0x7f..<0xa0).contains(code), !(0xe000..<0xf900).contains(code) else {
      return nil
    }
    return UInt32(exactly: code).flatMap(Unicode.Scalar.init)
  }

  private static let named: [Int: Key] = {
    var keys: [Int: Key] = [
      8: .backspace, 9: .tab, 13: .enter, 27: .escape, 127: .backspace,
      57409: .character("."), 57410: .character("/"), 57411: .character("*"),
      57412: .character("-"), 57413: .character("+"), 57414: .enter, 57415: .character("="),
      57416: .character(","), 57417: .left, 57418: .right, 57419: .up, 57420: .down,
      57421: .pageUp, 57422: .pageDown, 57423: .home, 57424: .end, 57425: .insert,
      57426: .delete,
    ]
    for digit in 0...9 { keys[57399 + digit] = .character(Character("\(digit)")) }
    return keys
  }()
}
