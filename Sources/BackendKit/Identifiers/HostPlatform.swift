extension Platform {
  /// The platform of this machine, with the C libraries whose loaders are present. Only checks for
  /// a few files; OCX runs the loader to be sure, which `doctor` compares with.
  package static func host(_ environment: Environment? = nil) -> Platform {
    #if arch(arm64)
      let architecture = "arm64"
      let machine = "aarch64"
    #else
      let architecture = "amd64"
      let machine = "x86_64"
    #endif
    #if os(macOS)
      return Platform(os: "darwin", architecture: architecture)
    #else
      let loaders = [
        (
          "libc.glibc",
          [
            "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-\(machine).so.1",
            "/lib/\(machine)-linux-gnu/ld-linux-x86-64.so.2",
          ]
        ),
        ("libc.musl", ["/lib/ld-musl-\(machine).so.1"]),
      ]
      let features = loaders.filter { $0.1.contains { access($0, F_OK) == 0 } }.map(\.0)
      return Platform(os: "linux", architecture: architecture, features: features)
    #endif
  }
}
