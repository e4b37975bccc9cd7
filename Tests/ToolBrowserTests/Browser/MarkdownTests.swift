import Testing

@testable import ToolBrowser

/// Readmes and platforms, as Details shows them.
@Suite struct MarkdownTests {
  @Test(arguments: [
    (["# Title", "text"], "Title\ntext"),
    (["one", "two"], "one two"),
    (["- **java**", "  and more", "- b"], "• java and more\n• b"),
    (["1. first", "2. second"], "1. first\n2. second"),
    (["> quoted"], "│ quoted"),
    (["see [the site](https://x.org) now"], "see the site\n(https://x.org) now"),
    (["![badge](https://x.org/a.svg)"], "badge"),
    (["[https://x.org](https://x.org)"], "https://x.org"),
    (["```sh", "make  install", "```", "after"], "  make  install\nafter"),
    (["a `code` b"], "a code b"),
    (["<p align=\"center\">", "hello<br/>", "</p>"], "hello"),
    (["snake_case and 2 * 3 * 4"], "snake_case and 2 * 3 * 4"),
    (["unclosed **bold"], "unclosed **bold"),
    (["- a long item that goes on"], "• a long item that goes\n  on"),
    (
      ["| OS | libc |", "|---|:-:|", "| `linux` | a\\|b |", "after"],
      "OS     libc\nlinux  a|b\nafter"
    ),
    (
      ["text", "| System | Install |", "|---|---|", "| Alpine Linux | `apk add pass` |"],
      "text\nSystem · Install\n• Alpine Linux · apk add\n  pass"
    ),
    (["|", "| a |"], "\na"),
  ])
  func markdownIsRendered(source: [String], text: String) {
    let lines = Markdown.lines(source, columns: 24, glyphs: .unicode)
    let shown = lines.map { line in
      var text = line.map(\.text).joined()
      while text.last == " " { text.removeLast() }
      return text
    }
    #expect(shown.joined(separator: "\n") == text)
  }

  @Test(arguments: [
    (
      [
        "linux/amd64+libc.glibc", "linux/arm64+libc.glibc", "linux/amd64+libc.musl",
        "linux/arm64+libc.musl",
      ], "linux amd64 arm64 (glibc, musl)"
    ),
    (["darwin/amd64", "darwin/arm64", "linux/amd64"], "darwin amd64 arm64, linux amd64"),
    (["linux/amd64+libc.glibc", "linux/arm64"], "linux amd64 (glibc) arm64"),
    (["any"], "any"), (["strange"], "strange"),
  ])
  func platformsAreGrouped(names: [String], text: String) {
    #expect(PlatformGroups.text(names) == text)
  }
}
