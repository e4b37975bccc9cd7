import Foundation
import Testing

/// The demo's folder is removed however the demo ends.
@Suite struct DemoEndingTests {
  /// A child of a test's thread would have every signal blocked, so Python starts it.
  private static let scenario = """
    import os, signal, subprocess, sys, tempfile
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    with tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(
            [sys.argv[1], "demo", "--plain"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={"TMPDIR": folder, "HOME": folder, "PATH": "/usr/bin"})
        said = b""
        while not said.endswith(b"> "):
            said += os.read(child.stdout.fileno(), 4096)
        before = len(os.listdir(folder))
        child.send_signal(int(sys.argv[2]))
        print(child.wait(20), before, len(os.listdir(folder)))
    """

  @Test(
    .enabled(if: Product.find("python3") != nil, "SKIPPED: no python3 on PATH"),
    arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGALRM])
  func signalEndsTheDemoAndItsFolderGoes(signal: Int32) throws {
    let python = try #require(Product.find("python3"))
    let ending = try Product.run(python, ["-c", Self.scenario, Product.path, "\(signal)"])
    #expect(ending == .init(status: 0, output: "\(128 + signal) 1 0\n"))
  }
}
