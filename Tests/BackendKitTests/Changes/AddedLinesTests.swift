import Testing

@testable import BackendKit

/// Which lines of other programs mean the same at the end of the new text as at the end of the old one.
struct AddedLinesTests {
  @Test(arguments: [
    ("# c\n", "a = 1\n", "a = 2\n", true),
    ("b = 1\n", "a = 1\n", "a = 2\n", true),
    ("b = 1\n", "[tools]\na = 1\n", "[tools]\na = 2\n", true),
    // They would come into a table that was not there.
    ("b = 1\n", "x = 1\n", "x = 1\n\n[tools]\na = 1\n", false),
    ("\n  # c\n\n", "x = 1\n", "x = 1\n\n[tools]\na = 1\n", true),
    ("\r\n[env]\r\nb = 1\n", "x = 1\n", "x = 1\n\n[tools]\na = 1\n", true),
    ("b = 1\n", "[env]\nx = 1\n", "  [tools]\na = 1\n\n[env]\nx = 1\n", true),
    ("b = 1\n", "[tools]\na = 1\n[env]\n", "[env]\n", true),
    // They go on with a line.
    ("1\n", "a = 1", "a = 1\n", false),
    ("b = 1\n", "", "[tools]\na = 1\n", false),
    ("b 1\n", "", "a 1\n", true),
  ])
  func alike(added: String, old: String, new: String, isAlike: Bool) {
    #expect(
      AddedLines.haveSameMeaning(
        Array(added.utf8)[...], behind: Array(new.utf8), as: Array(old.utf8))
        == isAlike)
  }
}
