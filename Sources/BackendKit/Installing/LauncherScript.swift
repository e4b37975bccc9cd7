/// The text of a launcher: a script of sh that starts a program of a package with the package's own
/// environment, wherever the install is and however it was called.
///
/// It uses no program but sh (and readlink if it was called through a symlink, and env for
/// variables that no shell can hold), and sets no variable of its own: all its work happens in a
/// subshell, on positional parameters, and results in one line that the shell then runs.
struct LauncherScript: Sendable {
  /// The second line, by which launchers recognize each other.
  static let mark = "# Launcher of an OCX package, written by ocx-mise-tui. Do not edit."

  /// What to start.
  enum Command: Hashable, Sendable {
    /// A program of the install.
    case path(PortableValue)
    /// Whatever has this name on PATH when the launcher runs.
    case name(String)
  }

  /// What the launcher does.
  enum Action: Hashable, Sendable {
    /// Starts a program in an environment built from these entries, with these arguments before the
    /// user's.
    case start(Command, arguments: [PortableValue], environment: [Entry])
    /// Prints why it cannot start, and exits with a status.
    case refuse(reason: String, status: Int32)
  }

  /// One step of building the environment.
  struct Entry: Hashable, Sendable {
    let key: String
    let value: PortableValue
    let kind: OCXEnvironment.Entry.Kind
  }

  /// The name of the entry point. OCX's rules for names ensure that it needs no quoting.
  let name: String
  /// The package folder; the launcher is in its `entrypoints/`.
  let folder: PackageFolder
  /// What it does.
  let action: Action

  /// The script.
  var text: String {
    switch action {
    case .refuse(let reason, let status):
      """
      #!/bin/sh
      \(Self.mark)
      printf '%s\\n' \(ShellWord.literal("\(name): \(SafeText.clean(reason))")) >&2
      exit \(status)

      """
    case .start(let command, let arguments, let environment):
      """
      #!/bin/sh
      \(Self.mark)
      set +a
      ocx_mise_tui_launcher() {
      set +eu
      unset -f cd command printf pwd read readlink test
      \(Self.functions)
      \(Self.findingItself(name))
      \(findingInstall(for: command))
      \(steps(environment))
      \(start(command, arguments, environment))
      }
      eval "$(ocx_mise_tui_launcher)"
      printf '%s\\n' '\(name): cannot be started' >&2
      exit 126

      """
    }
  }

