import BackendKit

/// How a command asks whether files outside of the project are meant.
extension SessionDriver {
  /// Asks for each file outside of the project that would be written; on a terminal alone, and never
  /// where a script reads the answer.
  ///
  /// - Throws: `OutsideFailure` for the first that is not meant.
  mutating func agreeToOutside(_ context: CommandContext) throws(OutsideFailure) {
    for file in session.unagreed {
      if let refusal = refusal(of: file, context) { throw refusal }
    }
  }

  /// Why a file outside of the project is not written; nil where the person agrees.
  mutating func refusal(of file: OutsideFile, _ context: CommandContext) -> OutsideFailure? {
    let question = "\(file.targetName) lies outside the project: \(file.reason). Write it?"
    guard !context.isJSON, let answer = context.confirm(question) else {
      return OutsideFailure(files: [file])
    }
    guard answer else { return OutsideFailure(files: [file], isDeclined: true) }
    _ = request(.agree([file.target]))
    return nil
  }

  /// Takes a file that was named on the command line for agreed to, wherever it lies.
  mutating func agree(toNamed path: String, of project: MiseProject) {
    // In a folder that was named, the file is chosen by what lies there.
    guard !Files.isDirectory(path) else { return }
    _ = request(.agree([project.location(of: path).target]))
  }
}
