// swift-tools-version: 6.1
import PackageDescription

/// Every target of ours: complete checking, explicit existentials, imports that do not leak.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

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
    .target(name: "BackendKit", swiftSettings: strict),
    .executableTarget(
      name: "ToolBrowser",
      dependencies: ["BackendKit", "CNcurses"],
      swiftSettings: strict
    ),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
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
