import BackendKit

/// The program `ocx-mise-tui`.
@main
enum Main {
  static func main() {
    exit(Program.run(Array(CommandLine.arguments.dropFirst())))
  }
}
