/// The platform that a host chooses among several (docs/ocx.md §8).
package enum PlatformChoice: Hashable, Sendable {
  /// The platform at this index.
  case found(Int)
  /// None is suitable.
  case none
  /// Several are equally suitable, which OCX treats as an error.
  case ambiguous([Int])

  /// The offered platform that the host chooses: `any`, or one with the same system and
  /// architecture, with no variant or the host's, and with no feature that the host lacks. A
  /// specific one takes precedence over `any`, then one with a variant, then one with more
  /// features.
  package static func select(host: Platform, offered: [Platform]) -> PlatformChoice {
    var best: [Int] = []
    var bestRank = Rank(specific: -1, variant: 0, features: 0)
    for (index, platform) in offered.enumerated() {
      guard let rank = Rank(of: platform, on: host) else { continue }
      if rank > bestRank {
        bestRank = rank
        best = [index]
      } else if rank == bestRank {
        best.append(index)
      }
    }
    return switch best.count {
    case 0: .none
    case 1: .found(best[0])
    default: .ambiguous(best)
    }
  }

  private struct Rank: Comparable {
    let specific: Int
    let variant: Int
    let features: Int

    init(specific: Int, variant: Int, features: Int) {
      self.specific = specific
      self.variant = variant
      self.features = features
    }

    init?(of offered: Platform, on host: Platform) {
      if offered.isAny {
        self.init(specific: 0, variant: 0, features: 0)
        return
      }
      guard offered.os == host.os, offered.architecture == host.architecture,
        offered.variant == nil || offered.variant == host.variant,
        offered.features.allSatisfy(host.features.contains)
      else { return nil }
      self.init(
        specific: 1, variant: offered.variant == nil ? 0 : 1, features: offered.features.count)
    }

    static func < (left: Rank, right: Rank) -> Bool {
      (left.specific, left.variant, left.features)
        < (right.specific, right.variant, right.features)
    }
  }
}
