/// One version of one `ocx:` tool in a configuration file: a pin, in force or shadowed.
public struct ToolEntry: Sendable, Hashable {
  /// A place in a file, for people: both count from 1, columns in Unicode scalars.
  public struct Place: Sendable, Hashable {
    /// The absolute path.
    public let file: String
    /// The line.
    public let line: Int

    /// A place of parts.
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

  /// The key as the file has it: `ocx:…`, or a name that `[tool_alias]` leads to such a tool.
  public let key: String
  /// What mise tells tools apart by, and names folders after: the key without `[…]` options.
  public let identity: String
  /// The tool that the key means; nil where the name after `ocx:` is no OCX name.
  public let tool: ToolName?
  /// The absolute path of the file.
  public let file: String
  /// Where the entry begins, from 1: its key, its element of an array, its word of a line.
  public let line: Int
  /// The same within the line, from 1, in Unicode scalars.
  public let column: Int
  /// What the entry asks for: `4.3`, `latest`, `prefix:4`, `ref:…`; empty where it says nothing.
  public let request: String
  /// The request after `[tool_alias.….versions]`: what mise resolves.
  public let resolvedRequest: String
  /// The place in an array of versions, 0 where there is only one.
  public let index: Int
  /// The tool options, as the hooks receive them: everything as text; arrays and tables as they
  /// are written.
  public let options: [String: String]
  /// The `os` filter as written (`linux`, `macos/arm64`); empty for every system.
  public let platforms: [String]
  /// How the entry is written.
  public let shape: Shape
  /// Whether the `os` filter lets this machine through.
  public let appliesToHost: Bool
  /// Why mise would refuse the entry, one line; nil where it is sound.
  public let problem: String?
  /// How the file names tools, where the entry is none of `[tools]` but of a task or of a tool stub;
  /// nil for `[tools]` and `.tool-versions`. Such an entry is never in force.
  package internal(set) var format: TaskTools.Format?
  /// The task whose tool it is.
  package internal(set) var task: String?
  /// Why mise drops the entry on this machine; nil where it sees it.
  package let ignored: IgnoreReason?
  /// Whether no file of higher precedence has the same key, and mise sees the entry.
  public internal(set) var inForce = false
  /// The entry that is in force instead.
  public internal(set) var shadowedBy: Place?

  /// Where the entry stands.
  public var place: Place { Place(file: file, line: line) }
  /// Whether the request is a template (`{{…}}`), which is mise's to evaluate, never ours.
  package var isTemplate: Bool { RequestCheck.isTemplate(request) }
}
