import BackendKit

/// The program `ocx-mise-tui`.
@main
enum Main {
  static func main() {
    Threads.shareMemory()
    StandardStream.openClosed()
    // On Linux they are read from /proc. Without them any command would be the browser.
    guard !CommandLine.arguments.isEmpty else {
      try? StandardStream.error.write(
        "error: the arguments of this program cannot be read\n  mount /proc\n")
      exit(FailureCode.inputOutput.exitCode)
    }
    exit(Program.ofThisProcess(.all).run(Array(CommandLine.arguments.dropFirst())))
  }
}
