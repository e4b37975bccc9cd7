import BackendKit

/// `gc`: gives back store links whose mise install is gone.
struct GarbageCommand {
  let dryRun: Bool

  func run(_ context: CommandContext, cancellation: Cancellation) throws -> GarbageReport {
    let collection = GarbageCollection(environment: context.environment)
    return GarbageReport(
      removals: try collection.run(dryRun: dryRun, cancellation: cancellation), dryRun: dryRun)
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
    let verb = dryRun ? "would give back" : "gave back"
    return removals.map { removal in
      "\(verb) \(removal.tool):\(SafeText.clean(removal.tag)), \(removal.installPath) is gone\n"
    }.joined()
  }
}
