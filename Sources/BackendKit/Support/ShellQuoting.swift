/// POSIX shell quoting, for commands shown in hints.
public enum ShellWord {
  /// The text itself where every shell takes it as it is, else in single quotes.
  public static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      byte.isAlphanumeric || "@%+=:,./_-".utf8.contains(byte)
    }
    if plain && !text.isEmpty { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
