/// One project, one index, one set of installs: what the commands and the screen start from.
public struct Workspace: Sendable {
  /// What the process was given.
  public let environment: Environment
  /// The index.
  public let index: IndexCollection
  /// The project.
  public let project: MiseProject
  /// mise's installs.
  public let installs: MiseInstalls
  /// Whether nothing may ask the network.
  public let offline: Bool

  /// Opens the project of a folder (the working directory where it is nil). Reads mise's files,
  /// not the index.
  public static func open(
    environment: Environment, directory: String? = nil, indexOverride: String? = nil,
    offline: Bool = false
  ) -> Workspace {
    Workspace(
      environment: environment,
      index: .locate(override: indexOverride, environment: environment),
      project: .discover(
        directory: directory ?? environment.workingDirectory, environment: environment),
      installs: MiseInstalls(environment: environment), offline: offline)
  }

  /// Every entry with its state, in the order of the project. Reads the roots of the pinned tools
  /// alone; a thrown `cancellation` leaves the rest unknown.
  public func pins(_ cancellation: Cancellation = .never) -> [Pin] { [] }

  /// The pins of one tool.
  public func pins(of tool: ToolName) -> [Pin] { pins().filter { $0.entry.tool == tool } }
}
