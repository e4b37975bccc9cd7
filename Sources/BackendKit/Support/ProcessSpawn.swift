extension ChildProcess {
  /// Starts the program in its own process group, with default signal handling, without any
  /// descriptor except `pipes`. These are: output, errors, and input if there is any.
  static func spawn(
    _ command: ProcessRunner.Command, pipes: [Pipe]
  ) throws(SystemError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    try must(posix_spawn_file_actions_init(&actions))
    defer { posix_spawn_file_actions_destroy(&actions) }
    try must(posix_spawnattr_init(&attributes))
    defer { posix_spawnattr_destroy(&attributes) }

    if pipes.count > 2 {
      try must(posix_spawn_file_actions_adddup2(&actions, pipes[2].read, 0))
    } else {
      try must(posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0))
    }
    try must(posix_spawn_file_actions_adddup2(&actions, pipes[0].write, 1))
    try must(posix_spawn_file_actions_adddup2(&actions, pipes[1].write, 2))
    for descriptor in inheritable() {
      try must(posix_spawn_file_actions_addclose(&actions, descriptor))
    }

    var flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    #if canImport(Darwin)
      flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
    #endif
    try must(posix_spawnattr_setflags(&attributes, Int16(flags)))
    try must(posix_spawnattr_setpgroup(&attributes, 0))
    var signals = sigset_t()
    sigemptyset(&signals)
    try must(posix_spawnattr_setsigmask(&attributes, &signals))
    // The program would inherit ignored signals, which it does not expect.
    for signal in [SIGPIPE, SIGINT, SIGQUIT, SIGTERM, SIGCHLD, SIGTSTP, SIGTTIN, SIGTTOU] {
      sigaddset(&signals, signal)
    }
    try must(posix_spawnattr_setsigdefault(&attributes, &signals))

    var pid: pid_t = 0
    try must(
      command.withCStrings { arguments, environment in
        posix_spawn(&pid, command.executable, &actions, &attributes, arguments, environment)
      })
    return pid
  }

  private static func must(_ number: Int32) throws(SystemError) {
    if number != 0 { throw SystemError(number: number) }
  }

  /// Descriptors above the standard streams that a program would inherit. The parent of this
  /// process may have left some open. On Darwin, a flag closes them.
  private static func inheritable() -> [Int32] {
    #if canImport(Darwin)
      return []
    #else
      let names = (try? Files.list("/proc/self/fd")) ?? []
      return names.compactMap { Int32($0) }.filter { descriptor in
        guard descriptor > 2 else { return false }
        let flags = fcntl(descriptor, F_GETFD)
        return flags >= 0 && flags & FD_CLOEXEC == 0
      }
    #endif
  }
}

extension ProcessRunner.Command {
  /// Passes its arguments, which begin with the executable, and its environment in C's form.
  func withCStrings(
    _ body: (_ arguments: CStrings.Pointers, _ environment: CStrings.Pointers) -> Int32
  ) -> Int32 {
    let arguments = CStrings([executable] + arguments)
    let environment = CStrings(environment.map { $0.key + "=" + $0.value }.sorted())
    defer {
      arguments.free()
      environment.free()
    }
    return body(arguments.pointers, environment.pointers)
  }
}

/// Strings for C: an array of pointers to copies, terminated by a null pointer.
struct CStrings {
  typealias Pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  let pointers: Pointers
  private let count: Int

  init(_ texts: [String]) {
    count = texts.count
    pointers = .allocate(capacity: count + 1)
    for (index, text) in texts.enumerated() { pointers[index] = strdup(text) }
    pointers[count] = nil
  }

  func free() {
    for index in 0..<count { libcFree(pointers[index]) }
    pointers.deallocate()
  }
}

/// The C library's `free`, which the method hides.
private func libcFree(_ pointer: UnsafeMutablePointer<CChar>?) { free(pointer) }
