import Foundation
import Testing

/// A question of a command, on a terminal and without one.
@Suite struct ConfirmationTests {
  /// Pins in a project whose mise.toml is a link that leads out of it: the answer is typed, or there
  /// is no terminal to type on. Prints the status, and whether the file was written.
  private static let scenario = """
    import json, os, pty, subprocess, sys, tempfile
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        def write(name, text):
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text)
            return path
        write("index/ocx.sh/p/a/tool.json", json.dumps({
            "repository": "oci://x/a/tool",
            "tags": {"1.0.0": {"content": "sha256:" + "0" * 64}}}))
        outside = write("outside.toml", "[tools]\\n")
        os.makedirs(folder + "/project")
        os.symlink(outside, folder + "/project/mise.toml")
        mine, theirs = pty.openpty()
        answer = sys.argv[2]
        stream = subprocess.DEVNULL if answer == "none" else theirs
        child = subprocess.Popen(
            [sys.argv[1], "pin", "a/tool@1"], cwd=folder + "/project", stdin=stream,
            stdout=subprocess.DEVNULL, stderr=stream,
            env={"HOME": folder + "/home", "OCX_INDEX": folder + "/index", "PATH": "/usr/bin"})
        if answer != "none":
            said = b""
            while b"[y/N]" not in said:
                said += os.read(mine, 4096)
            os.write(mine, answer.encode() + b"\\n")
        status = child.wait(20)
        print(status, "a/tool" in open(outside).read())
    """

  @Test(
    .enabled(if: Product.find("python3") != nil, "SKIPPED: no python3 on PATH"),
    arguments: [
      ("y", "0 True"), ("yes", "0 True"), ("n", "81 False"), ("", "81 False"), ("none", "81 False"),
    ])
  func answers(answer: String, ending: String) throws {
    let python = try #require(Product.find("python3"))
    let found = try Product.run(python, ["-c", Self.scenario, Product.path, answer])
    #expect(found == .init(status: 0, output: ending + "\n"))
  }
}
