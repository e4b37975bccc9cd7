// swift-tools-version: 6.1
import PackageDescription

/// Every target of ours: complete checking, explicit existentials, imports that do not leak.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// What `make` knows of the commit and of the compiler, for `--version`: text for a C file, because a
/// Swift file can be given none.
let stamp = ["COMMIT", "DATE", "COMPILER"].compactMap { name -> CSetting? in
  let variable = "OCX_MISE_TUI_\(name)"
  guard let text = Context.environment[variable], !text.isEmpty else { return nil }
  return .define(variable, to: "\"\(text)\"")
}

let package = Package(
  name: "ocx-mise-tui",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "ocx-mise-tui", targets: ["ToolBrowser"]),
    .library(name: "BackendKit", targets: ["BackendKit"]),
  ],
  targets: [
    .systemLibrary(
      name: "CNcurses",
      pkgConfig: "ncursesw",
      providers: [.apt(["libncursesw5-dev"]), .brew(["ncurses"])]
    ),
    .systemLibrary(name: "CLinux"),
    .target(name: "BackendKit", dependencies: ["CLinux"], swiftSettings: strict),
    .target(name: "CBuildStamp", cSettings: stamp),
    .executableTarget(
      name: "ToolBrowser",
      dependencies: ["BackendKit", "CBuildStamp", "CNcurses"],
      swiftSettings: strict
    ),
    .target(
      name: "TestSupport", dependencies: ["BackendKit"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "BackendKitTests", dependencies: ["BackendKit", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ToolBrowserTests",
      dependencies: ["ToolBrowser", "BackendKit", "CNcurses", "TestSupport"],
      exclude: ["CommandLine/Goldens"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["ToolBrowser", "BackendKit", "TestSupport"],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)

// `make fuzz`: the fuzzer in the place of the tests, whose properties it takes, and every target made
// for it. It can be linked to no other executable, so that what it needs of the program is a library.
if Context.environment["OCX_MISE_TUI_FUZZ"] != nil {
  let sanitizers = ["-sanitize=fuzzer,address"]
  let instrumented = strict + [.unsafeFlags(sanitizers + ["-enable-testing"])]
  package.products = []
  package.targets.removeAll { $0.type == .test || $0.type == .executable }
  for target in package.targets where target.swiftSettings != nil {
    target.swiftSettings = instrumented
    // What stands above all that is tried.
    if target.name == "BackendKit" { target.exclude = ["Hooks", "Installing"] }
  }
  package.targets += [
    .target(
      name: "ToolBrowser", dependencies: ["BackendKit", "CNcurses"], sources: ["Terminal"],
      swiftSettings: instrumented),
    .executableTarget(
      name: "Fuzz", dependencies: ["ToolBrowser", "BackendKit", "TestSupport"], path: "Tests",
      sources: ["Fuzz/Fuzz.swift", "BackendKitTests/Properties", "ToolBrowserTests/Properties"],
      swiftSettings: instrumented, linkerSettings: [.unsafeFlags(sanitizers)]),
  ]
}
