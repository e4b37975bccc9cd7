import BackendKit

/// `gc`: gives back store links whose mise install is gone.
struct GarbageCommand: ReportingCommand {
  var dryRun = false

  static let declaration = CommandDeclaration<Self>(
    name: "gc", summary: "give back store links whose mise install is gone",
    options: [.dryRun(\.dryRun)], hasJSON: true)

  func report(_ context: CommandContext) throws -> GarbageReport {
    try context.interruptible { cancellation in
      let collection = GarbageCollection(environment: context.environment)
      return GarbageReport(
        removals: try collection.run(dryRun: dryRun, cancellation: cancellation), dryRun: dryRun)
    }
  }
}

/// What `gc` gave back, or would.
struct GarbageReport: Report {
  let removals: [GarbageCollection.Removal]
  let dryRun: Bool

  var json: JSONValue {
    [
      "removed": .array(
        removals.map { removal in
          [
            "tool": .string(removal.tool.description), "tag": .string(removal.tag),
            "install_path": .string(removal.installPath),
            "candidate": JSONValue(removal.candidate),
          ]
        }),
      "written": .bool(!dryRun),
    ]
  }

  func text(_ style: OutputStyle) -> String {
    guard !removals.isEmpty else { return "nothing to give back\n" }
    return removals.map { removal in
      let name = "\(removal.tool):\(SafeText.clean(removal.tag))"
      let cause = "\(SafeText.clean(removal.installPath)) is gone"
      guard removal.candidate != nil else {
        // The link is gone already, somebody else's, or that of another install too.
        return "\(dryRun ? "would forget" : "forgot") \(name), \(cause); nothing to give back\n"
      }
      return "\(dryRun ? "would give back" : "gave back") \(name), \(cause)\n"
    }.joined()
  }
}
