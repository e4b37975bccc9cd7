#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads what ocx prints. Unknown keys are passed over, colour codes too (a variable can force them
/// even into a pipe); anything else that is not as the contract says is an `unexpectedAnswer`.
enum OCXDecoding {
  /// The bare version, or the JSON that newer programs print (docs/ocx.md §4).
  static func version(_ output: [UInt8]) -> OCXVersion? {
    struct Document: Decodable { let version: String }
    let plain = withoutColour(output)
    if let document = try? JSONDecoder().decode(Document.self, from: Data(plain)) {
      return OCXVersion(document.version)
    }
    let words = String(decoding: plain, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return words.count == 1 ? OCXVersion(String(words[0])) : nil
  }

  /// `index catalog`: names; with `--tags`, what each name has.
  static func catalog(_ output: [UInt8]) throws(OCXFailure) -> [String: [String]] {
    struct Document: Decodable {
      let repositories: [String: [String]]
      enum Key: CodingKey { case repositories }

      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let names = try? container.decode([String].self, forKey: .repositories) {
          repositories = Dictionary(names.map { ($0, []) }) { first, _ in first }
        } else {
          repositories = try container.decode([String: [String]].self, forKey: .repositories)
        }
      }
    }
    return try decode(Document.self, output, "index catalog").repositories
  }

  /// `index list`: tags, variants or platforms, by the argument as it was given.
  static func list(_ output: [UInt8]) throws(OCXFailure) -> [String: [String]] {
    try decode([String: [String]].self, output, "index list")
  }

  /// `package install`, by the argument as it was given.
  static func install(_ output: [UInt8]) throws(OCXFailure) -> [String: OCXInstall] {
    struct Entry: Decodable {
      let identifier: String
      let path: String?
    }
    let entries = try decode([String: Entry].self, output, "package install")
    var installs: [String: OCXInstall] = [:]
    for (name, entry) in entries {
      guard let identifier = try? Reference(parsing: entry.identifier, defaultRegistry: "") else {
        throw unexpected("package install", "'\(entry.identifier)' is no identifier")
      }
      installs[name] = OCXInstall(identifier: identifier, path: entry.path)
    }
    return installs
  }

  /// `package which`: objects, or bare paths before 0.5.8.
  static func which(_ output: [UInt8]) throws(OCXFailure) -> [String: OCXLocation] {
    struct Entry: Decodable {
      let location: OCXLocation
      enum Key: CodingKey { case path, kind }

      init(from decoder: any Decoder) throws {
        if let path = try? decoder.singleValueContainer().decode(String.self) {
          location = OCXLocation(path: path, kind: "package")
          return
        }
        let container = try decoder.container(keyedBy: Key.self)
        location = OCXLocation(
          path: try container.decode(String.self, forKey: .path),
          kind: try container.decodeIfPresent(String.self, forKey: .kind) ?? "package")
      }
    }
    return try decode([String: Entry].self, output, "package which").mapValues(\.location)
  }

  /// `package env`.
  static func environment(_ output: [UInt8]) throws(OCXFailure) -> OCXEnvironment {
    struct Document: Decodable {
      struct Entry: Decodable {
        let key: String
        let value: String
        let type: String
        let separator: String?
      }
      struct Program: Decodable {
        let name: String
        let package: String?
      }
      let entries: [Entry]
      let binaries: [Program]?
      let entrypoints: [Program]?
    }
    let document = try decode(Document.self, output, "package env")
    var entries: [OCXEnvironment.Entry] = []
    for entry in document.entries {
      let kind: OCXEnvironment.Entry.Kind =
        switch entry.type {
        case "path": .path
        case "constant": .constant
        case "list": .list(separator: entry.separator ?? " ")
        default: throw unexpected("package env", "an entry of type '\(entry.type)'")
        }
      guard isVariable(entry.key), !entry.value.utf8.contains(0) else {
        throw unexpected("package env", "'\(entry.key)' is no variable")
      }
      entries.append(OCXEnvironment.Entry(key: entry.key, value: entry.value, kind: kind))
    }
    func programs(_ programs: [Document.Program]?) -> [OCXEnvironment.Program] {
      (programs ?? []).map { program in
        OCXEnvironment.Program(
          name: program.name,
          package: program.package.flatMap { try? Reference(parsing: $0, defaultRegistry: "") })
      }
    }
    return OCXEnvironment(
      entries: entries, binaries: programs(document.binaries),
      entryPoints: programs(document.entrypoints))
  }

