/// Signatures of texts: the least of each of several hashes over their grams, so that two signatures agree in one place with
/// the probability of the texts' Jaccard similarity (Broder, "On the resemblance and containment of documents", 1997).
///
/// The hashes are fixed: a gram is mixed by the finaliser of SplitMix64 and then multiplied by an odd number of its own for
/// each hash, of which the high half is taken (Dietzfelbinger et al. 1997).
///
/// A language has few grams of two scalars that are common, so the hashes of the grams seen last are kept.
struct MinHash: Sendable {
  private let masks: [UInt64]
  private let factors: [UInt64]
  private let gramSize: Int

  init(hashes: Int, gramSize: Int) {
    var state: UInt64 = 0x0D75_7900_2026_1125
    var numbers: [UInt64] = []
    for _ in 0..<2 * hashes {
      state &+= 0x9E37_79B9_7F4A_7C15
      numbers.append(MinHash.mix(state))
    }
    masks = Array(numbers[..<hashes])
    factors = numbers[hashes...].map { $0 | 1 }
    self.gramSize = gramSize
  }

  /// Writes a signature, one word a hash, ordered as `GramHashes` has them; a text without a gram has the greatest of all.
  func sign(_ scalars: ArraySlice<UInt32>, into signature: inout [Int32], by hashes: inout GramHashes) {
    for place in signature.indices { signature[place] = .max }
    hashes.begin()
    GramSet.forEach(scalars, size: gramSize) { gram in
      if hashes.isFull {
        hashes.lower(&signature)
        hashes.begin()
      }
      hashes.add(gram, MinHash.mix(gram)) { self.hashes(of: $0) }
    }
    hashes.lower(&signature)
  }

  private func hashes(of mixed: UInt64) -> [Int32] {
    zip(masks, factors).map { mask, factor in
      GramHashes.signed(UInt32(truncatingIfNeeded: ((mixed ^ mask) &* factor) >> 32))
    }
  }

  /// Room for the hashes of the grams seen last.
  var room: GramHashes { GramHashes(count: masks.count) }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014).
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
