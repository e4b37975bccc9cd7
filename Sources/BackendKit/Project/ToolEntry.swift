/// One version of one `ocx:` tool in a configuration file: a pin, in force or shadowed.
public struct ToolEntry: Sendable, Hashable {
  /// The file and line of an entry; lines count from 1.
  public struct Location: Sendable, Hashable {
    /// The absolute path.
    public let file: String
    /// The line.
    public let line: Int

    /// A location in a file.
    package init(file: String, line: Int) {
      self.file = file
      self.line = line
    }
  }

  /// How the entry is written.
  public enum Shape: Sendable, Hashable {
    /// `"ocx:…" = "4.3"`.
    case string
    /// `"ocx:…" = { version = "4.3" }`.
    case inlineTable
    /// `[tools."ocx:…"]`.
    case subTable
    /// One element of `"ocx:…" = ["4", "3"]`, a string.
    case arrayString
    /// One element of `"ocx:…" = [{ version = "4" }]` or `[[tools."ocx:…"]]`, a table.
    case arrayTable
    /// A word of a line of `.tool-versions`.
    case toolVersions
  }

  /// The key as written: `ocx:…`, or an alias from `[tool_alias]` of such a tool.
  public let key: String
  /// What mise distinguishes tools by, and derives folder names from: the key without `[…]`
  /// options.
  public let identity: String
  /// The tool that the key refers to; nil if the text after `ocx:` is not an OCX name.
  public let tool: ToolName?
  /// The absolute path of the file.
  public let file: String
  /// The line where the entry begins, from 1: that of its key, array element, or word.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int
  /// The requested version: `4.3`, `latest`, `prefix:4`, `ref:…`; empty if there is none.
  public let request: String
  /// The request with `[tool_alias.….versions]` applied: what mise resolves.
  public let resolvedRequest: String
  /// The index in an array of versions, 0 if there is only one.
  public let index: Int
  /// The tool options, as the hooks receive them: all as text; arrays and tables as they are
  /// written.
  public let options: [String: String]
  /// The `os` filter as written (`linux`, `macos/arm64`); empty for all systems.
  public let platforms: [String]
  /// How the entry is written.
  public let shape: Shape
  /// Whether the `os` filter matches this machine.
  public let appliesToHost: Bool
  /// Why mise would refuse the entry, one line; nil if it is valid.
  public let problem: String?
  /// The format of an entry of a task or of a tool stub; nil for `[tools]` and `.tool-versions`.
  /// Such an entry is never in force.
  package internal(set) var format: TaskTools.Format?
  /// The task that the tool belongs to.
  package internal(set) var task: String?
  /// Why mise ignores the entry on this machine; nil if it does not.
  package let ignored: IgnoreReason?
  /// Whether no file of higher precedence has the same key, and mise does not ignore the entry.
  public internal(set) var inForce = false
  /// The entry that is in force instead.
  public internal(set) var shadowedBy: Location?

  /// The position of the entry.
  public var location: Location { Location(file: file, line: line) }
  /// Whether the request is a template (`{{…}}`), which only mise evaluates.
  package var isTemplate: Bool { RequestCheck.isTemplate(request) }
}
