import BackendKit

/// How a command asks for permission to write files outside of the project.
extension SessionDriver {
  /// Asks for each file outside of the project that would be written; only on a terminal, and never
  /// if a script reads the output.
  ///
  /// - Throws: `OutsideFailure` for the first file without permission.
  mutating func agreeToOutside(_ context: CommandContext) throws(OutsideFailure) {
    for file in session.unagreed {
      if let refusal = refusal(of: file, context) { throw refusal }
    }
  }

  /// Why a file outside of the project is not written; nil if the person agrees.
  mutating func refusal(of file: OutsideFile, _ context: CommandContext) -> OutsideFailure? {
    let question = "\(file.targetName) lies outside the project: \(file.reason). Write it?"
    guard !context.isJSON, let answer = context.confirm(question) else {
      return OutsideFailure(files: [file])
    }
    guard answer else { return OutsideFailure(files: [file], isDeclined: true) }
    _ = request(.agree([file.target]))
    return nil
  }

  /// Treats a file that was named on the command line as permitted, wherever it is.
  mutating func agree(toNamed path: String, of project: MiseProject) {
    // If a folder was named, its content determines the file.
    guard !Files.isDirectory(path) else { return }
    _ = request(.agree([project.location(of: path).target]))
  }
}
