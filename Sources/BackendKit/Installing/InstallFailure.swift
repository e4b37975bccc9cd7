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

  private var inner: (any UserFacingError)? {
    switch self {
    case .identifier(let failure): failure
    case .store(let failure): failure
    case .materialize(let failure): failure
    case .ocx(let failure): failure
    case .index(let failure): failure
    case .file(let failure): failure
    case .failedBefore(let failure): failure
    default: nil
    }
  }

  /// What a script can branch on.
  package var code: FailureCode {
    if let inner { return inner.code }
    return switch self {
    case .request, .option, .installPath: .usage
    case .relativeInstallPath: .configuration
    case .digestDiffers, .digestUnconfirmed, .receiptDiffers: .data
    default: .notFound
    }
  }

  /// One line of cause.
  package var message: String {
    if let inner { return SafeText.clean(inner.message) }
    let text =
      switch self {
      case .request(let reason): "the request of the hook cannot be read: \(reason)"
      case .option(let name, let value, _): "the option \(name) cannot be '\(value)'"
      case .noCandidate(let tool, let host, let offered):
        "no version of \(tool) is for \(host), only for \(offered.joined(separator: ", "))"
      case .installPath(let path, let reason): "the install path '\(path)' \(reason)"
      case .relativeInstallPath(let path): "the install path '\(path)' is not absolute"
      case .digestDiffers(let version, let asked, let found):
        "\(version) is \(found), and the option digest asks for \(asked)"
      case .digestUnconfirmed(let version, let asked, let found, let cause):
        "\(version) is \(found) by the local index, and the option digest asks for \(asked); the "
          + "index may be old: \(cause?.message ?? "the network is not to be used")"
      case .notInstalled(let key, let path, let damage):
        "\(key) is not wholly installed in \(path): \(damage.reason)"
      case .receiptDiffers(let key, let part, let installed, let asked):
        "what is installed as \(key) has the \(part) \(installed), not \(asked)"
      default: ""
      }
    return SafeText.clean(String(text.prefix(Self.longest)))
  }

  /// What in this program helps.
  package var remedy: Remedy? {
    if let inner { return inner.remedy }
    return switch self {
    case .request: .installPlugin
    case .digestDiffers: .pinDigest
    case .digestUnconfirmed(_, _, _, let cause): cause?.remedy
    default: nil
    }
  }

  /// More than any true name or cause needs.
  private static let longest = 600

  /// One line of mending.
  package var hint: String? {
    if let inner { return inner.hint.map(SafeText.clean) }
    let text: String? =
      switch self {
      case .request: "plugin and program have different versions"
      case .option(_, _, let expected): "give it \(expected)"
      case .relativeInstallPath:
        "name the folders of mise from the root: MISE_DATA_DIR, MISE_INSTALLS_DIR"
      case .noCandidate: "name one of these in the entry: platform = \"…\""
      case .installPath: "let mise call the hook: mise install"
      case .digestDiffers(_, _, let found):
        "it stands for \(found) now; ask for the old content as ref:sha256:…, or pin it again"
      case .digestUnconfirmed(_, _, _, let cause):
        if let cause {
          cause.hint
        } else {
          "bring the index up to date with the network: mise install"
        }
      case .notInstalled(let key, _, _), .receiptDiffers(let key, _, _, _):
        "mise install --force \(ShellWord.quoted(key))"
      default: nil
      }
    return text.map(SafeText.clean)
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
