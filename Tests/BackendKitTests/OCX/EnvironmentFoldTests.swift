import TestSupport
import Testing

@testable import BackendKit

@Suite struct EnvironmentFoldTests {
  typealias Entry = OCXEnvironment.Entry

  private static func path(_ value: String) -> Entry {
    Entry(key: "K", value: value, kind: .path)
  }
  private static func list(_ value: String, _ separator: String = ",") -> Entry {
    Entry(key: "K", value: value, kind: .list(separator: separator))
  }
  private static func constant(_ value: String) -> Entry {
    Entry(key: "K", value: value, kind: .constant)
  }

  @Test(
    arguments: [
      (nil, [path("/a"), path("/b")], "/b:/a"),
      ("/u", [path("/a")], "/a:/u"),
      ("/a:/u:/b", [path("/b")], "/b:/a:/u"),
      ("/a::/u:", [path("/a")], "/a:/u"),
      ("/aa:/a/", [path("/a")], "/a:/aa:/a/"),
      ("/u", [path("")], "/u"),
      ("/u", [constant("x")], "x"),
      ("/u", [constant("")], ""),
      (nil, [list("a"), list("b"), list("a")], "a,b"),
      ("a,b,a", [list("a")], "a,b,a"),
      ("a,b", [list("")], "a,b"),
      (nil, [list("")], nil),
      ("", [list("a")], "a"),
      ("a b", [list("a", "")], "a b"),
      ("b", [list("a", "")], "b a"),
      ("a;;b", [list("b", ";;")], "a;;b"),
      ("ab", [list("a")], "ab,a"),
      ("x,a,b", [list("a,b")], "x,a,b"),
      ("aa,b", [list("a")], "aa,b,a"),
      ("-I /x -O", [list("-I /x", " ")], "-I /x -O"),
      ("a,,b", [list("b")], "a,,b"),
      (nil, [path("/a"), constant("/c"), path("/b")], "/b:/c"),
    ] as [(String?, [Entry], String?)])
  func folds(base: String?, entries: [Entry], result: String?) {
    let fold = EnvironmentFold(entries, base: base.map { ["K": $0] } ?? [:])
    #expect(fold.values["K"] == result)
  }

  /// Whatever the steps: the last path is in front, each stands once, none is lost; an element of a
  /// list is there, and comes to the end where it was not; the last constant is the value.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func holdsForAnySteps(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let words = ["/a", "/a/b", "/b", "x", "/a b", "é"]
    var fold = EnvironmentFold(["P": "/u:/a::/u2", "L": "z,x"])
    var paths: Set<String> = ["/u", "/a", "/u2"]
    for _ in 0..<30 {
      let word = words[Int(random.next() % UInt64(words.count))]
      let entry: Entry
      switch random.next() % 3 {
      case 0:
        entry = Entry(key: "P", value: word, kind: .path)
        fold.apply(entry)
        paths.insert(word)
        let parts = fold.values["P"]?.split(separator: ":").map(String.init) ?? []
        #expect(parts.first == word)
        #expect(Set(parts) == paths)
        #expect(parts.count == paths.count)
      case 1:
        entry = Entry(key: "L", value: word, kind: .list(separator: ","))
        // One that holds the separator is still one.
        fold.apply(Entry(key: "L", value: word + ",y", kind: .list(separator: ",")))
        let before = fold.values["L"]?.split(separator: ",").map(String.init) ?? []
        fold.apply(entry)
        let parts = fold.values["L"]?.split(separator: ",").map(String.init) ?? []
        #expect(parts == (before.contains(word) ? before : before + [word]))
      default:
        entry = Entry(key: "C", value: word, kind: .constant)
        fold.apply(entry)
        #expect(fold.values["C"] == word)
      }
      let once = fold
      fold.apply(entry)
      #expect(fold == once, "a step taken twice in a row is a step taken once")
    }
  }
}
