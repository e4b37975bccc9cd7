/// The program `mise`. It is run to install (`Installer`) and to print its version; everything else
/// is read from disk (docs/design.md, D7).
package struct MiseProgram: Sendable, Hashable {
  /// Its absolute path.
  package let path: String

  /// The first mise on PATH; nil if there is none.
  package static func locate(_ environment: Environment) -> MiseProgram? {
    ExecutableSearch.find("mise", in: environment).map(MiseProgram.init)
  }

  /// The version that it prints, such as `2026.9.15`; nil if it prints none within five seconds.
  package func version(
    _ environment: Environment, cancellation: Cancellation = .never
  ) -> String? {
    VersionQuestion(program: path).answer(environment, cancellation: cancellation)
  }
}