  /// The functions that the steps call. They keep their state in their own parameters.
  private static let functions = #"""
    fail() { printf '%s\n' "$1" >&2; printf 'exit 126'; exit; }
    escape() {
      set -- "$1" "'" "'\''"
      while :; do
        case $1 in
        (*"$2"*) printf %s%s "${1%%"$2"*}" "$3"; set -- "${1#*"$2"}" "$2" "$3" ;;
        (*) break ;;
        esac
      done
      printf %sx "$1"
    }
    path() {
      eval "set -- \"\$1\" \"\$2\" \":\${$1-}:\""
      case $2 in (*:*) ;; (*)
        while :; do
          case $3 in (*":$2:"*) set -- "$1" "$2" "${3%%":$2:"*}:${3#*":$2:"}" ;; (*) break ;; esac
        done ;;
      esac
      while :; do
        case $3 in (*::*) set -- "$1" "$2" "${3%%::*}:${3#*::}" ;; (*) break ;; esac
      done
      set -- "$1" "$2" "${3#:}"
      set -- "$1" "$2" "${3%:}"
      eval "$1=\$2\${2:+\${3:+:}}\$3"
    }
    list() {
      eval "set -- \"\$1\" \"\$2\" \"\$3\" \"\${$1-}\""
      case $3$4$3 in (*"$3$2$3"*) return ;; esac
      eval "$1=\$4\${4:+\$3}\$2"
    }
    """#

  /// Puts the path of the launcher itself into `$1`.
  private static func findingItself(_ name: String) -> String {
    #"""
    case $0 in (/*) set -- "$0" ;; (*) set -- "./$0" ;; esac
    while test -h "$1"; do
      set -- "$1" "$({ command -p readlink "$1" 2>/dev/null || readlink "$1"; } && printf x)"
      case $2 in (*?x) ;; (*) fail "\#(name): the symlink $1 cannot be read" ;; esac
      set -- "$1" "${2%?x}"
      case $2 in (/*) set -- "$2" ;; (*) set -- "${1%/*}/$2" ;; esac
    done
    """#
  }

  /// Puts the absolute path of the install folder into `$1`, and the same escaped for single quotes
  /// into `$2`.
  private func findingInstall(for command: Command) -> String {
    let up = folder == .root ? "/.." : "/../../.."
    let lost = "fail '\(name): its folder cannot be found'"
    let finding =
      switch command {
      case .path: #"cd -P "${1%/*}\#(up)" >/dev/null 2>&1 || \#(lost)"# + "\n" + #"set -- "$PWD""#
      // In a subshell, since relative folders of PATH are relative to where the launcher was
      // called.
      case .name:
        #"""
        set -- "$(cd -P "${1%/*}\#(up)" >/dev/null 2>&1 && printf %sx "$PWD")"
        case $1 in (*x) set -- "${1%x}" ;; (*) \#(lost) ;; esac
        """#
      }
    return finding + "\n" + #"""
      case $1 in (*\'*) set -- "$1" "$(escape "$1")"; set -- "$1" "${2%x}" ;; (*) set -- "$1" "$1" ;; esac
      """#
  }
}

// MARK: The environment

extension LauncherScript {
  /// The commands that build the environment.
  private func steps(_ entries: [Entry]) -> String {
    entries.filter { Self.isShellVariable($0.key) }.map { entry in
      let value = Self.word(entry.value)
      return switch entry.kind {
      case .constant: "\(entry.key)=\(value)"
      case .path: "path \(entry.key) \(value)"
      // Adding nothing to a list leaves it as it is, even if it is unset.
      case .list where entry.value.parts.isEmpty: ":"
      case .list(let separator):
        "list \(entry.key) \(value) \(ShellWord.literal(separator.isEmpty ? " " : separator))"
      }
    }.joined(separator: "\n")
  }

  /// The commands that print the lines to run, all at once: each write wakes the waiting shell.
  private func start(
    _ command: Command, _ arguments: [PortableValue], _ entries: [Entry]
  ) -> String {
    var lines: [String] = []
    if case .name(let command) = command { lines.append(search(for: command)) }
    let keys = Self.keys(of: entries)
    for key in keys {
      lines.append(
        "case $\(key) in (*\\'*) \(key)=$(escape \"$\(key)\"); \(key)=${\(key)%x} ;; esac")
    }
    var words: [String] = []
    let foreign = Self.folded(entries.filter { !Self.isShellVariable($0.key) })
    if !foreign.isEmpty {
      lines.append(
        "case $1$3 in (*=*) fail '\(name): cannot be started from a path with an equals sign' ;; esac"
      )
      words += [ShellWord.literal("/usr/bin/env"), "--"]
      words += foreign.map { key, value in Self.escaped(key + "=") + Self.escapedWord(value) }
    }
    switch command {
    case .path(let path): words.append(Self.escapedWord(path))
    case .name: words.append("\"$3\"")
    }
    words += arguments.map(Self.escapedWord)
    let exports = keys.map { "export \($0)='%s'\\n" }.joined()
    let line = "exec" + String(repeating: " '%s'", count: words.count) + #" \"\$@\"\n"#
    lines.append(
      (["printf \"\(exports)\(line)\""] + keys.map { "\"$\($0)\"" } + words)
        .joined(separator: " "))
    return lines.joined(separator: "\n")
  }

  /// The variables that the steps set, each once.
  private static func keys(of entries: [Entry]) -> [String] {
    var seen: Set<String> = []
    return entries.filter { entry in
      guard isShellVariable(entry.key) else { return false }
      if case .list = entry.kind, entry.value.parts.isEmpty { return false }
      return seen.insert(entry.key).inserted
    }.map(\.key)
  }

  /// Puts the first program of a name on PATH into `$3`, escaped for single quotes: neither one of
  /// mise's shims, which would start this launcher again, nor a launcher.
  private func search(for command: String) -> String {
    let shims = [
      #""$1/../../../shims""#, #""${MISE_SHIMS_DIR-}""#, #""${MISE_DATA_DIR-}/shims""#,
      #""${XDG_DATA_HOME:-${HOME-}/.local/share}/mise/shims""#,
    ].map { #"test "$4" -ef \#($0)"# }.joined(separator: " || ")
    return #"""
      is_launcher() {
        (
          IFS= read -r l && test "$l" = '#!/bin/sh' && IFS= read -r l && test "$l" = '\#(Self.mark)'
        ) 2>/dev/null <"$1"
      }
      set -- "$1" "$2" "${PATH:+$PATH:}" '' ''
      while :; do
        case $3 in ('') break ;; esac
        set -- "$1" "$2" "${3#*:}" "${3%%:*}" "$5"
        case $4 in (/*) ;; (*) set -- "$1" "$2" "$3" "./$4" "$5" ;; esac
        if test ! -f "$4/\#(command)" || test ! -x "$4/\#(command)"; then continue; fi
        if \#(shims); then continue; fi
        if is_launcher "$4/\#(command)"; then set -- "$1" "$2" "$3" "$4" x; continue; fi
        set -- "$1" "$2" "$3" "$4" found
        break
      done
      case $5 in
      (found) set -- "$1" "$2" "$4/\#(command)" ;;
      (x) fail '\#(name): \#(command) is only found as a launcher, which would start itself again' ;;
      (*)
        printf '%s\n' '\#(name): \#(command) is not on PATH' >&2
        printf 'exit 127'
        exit
        ;;
      esac
      case $3 in (*\'*) set -- "$1" "$2" "$(escape "$3")"; set -- "$1" "$2" "${3%x}" ;; esac
      """#
  }

  /// The last value of each key, for variables that no shell can read and thus combine with an
  /// existing value.
  private static func folded(_ entries: [Entry]) -> [(String, PortableValue)] {
    let fold = EnvironmentFold(
      entries.map {
        OCXEnvironment.Entry(key: $0.key, value: $0.value.encoded, kind: $0.kind)
      })
    return fold.keys.map { ($0, PortableValue(encoded: fold.values[$0] ?? "")) }
  }

  /// Whether a shell can hold a variable of this name, and pass it on unchanged.
  static func isShellVariable(_ key: String) -> Bool {
    guard let first = key.utf8.first, !first.isDigit,
      key.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "_") })
    else { return false }
    return !key.hasPrefix("BASH") && !shellsOwn.contains(key)
  }

  /// Variables that some shells set, count or refuse to set.
  private static let shellsOwn: Set<String> = [
    "_", "DIRSTACK", "EPOCHREALTIME", "EPOCHSECONDS", "EUID", "FUNCNAME", "GROUPS", "HISTCMD",
    "IFS", "LINENO", "OPTARG", "OPTIND", "PPID", "PWD", "RANDOM", "SECONDS", "SHELLOPTS", "SRANDOM",
    "UID",
  ]
}

// MARK: Words

extension LauncherScript {
  /// A value as one word of sh in which `$2` is the install folder, escaped for the single quotes
  /// of the line that is printed.
  private static func escapedWord(_ value: PortableValue) -> String {
    if value.parts.isEmpty { return "''" }
    return value.parts.map { part in
      switch part {
      case .text(let text): escaped(text)
      case .folder(.root): "\"$2\""
      case .folder(.dependency(let name)): "\"$2/dependencies/\(name)\""
      }
    }.joined()
  }

  /// A text as one word of sh, escaped for the single quotes of the line that is printed.
  private static func escaped(_ text: String) -> String {
    ShellWord.literal(String(ShellWord.literal(text).utf8.dropFirst().dropLast()) ?? "")
  }

  /// A value as one word of sh, in which `$1` is the install folder.
  private static func word(_ value: PortableValue) -> String {
    if value.parts.isEmpty { return "''" }
    return value.parts.map { part in
      switch part {
      case .text(let text): ShellWord.literal(text)
      case .folder(.root): "\"$1\""
      case .folder(.dependency(let name)): "\"$1/dependencies/\(name)\""
      }
    }.joined()
  }
}
