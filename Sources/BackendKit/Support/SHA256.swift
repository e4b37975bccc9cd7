/// SHA-256 (FIPS 180-4), in one call or incrementally.
package struct SHA256: Sendable {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// The hash of no data.
  package init() {}

  /// The hash of `bytes`, as 64 lower-case hexadecimal digits.
  package static func hex(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// The hash of the UTF-8 bytes of `text`, as 64 lower-case hexadecimal digits.
  package static func hex(of text: String) -> String { hex(of: Array(text.utf8)) }

  /// Adds data.
  package mutating func update(_ bytes: [UInt8]) {
    length &+= UInt64(bytes.count)
    bytes.withUnsafeBytes { raw in
      var offset = 0
      if !pending.isEmpty {
        offset = min(Self.blockSize - pending.count, raw.count)
        pending.append(contentsOf: raw[..<offset])
        guard pending.count == Self.blockSize else { return }
        pending.withUnsafeBytes { Self.compress(&state, $0, from: 0, blocks: 1) }
        pending.removeAll(keepingCapacity: true)
      }
      let blocks = (raw.count - offset) / Self.blockSize
      Self.compress(&state, raw, from: offset, blocks: blocks)
      pending.append(contentsOf: raw[(offset + blocks * Self.blockSize)...])
    }
  }

  /// The hash of the data, as 64 lower-case hexadecimal digits.
  package consuming func finish() -> String {
    let bits = length &* 8
    var padding: [UInt8] = [0x80]
    let used = (pending.count + 1) % Self.blockSize
    padding += Array(repeating: 0, count: (Self.blockSize + 56 - used) % Self.blockSize)
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    update(padding)
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for word in state { word.appendHex(to: &digits) }
    return String(decoding: digits, as: UTF8.self)
  }

  private static let blockSize = 64

  @inline(__always)
  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    (word &>> count) | (word &<< (32 &- count))
  }

  /// One round of the compression. `word` is the sum of the round's constant and message word.
  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32,
    _ g: UInt32, _ h: inout UInt32, _ word: UInt32
  ) {
    let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let t1 = h &+ s1 &+ (g ^ (e & (f ^ g))) &+ word
    let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    d &+= t1
    h = t1 &+ s0 &+ ((a & b) | (c & (a | b)))
  }

  /// Uses pointers without bounds checks: every index file is verified, so this is on the way to
  /// the first frame.
  private static func compress(
    _ state: inout [UInt32], _ bytes: UnsafeRawBufferPointer, from start: Int, blocks: Int
  ) {
    guard blocks > 0 else { return }
    state.withUnsafeMutableBufferPointer { state in
      constants.withUnsafeBufferPointer { k in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: blockSize) { w in
          for block in 0..<blocks {
            let base = start &+ block &* blockSize
            for i in 0..<16 {
              w[i] = UInt32(
                bigEndian: bytes.loadUnaligned(fromByteOffset: base &+ i &* 4, as: UInt32.self))
            }
            for i in 16..<64 {
              let x = w[i &- 15]
              let y = w[i &- 2]
              let s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x &>> 3)
              let s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y &>> 10)
              w[i] = w[i &- 16] &+ s0 &+ w[i &- 7] &+ s1
            }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            var (e, f, g, h) = (state[4], state[5], state[6], state[7])
            // Eight rounds with rotated variable names, so that no values have to be moved.
            for i in stride(from: 0, to: 64, by: 8) {
              round(a, b, c, &d, e, f, g, &h, k[i] &+ w[i])
              round(h, a, b, &c, d, e, f, &g, k[i &+ 1] &+ w[i &+ 1])
              round(g, h, a, &b, c, d, e, &f, k[i &+ 2] &+ w[i &+ 2])
              round(f, g, h, &a, b, c, d, &e, k[i &+ 3] &+ w[i &+ 3])
              round(e, f, g, &h, a, b, c, &d, k[i &+ 4] &+ w[i &+ 4])
              round(d, e, f, &g, h, a, b, &c, k[i &+ 5] &+ w[i &+ 5])
              round(c, d, e, &f, g, h, a, &b, k[i &+ 6] &+ w[i &+ 6])
              round(b, c, d, &e, f, g, h, &a, k[i &+ 7] &+ w[i &+ 7])
            }
            state[0] &+= a
            state[1] &+= b
            state[2] &+= c
            state[3] &+= d
            state[4] &+= e
            state[5] &+= f
            state[6] &+= g
            state[7] &+= h
          }
        }
      }
    }
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
