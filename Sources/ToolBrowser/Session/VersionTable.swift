import BackendKit

/// The versions of one tool as rows: newest first, the plain track before variants. Built only for
/// the selected tool, because a registry has many.
struct VersionTable: Sendable {
  let tool: ToolName
  /// Every tag except OCX's internal ones.
  let all: [VersionRow]
  /// What mise sees, plus yanked and ephemeral releases.
  let usual: [VersionRow]

  init(tool: ToolName, list: VersionList) {
    let visible = Set(list.visible().map(\.tag))
    self.tool = tool
    all = list.all().reversed().map { VersionRow($0, isUsual: visible.contains($0.tag)) }
    usual = all.filter(\.isUsual)
  }

  /// The distinct digests of the versions, in the order of the rows.
  var digests: [Digest] {
    var known: Set<Digest> = []
    return all.map(\.digest).filter { known.insert($0).inserted }
  }
}

/// One tag of a tool.
struct VersionRow: Sendable, Hashable {
  /// As mise sees it, sanitized.
  let version: String
  let digest: Digest
  /// Other tags of the same content, sanitized, as far as they are shown.
  let aliases: [String]
  /// As the index records it; read by `Age`.
  let observed: String?
  /// The reason if it is yanked, possibly empty; nil if it is not.
  let yank: String?
  /// When it was yanked, as the index records it; nil if that is unknown.
  let yankedAt: String?
  /// Whether its publisher may delete it at any time.
  let isEphemeral: Bool
  /// Whether it is listed by default: what mise sees, plus yanked and ephemeral releases.
  let isUsual: Bool
  let isPrerelease: Bool
  let listed: ListedVersion

  init(_ listed: ListedVersion, isUsual: Bool) {
    self.listed = listed
    version = SafeText.clean(listed.version)
    digest = listed.digest
    aliases = listed.shownAliases.names.map(SafeText.clean)
    observed = listed.observed
    yank = listed.yanked.map { SafeText.clean($0.reason ?? "") }
    yankedAt = listed.yanked?.at
    isEphemeral = listed.isEphemeral
    let isHidden = listed.yanked != nil || listed.isEphemeral
    self.isUsual = isUsual || (isHidden && listed.kind == .release)
    isPrerelease = listed.isPrerelease
  }
}
