import BackendKit

/// The program `ocx-mise-tui`.
@main
enum Main {
  static func main() {}
}
