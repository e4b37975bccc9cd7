import Testing

@testable import ToolBrowser

@Suite struct ScriptStepTests {
  @Test func parsesEveryStep() throws {
    let script = """
      # a comment
      keys /cm ake<Enter><lt><C-x><Space><esc>

        resize 40x10
      wait
      until 2 staged\u{20}
      dump -
      dump-ansi out file.txt
      """
    let keys: [Key] =
      "/cm ake".map(Key.character) + [
        .enter, .character("<"), .control("x"), .character(" "), .escape,
      ]
    #expect(
      try ScriptStep.parse(script) == [
        ScriptStep(line: 2, action: .keys(keys)),
        ScriptStep(line: 4, action: .resize(Size(columns: 40, rows: 10))),
        ScriptStep(line: 5, action: .wait),
        ScriptStep(line: 6, action: .until("2 staged")),
        ScriptStep(line: 7, action: .dump(file: "-", colours: false)),
        ScriptStep(line: 8, action: .dump(file: "out file.txt", colours: true)),
      ])
  }

  @Test(arguments: [
    ("jump", "unknown step \"jump\""), ("keys", "keys needs some keys"),
    ("keys a<Entr>", "unknown key <Entr>"),
    ("keys a<b", "\"<\" without \">\"; the key itself is <lt>"),
    ("resize 80", "resize needs COLSxROWS, not \"80\""), ("wait 3", "wait takes no argument"),
    ("until", "until needs a text"), ("until  ", "until needs a text"),
    ("keys <A-Entr>", "unknown key <A-Entr>"), ("keys <A-A-x>", "unknown key <A-A-x>"),
    ("dump", "dump needs a file, or -"), ("keys <C-1>", "unknown key <C-1>"),
  ])
  func namesTheLineItCannotRead(step: String, reason: String) {
    #expect(throws: TerminalFailure.scriptStep(line: 3, reason: reason)) {
      try ScriptStep.parse("wait\r\n\r\n" + step)
    }
  }

  @Test func anUnreadableStepIsADataError() {
    #expect(TerminalFailure.scriptStep(line: 1, reason: "").code.exitCode == 65)
  }

  /// What help and the configuration call a key is what a script calls it.
  @Test(arguments: [
    Key.enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
    .home, .end, .pageUp, .pageDown, .function(1), .function(12), .control("a"), .character(" "),
    .character("<"), .alt(.character("x")), .alt(.character("X")), .alt(.up), .alt(.control("x")),
    .alt(.character(" ")), .alt(.character("<")), .alt(.character(">")), .alt(.backspace),
  ])
  func namesAndKeysAreOne(key: Key) {
    #expect(Key(scriptName: String(key.scriptName.dropFirst().dropLast())) == key)
  }
}
