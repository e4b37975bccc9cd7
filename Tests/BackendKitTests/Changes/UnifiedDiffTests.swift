import TestSupport
import Testing

@testable import BackendKit

struct UnifiedDiffTests {
  static let cases: [(old: String?, new: String?, diff: String)] = [
    ("a\n", "a\n", ""),
    ("a\nb\nc\n", "a\nX\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+X\n c\n"),
    ("", "a\n", "@@ -0,0 +1 @@\n+a\n"),
    ("a\n", "", "@@ -1 +0,0 @@\n-a\n"),
    ("a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"),
    (
      "a\nb", "a\nb\nc",
      """
      @@ -1,2 +1,3 @@
       a
      -b
      \\ No newline at end of file
      +b
      +c
      \\ No newline at end of file

      """
    ),
    ("a\r\nb\r\n", "a\r\nc\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"),
    (
      "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n10\n",
      "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n"
    ),
    (
      "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
      "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"
    ),
    (
      "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
      "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"
    ),
  ]

  @Test("hunks as diff -u writes them", arguments: cases)
  func hunks(_ example: (old: String?, new: String?, diff: String)) {
    let diff = UnifiedDiff.between(
      old: example.old.map { Array($0.utf8) }, new: example.new.map { Array($0.utf8) },
      oldName: "a/f", newName: "b/f")
    let header = example.diff.isEmpty ? "" : "--- a/f\n+++ b/f\n"
    #expect(diff.text == header + example.diff)
  }

  @Test("a file that does not exist is /dev/null")
  func absentFiles() {
    let made = UnifiedDiff.between(old: nil, new: Array("x\n".utf8), oldName: "a/f", newName: "b/f")
    let gone = UnifiedDiff.between(old: Array("x\n".utf8), new: nil, oldName: "a/f", newName: "b/f")
    #expect(made.text == "--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+x\n")
    #expect(gone.text == "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n")
  }

  @Test("lines carry the numbers of both texts")
  func numbers() {
    let diff = UnifiedDiff.between(
      old: Array("a\nb\nc\n".utf8), new: Array("a\nX\nY\nc\n".utf8), oldName: "o", newName: "n")
    let numbers = diff.lines.dropFirst(3).map { "\($0.old ?? 0) \($0.new ?? 0) \($0.text)" }
    #expect(numbers == ["1 1 a", "2 0 b", "0 2 X", "0 3 Y", "3 4 c"])
  }

  @Test("the edits lead from one list to the other, whatever the lists", arguments: 0..<40)
  func editsAreSound(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    for _ in 0..<50 {
      let old = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        Int.random(in: 0...3, using: &random)
      }
      let new = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        Int.random(in: 0...3, using: &random)
      }
      var replayedOld: [Int] = []
      var replayedNew: [Int] = []
      for edit in LineComparison.edits(from: old, to: new) {
        switch edit {
        case .keep(let before, let after):
          #expect(old[before] == new[after])
          replayedOld.append(old[before])
          replayedNew.append(new[after])
        case .remove(let before, _): replayedOld.append(old[before])
        case .insert(let after, _): replayedNew.append(new[after])
        }
      }
      #expect(replayedOld == old)
      #expect(replayedNew == new)
    }
  }
}
