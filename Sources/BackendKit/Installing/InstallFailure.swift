/// Why a hook gives no answer.
package enum InstallFailure: UserFacingError, Equatable {
  /// The request is no JSON object of the form that docs/cli.md gives.
  case request(reason: String)
  /// A name, version or digest in it is off.
  case identifier(IdentifierFailure)
  /// An option has a value that it cannot have.
  case option(name: String, value: String, expected: String)
  /// No version has content for this machine; these are the platforms that there are.
  case noCandidate(tool: ToolName, host: Platform, offered: [String])
  /// The install path is not one that mise would make.
  case installPath(String, reason: String)
  /// The folders of mise are named from the working directory, which changes.
  case relativeInstallPath(String)
  /// The option `digest` names other content than the version stands for.
  case digestDiffers(version: String, asked: Digest, found: Digest)
  /// The same by an index that could not be brought up to date, so that the pin may be the newer
  /// one; nil for the cause where the network is not to be used.
  case digestUnconfirmed(version: String, asked: Digest, found: Digest, cause: OCXFailure?)
  /// There is no whole install in the folder. `key` is what mise installs anew, here and below:
  /// `ocx:ocx.sh/kitware/cmake@4.4.1`.
  case notInstalled(key: String, path: String, damage: InstallDamage)
  /// What is installed does not fit what is asked for: which part differs, and both values.
  case receiptDiffers(key: String, part: String, installed: String, asked: String)
  /// The store does not hold the package as it should.
  case store(StoreFailure)
  /// The package could not be copied into the install folder.
  case materialize(MaterializeFailure)
  /// ocx refused.
  case ocx(OCXFailure)
  /// The index refused.
  case index(IndexFailure)
  /// The disk refused.
  case file(FileFailure)
  /// It failed a moment ago in another process, and was not tried again.
  case failedBefore(CachedFailure)

  private var details: FailureDetails {
    switch self {
    case .request(let reason):
      FailureDetails(
        .usage, "the request of the hook cannot be read: \(reason)",
        hint: "plugin and program have different versions", remedy: .installPlugin)
    case .identifier(let failure): FailureDetails(failure)
    case .option(let name, let value, let expected):
      FailureDetails(
        .usage, "the option \(name) cannot be '\(value)'", hint: "give it \(expected)")
    case .noCandidate(let tool, let host, let offered):
      FailureDetails(
        .notFound,
        "no version of \(tool) is for \(host), only for \(offered.joined(separator: ", "))",
        hint: "name one of these in the entry: platform = \"…\"")
    case .installPath(let path, let reason):
      FailureDetails(
        .usage, "the install path '\(path)' \(reason)", hint: "let mise call the hook: mise install"
      )
    case .relativeInstallPath(let path):
      FailureDetails(
        .configuration, "the install path '\(path)' is not absolute",
        hint: "name the folders of mise from the root: MISE_DATA_DIR, MISE_INSTALLS_DIR")
    case .digestDiffers(let version, let asked, let found):
      FailureDetails(
        .data, "\(version) is \(found), and the option digest asks for \(asked)",
        hint:
          "it stands for \(found) now; ask for the old content as ref:sha256:…, or pin it again",
        remedy: .pinDigest)
    case .digestUnconfirmed(let version, let asked, let found, let cause):
      FailureDetails(
        .data,
        "\(version) is \(found) by the local index, and the option digest asks for \(asked); the "
          + "index may be old: \(cause?.message ?? "the network is not to be used")",
        hint: cause.map(\.hint) ?? "update the index with the network: mise install",
        remedy: cause?.remedy)
    case .notInstalled(let key, let path, let damage):
      FailureDetails(
        .notFound, "\(key) is not wholly installed in \(path): \(damage.reason)",
        hint: Self.reinstalling(key))
    case .receiptDiffers(let key, let part, let installed, let asked):
      FailureDetails(
        .data, "what is installed as \(key) has the \(part) \(installed), not \(asked)",
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

  /// More than any true name or cause needs.
  private static let longest = 600

  package var code: FailureCode { details.code }
  package var message: String { SafeText.clean(String(details.message.prefix(Self.longest))) }
  package var remedy: Remedy? { details.remedy }
  package var hint: String? {
    details.hint.map { SafeText.clean(String($0.prefix(Self.longest))) }
  }
}

extension InstallFailure {
  /// Work on files, whose failure is one of the hook.
  static func files<Value>(
    _ work: () throws(FileFailure) -> Value
  ) throws(InstallFailure) -> Value {
    do throws(FileFailure) {
      return try work()
    } catch {
      throw .file(error)
    }
  }
}
