import Foundation
import Testing

/// A hook that waits for its request ends on a signal.
@Suite struct HookEndingTests {
  /// The half of a request that was taken from the pipe tells that the program waits for the rest. A
  /// child of a test's thread would have every signal blocked, so Python starts it.
  private static let scenario = """
    import array, fcntl, signal, subprocess, sys, tempfile, termios, time
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    with tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(
            [sys.argv[1], "hook", sys.argv[3]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={"HOME": folder, "PATH": "/usr/bin"})
        child.stdin.write(b'{"tool":')
        child.stdin.flush()
        waiting = array.array("i", [1])
        while waiting[0]:
            time.sleep(0.002)
            fcntl.ioctl(child.stdin.fileno(), termios.FIONREAD, waiting)
        child.send_signal(int(sys.argv[2]))
        try:
            print(child.wait(10))
        except subprocess.TimeoutExpired:
            child.kill()
            print("still there")
    """

  @Test(
    .enabled(if: Product.find("python3") != nil, "SKIPPED: no python3 on PATH"),
    arguments: [SIGINT, SIGTERM, SIGHUP], ["list-versions", "install"])
  func signalEndsTheWaitForTheRequest(signal: Int32, hook: String) throws {
    let python = try #require(Product.find("python3"))
    let ending = try Product.run(python, ["-c", Self.scenario, Product.path, "\(signal)", hook])
    #expect(ending == .init(status: 0, output: "-\(signal)\n"))
  }
}
