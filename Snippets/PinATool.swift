// Lists what a project pins, pins one more tool, shows the diff, and writes it:
//   swift run PinATool ocx.sh/shellcheck/shellcheck@0.11

import BackendKit

let environment = Environment.ofThisProcess()
// The project of this folder, the index of ocx on this disk. No network, and nothing is written.
let workspace = Workspace.open(environment: environment)

for pin in workspace.pins() {
  print(pin.entry.key, pin.resolved ?? "nothing", pin.state.rawValue)
}

do {
  guard let text = CommandLine.arguments.dropFirst().first else {
    print("usage: PinATool [REGISTRY/]NAMESPACE/NAME[@VERSION]")
    exit(64)
  }
  let request = try ToolRequest(parsing: text)
  let change = try Pinning(workspace: workspace).pin(request)
  let changes = Changes(environment: environment)
  let plan = try changes.plan([change]) { path in path }
  for file in plan.files { print(file.diff.text, terminator: "") }
  // All files of the plan or none; refused where one has changed since it was planned.
  try changes.apply(plan)
} catch let failure as any UserFacingError {
  print("error: \(failure.message)")
  if let hint = failure.hint { print("  \(hint)") }
  exit(failure.code.exitCode)
}
