import BackendKit

/// The program `ocx-mise-tui`.
@main
enum Main {
  static func main() {
    StandardStream.openClosed()
    exit(Program.ofThisProcess(.all).run(Array(CommandLine.arguments.dropFirst())))
  }
}
