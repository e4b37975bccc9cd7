import Foundation
import TestSupport

/// `recordings/ocx-rules.json`: what OCX's own library says of tags, orders, identifiers and
/// platforms.
struct OCXRules: Decodable {
  struct TagCase: Decodable {
    struct Parts: Decodable, Equatable {
      let text: String
      let variant: String?
      let major: UInt32
      let minor: UInt32?
      let patch: UInt32?
      let prerelease: String?
      let build: String?
      let rolling: Bool
    }

    let tag: String
    let `class`: String
    let reserved: Bool
    let version: Parts?
  }

  struct OrderCase: Decodable {
    let tags: [String]
    let ascending: [String]
  }

  struct IdentifierCase: Decodable {
    let input: String
    let registry: String?
    let repository: String?
    let tag: String?
    let digest: String?
    let error: String?
  }

  struct PlatformCase: Decodable {
    struct Selected: Decodable {
      let found: String?
      let none: Bool?
      let ambiguous: [String]?
    }

    let host: String
    let offered: [String]
    let selected: Selected
  }

  let tags: [TagCase]
  let orders: [OrderCase]
  let identifiers: [IdentifierCase]
  let platforms: [PlatformCase]

  static func load() throws -> OCXRules {
    try JSONDecoder().decode(OCXRules.self, from: Recordings.data("ocx-rules.json"))
  }
}
