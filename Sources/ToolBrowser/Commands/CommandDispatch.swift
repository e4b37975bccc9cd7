/// From a parsed command to the code that does it, one file a command.
enum CommandDispatch {
  /// Does a command and gives the status to end with.
  static func run(_ command: ParsedCommand) -> Int32 {
    64
  }
}