  /// `package inspect`.
  static func inspect(_ output: [UInt8]) throws(OCXFailure) -> [OCXInspection] {
    struct Document: Decodable {
      struct Candidate: Decodable {
        let digest: String
        let platform: String
        let size: Int64?
      }
      struct Package: Decodable {
        let name: String
        let pinned_digest: String
        let candidates: [Candidate]?
      }
      let packages: [Package]
    }
    func digest(_ text: String) throws(OCXFailure) -> Digest {
      guard let digest = try? Digest(text) else {
        throw unexpected("package inspect", "'\(text)' is no digest")
      }
      return digest
    }
    var inspections: [OCXInspection] = []
    for package in try decode(Document.self, output, "package inspect").packages {
      var candidates: [OCXInspection.Candidate] = []
      for candidate in package.candidates ?? [] {
        candidates.append(
          OCXInspection.Candidate(
            digest: try digest(candidate.digest), platform: candidate.platform,
            size: candidate.size ?? 0))
      }
      inspections.append(
        OCXInspection(
          name: package.name, pinned: try digest(package.pinned_digest), candidates: candidates))
    }
    return inspections
  }

  /// `package uninstall`.
  static func uninstall(_ output: [UInt8]) throws(OCXFailure) -> [OCXRemoval] {
    struct Entry: Decodable {
      let package: String
      let status: String
      let path: String?
    }
    return try decode([Entry].self, output, "package uninstall").map {
      OCXRemoval(package: $0.package, status: $0.status, path: $0.path)
    }
  }

  /// `about`.
  static func about(_ output: [UInt8]) throws(OCXFailure) -> OCXAbout {
    struct Document: Decodable {
      let version: String
      let registry: String
      let home: String
      let platforms: [String]?
      let libc: [String]?
    }
    let document = try decode(Document.self, output, "about")
    return OCXAbout(
      version: document.version, registry: document.registry, home: document.home,
      platforms: document.platforms ?? [], libc: document.libc ?? [])
  }

  /// The message of the error envelope that newer programs print; nil where there is none.
  static func errorMessage(_ output: [UInt8]) -> String? {
    struct Document: Decodable {
      struct Details: Decodable { let message: String }
      let error: Details
    }
    let document = try? JSONDecoder().decode(Document.self, from: Data(withoutColour(output)))
    return document?.error.message
  }

  // MARK: Pieces

  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ output: [UInt8], _ subject: String
  ) throws(OCXFailure) -> Value {
    let plain = withoutColour(output)
    guard !plain.isEmpty else { throw unexpected(subject, "no output") }
    do {
      return try JSONDecoder().decode(type, from: Data(plain))
    } catch let error as DecodingError {
      throw unexpected(subject, reason(error))
    } catch {
      throw unexpected(subject, "no JSON")
    }
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another type"
    case .dataCorrupted: "no whole JSON document"
    @unknown default: "no such document"
    }
  }

  private static func unexpected(_ subject: String, _ reason: String) -> OCXFailure {
    .unexpectedAnswer(subject: subject, reason: SafeText.clean(reason))
  }

  private static func isVariable(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "=") }
  }

  /// No JSON text holds a raw escape character, so what begins with one is colour.
  private static func withoutColour(_ output: [UInt8]) -> [UInt8] {
    guard output.contains(0x1b) else { return output }
    var plain: [UInt8] = []
    var inSequence = false
    for byte in output {
      if byte == 0x1b {
        inSequence = true
      } else if !inSequence {
        plain.append(byte)
      } else if byte >= 0x40 && byte != UInt8(ascii: "[") {
        inSequence = false
      }
    }
    return plain
  }
}
