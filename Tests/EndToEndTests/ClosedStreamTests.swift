import Foundation
import Testing

/// A file that the program opens never gets the number of a standard stream that is closed.
@Suite struct ClosedStreamTests {
  private static let scenario = """
    import os, subprocess, sys, tempfile
    with tempfile.TemporaryDirectory() as folder:
        closed = [int(number) for number in sys.argv[3:]]
        child = subprocess.Popen(
            [sys.argv[1], sys.argv[2]], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, cwd=folder, env={"HOME": folder, "PATH": "/usr/bin"},
            preexec_fn=lambda: [os.close(number) for number in closed])
        try:
            print(child.wait(20))
        except subprocess.TimeoutExpired:
            child.kill()
            print("still running")
    """

  @Test(
    .enabled(if: Product.find("python3") != nil, "SKIPPED: no python3 on PATH"),
    arguments: [["--plain", "0"], ["--plain", "0", "2"], ["pins", "2"], ["pins", "0", "2"]])
  func endsWithoutThem(words: [String]) throws {
    let python = try #require(Product.find("python3"))
    let ending = try Product.run(python, ["-c", Self.scenario, Product.path] + words)
    #expect(ending == .init(status: 0, output: "0\n"))
  }

  @Test(
    .enabled(if: Product.find("python3") != nil, "SKIPPED: no python3 on PATH"),
    arguments: [["--help", "1"], ["--version", "0", "1"], ["--help", "1", "2"]])
  func reportsLostOutput(words: [String]) throws {
    let python = try #require(Product.find("python3"))
    let ending = try Product.run(python, ["-c", Self.scenario, Product.path] + words)
    #expect(ending == .init(status: 0, output: "74\n"))
  }
}
