import TestSupport
import Testing

@testable import BackendKit

/// What counts as a path of the store in a value, and what is text.
@Suite struct StorePathsTests {
  private static let digits = "ab" + String(repeating: "0", count: 30)
  private static let root = "packages/ocx.sh/sha256/ab/" + String(repeating: "0", count: 30)

  /// `$P` is a package below the home, `<…>` in the outcome is where it was found.
  @Test(
    arguments: [
      ("$P", "<>"), ("$P/content/bin", "<>/content/bin"), ("-I$P/content", "-I<>/content"),
      ("$P/content:$P/entrypoints", "<>/content:<>/entrypoints"),
      ("-I$P/a -L$P/b", "-I<>/a -L<>/b"), ("a=$P,b='$P'", "a=<>,b='<>'"),
      ("file://$P/x", "file://<>/x"), ("/x:$P", "/x:<>"), ("$P;", "<>;"), ("", ""), ("a b", "a b"),
      ("/mnt$P/content", "/mnt$P/content"), ("http://host$P", "http://host$P"),
      ("x:/mnt$P", "x:/mnt$P"), ("$P$P", "<>$P"), ("$P0", "$P0"), ("$P.old/x", "$P.old/x"),
      ("$Pé", "$Pé"), ("$H/packages", "$H/packages"), ("$H/packages/ocx.sh/sha256/ab", nil),
      ("$H/packages/../sha256/ab/\(digits.dropFirst(2))", nil),
      ("$H/packages/ocx.sh/md5/ab/\(digits.dropFirst(2))", nil),
      ("$H/packages/ocx.sh/sha256/AB/\(digits.dropFirst(2))", nil),
      ("$H/packages/ocx.sh/sha256/ab/\(digits)", nil), ("$H/layers/ocx.sh/sha256/ab/x", nil),
      ("/elsewhere/\(root)", nil), ("\(root)", nil), ("${installPath}/x", nil),
      ("\u{1}0\u{1}", nil),
    ] as [(String, String?)])
  func finds(text: String, outcome: String?) throws {
    let home = "/home/me/.ocx"
    func filled(_ text: String) -> String {
      text.replacing("$P", with: home + "/" + Self.root).replacing("$H", with: home)
    }
    let paths = StorePaths(
      home: OCXHome(
        environment: Environment(variables: ["OCX_HOME": home], workingDirectory: "/")),
      environment: Environment(variables: [:], workingDirectory: "/"))
    let found = paths.pieces(of: filled(text)).map { piece in
      switch piece {
      case .text(let text): String(text)
      case .package(let package, let spelling):
        spelling == home + "/" + Self.root && package.relativePath == Self.root ? "<>" : "?"
      }
    }
    #expect(found.joined() == filled(outcome ?? text))
  }

  /// A home behind a symlink is recognized by both paths, and by the one in the variable.
  @Test func aHomeMayHaveSeveralNames() throws {
    let folder = try TemporaryFolder()
    try Files.makeDirectories(folder("true"))
    try Files.makeLink(folder("link"), to: folder("true"))
    let spelled = folder.path + "//link/."
    let environment = Environment(variables: ["OCX_HOME": spelled], workingDirectory: "/")
    let paths = StorePaths(home: OCXHome(environment: environment), environment: environment)
    for home in [folder("true"), folder("link"), spelled] {
      let pieces = paths.pieces(of: "-L\(home)/\(Self.root)/content")
      #expect(pieces.count == 3, "\(home)")
    }
  }
}
