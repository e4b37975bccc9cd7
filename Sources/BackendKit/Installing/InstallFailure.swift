/// Why a hook fails.
package enum InstallFailure: UserFacingError, FileFailureConvertible, Equatable {
  /// The request is not a JSON object of the form in docs/cli.md.
  case request(reason: String)
  /// A name, version or digest in it is invalid.
  case identifier(IdentifierFailure)
  /// An option has an invalid value.
  case option(name: String, value: String, expected: String)
  /// No version has content for this machine; these platforms are available.
  case noCandidate(tool: ToolName, host: Platform, offered: [String])
  /// The install path is not one that mise would make.
  case installPath(String, reason: String)
  /// The folders of mise are relative to the working directory, which changes.
  case relativeInstallPath(String)
  /// The option `digest` differs from what the version refers to.
  case digestDiffers(version: String, asked: Digest, found: Digest)
  /// The same with an index that could not be updated, so that the pin may be the newer one; the
  /// cause is nil if network access is disabled.
  case digestUnconfirmed(version: String, asked: Digest, found: Digest, cause: OCXFailure?)
  /// There is no complete install in the folder. `key`, here and below, is the argument for mise to
  /// reinstall it: `ocx:ocx.sh/kitware/cmake@4.4.1`.
  case notInstalled(key: String, path: String, damage: InstallDamage)
  /// The installed content does not match the request: which part differs, and both values.
  case receiptDiffers(key: String, part: String, installed: String, asked: String)
  /// The package in the store is incomplete or invalid.
  case store(StoreFailure)
  /// The package could not be copied into the install folder.
  case materialize(MaterializeFailure)
  /// ocx failed.
  case ocx(OCXFailure)
  /// The index could not be read.
  case index(IndexFailure)
  /// A file operation failed.
  case file(FileFailure)
  /// It failed a moment ago in another process, and was not tried again.
  case failedBefore(CachedFailure)

  private var details: FailureDetails {
    switch self {
    case .request(let reason):
      FailureDetails(
        .usage, "the request of the hook cannot be parsed: \(reason)",
        hint: "plugin and program have different versions", remedy: .installPlugin)
    case .identifier(let failure): FailureDetails(failure)
    case .option(let name, let value, let expected):
      FailureDetails(
        .usage, "the option \(name) cannot be '\(value)'", hint: "set it to \(expected)")
    case .noCandidate(let tool, let host, let offered):
      FailureDetails(
        .notFound,
        "no version of \(tool) is for \(host), only for \(offered.joined(separator: ", "))",
        hint: "set one of these in the entry: platform = \"…\"")
    case .installPath(let path, let reason):
      FailureDetails(
        .usage, "the install path '\(path)' \(reason)", hint: "let mise call the hook: mise install"
      )
    case .relativeInstallPath(let path):
      FailureDetails(
        .configuration, "the install path '\(path)' is not absolute",
        hint: "use absolute paths for the folders of mise: MISE_DATA_DIR, MISE_INSTALLS_DIR")
    case .digestDiffers(let version, let asked, let found):
      FailureDetails(
        .data, "\(version) is \(found), but the option digest is \(asked)",
        hint:
          "the version has changed; request the old content as ref:sha256:…, or pin it again",
        remedy: .pinDigest)
    case .digestUnconfirmed(let version, let asked, let found, let cause):
      FailureDetails(
        .data,
        "\(version) is \(found) in the local index, but the option digest is \(asked); the "
          + "index may be old: \(cause?.message ?? "network access is disabled")",
        hint: cause.map(\.hint) ?? "update the index with the network: mise install",
        remedy: cause?.remedy)
    case .notInstalled(let key, let path, let damage):
      FailureDetails(
        .notFound, "\(key) is not completely installed in \(path): \(damage.reason)",
        hint: Self.reinstalling(key))
    case .receiptDiffers(let key, let part, let installed, let asked):
      FailureDetails(
        .data, "the install of \(key) has the \(part) \(installed), not \(asked)",
        hint: Self.reinstalling(key))
    case .store(let failure): FailureDetails(failure)
    case .materialize(let failure): FailureDetails(failure)
    case .ocx(let failure): FailureDetails(failure)
    case .index(let failure): FailureDetails(failure)
    case .file(let failure): FailureDetails(failure)
    case .failedBefore(let failure): FailureDetails(failure)
    }
  }

  private static func reinstalling(_ key: String) -> String {
    "mise install --force \(ShellWord.quoted(key))"
  }

  /// The length limit of a message, longer than any real name or cause needs.
  private static let longest = 600

  package var code: FailureCode { details.code }
  package var message: String { SafeText.clean(String(details.message.prefix(Self.longest))) }
  package var remedy: Remedy? { details.remedy }
  package var hint: String? {
    details.hint.map { SafeText.clean(String($0.prefix(Self.longest))) }
  }
}
