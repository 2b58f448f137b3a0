private import CIntrinsics

/// The hashes of the grams that were seen last, each at a place that its own mixed bits give; as signed words of the same
/// order, of which processors compare several at a time.
struct GramHashes {
  private static let places = 8192
  /// No gram has its high bit set.
  private static let nothing = UInt64.max

  private let count: Int
  private var grams: [UInt64]
  /// By place, where its gram's hashes begin.
  private var starts: [Int32]
  private var hashes: [Int32] = []
  /// Compares eight words by one instruction, where the processor has it.
  private let isWide: Bool

  /// For so many hashes of a gram. `isWide` is false for the way that every processor goes, which lowers alike.
  init(count: Int, isWide: Bool = GramHashes.hasWideWay) {
    self.count = count
    self.isWide = isWide && GramHashes.hasWideWay
    grams = Array(repeating: GramHashes.nothing, count: GramHashes.places)
    starts = Array(repeating: 0, count: GramHashes.places)
  }

  static var hasWideWay: Bool {
    #if arch(x86_64)
      lowers_by_eight() != 0
    #else
      false
    #endif
  }

  @inline(__always)
  private static func place(_ mixed: UInt64) -> Int { Int(mixed % UInt64(places)) }

  /// Where the hashes of a gram begin; nil when they are not kept.
  @inline(__always)
  func start(of gram: UInt64, _ mixed: UInt64) -> Int? {
    let place = GramHashes.place(mixed)
    return grams[place] == gram ? Int(starts[place]) : nil
  }

  /// Keeps the hashes of a gram in place of those of the gram that had its place.
  mutating func keep(_ gram: UInt64, _ mixed: UInt64, _ own: [Int32]) -> Int {
    let place = GramHashes.place(mixed)
    if grams[place] == GramHashes.nothing {
      starts[place] = Int32(hashes.count)
      hashes += own
    } else {
      let start = Int(starts[place])
      hashes.replaceSubrange(start..<start + count, with: own)
    }
    grams[place] = gram
    return Int(starts[place])
  }

  /// A word as a signed one of the same order, or back.
  static func signed(_ word: UInt32) -> Int32 { Int32(bitPattern: word ^ 0x8000_0000) }
  static func unsigned(_ word: Int32) -> UInt32 { UInt32(bitPattern: word) ^ 0x8000_0000 }

  /// Lowers each word of a signature to the hash of that number, where it is greater.
  @inline(__always)
  func lower(_ signature: inout MutableSpan<Int32>, from start: Int) {
    precondition(signature.count == count && start + count <= hashes.count, "as many hashes as words")
    unsafe signature.withUnsafeMutableBufferPointer { signature in
      unsafe hashes.withUnsafeBufferPointer { hashes in
        guard let words = signature.baseAddress, let own = hashes.baseAddress else { return }
        #if arch(x86_64)
          if isWide { return unsafe lower_by_eight(words, own + start, count) }
        #endif
        for index in 0..<count {  // without a branch, so that several words are compared at once
          unsafe words[index] = min(words[index], own[start &+ index])
        }
      }
    }
  }
}
