/// The hashes of the grams that were seen last, each at a place that its own mixed bits give; as signed words of the same
/// order, which the least common processor compares four at a time.
struct GramHashes {
  private static let places = 8192
  /// No gram has its high bit set.
  private static let nothing = UInt64.max

  private let count: Int
  private var grams: [UInt64]
  /// By place, where its gram's hashes begin.
  private var starts: [Int32]
  private var hashes: [Int32] = []

  /// For so many hashes of a gram.
  init(count: Int) {
    self.count = count
    grams = Array(repeating: GramHashes.nothing, count: GramHashes.places)
    starts = Array(repeating: 0, count: GramHashes.places)
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
        for index in 0..<count {  // without a branch, so that several words are compared at once
          unsafe signature[index] = min(signature[index], hashes[start &+ index])
        }
      }
    }
  }
}
