private import CIntrinsics

/// The hashes of the grams that were seen last, each at a place that its own mixed bits give; as signed words of the same
/// order, of which processors compare several at a time.
struct GramHashes {
  private static let places = 8192
  /// No gram has its high bit set.
  private static let nothing = Slot(gram: .max, start: 0)

  private struct Slot {
    let gram: UInt64
    /// Where its hashes begin.
    let start: Int32
  }

  private let count: Int
  private var slots: [Slot]
  private var hashes: [Int32] = []
  /// Where the hashes of the grams begin that were added last, in their order.
  private var starts: [Int32] = []
  /// Compares eight words by one instruction, where the processor has it.
  private let isWide: Bool

  /// For so many hashes of a gram. `isWide` is false for the way that every processor goes, which lowers alike.
  init(count: Int, isWide: Bool = GramHashes.hasWideWay) {
    self.count = count
    self.isWide = isWide && GramHashes.hasWideWay
    slots = Array(repeating: GramHashes.nothing, count: GramHashes.places)
  }

  static var hasWideWay: Bool {
    #if arch(x86_64)
      lowers_by_eight() != 0
    #else
      false
    #endif
  }

  /// As many grams as are to be lowered together, which bounds the memory that a long text takes.
  var isFull: Bool { starts.count >= GramHashes.places / 2 }

  /// Begins with no gram. Hashes that were replaced go when they are as many as are kept.
  mutating func begin() {
    starts.removeAll(keepingCapacity: true)
    guard hashes.count >= 2 * GramHashes.places * count else { return }
    hashes = []
    slots = Array(repeating: GramHashes.nothing, count: GramHashes.places)
  }

  /// Adds a gram, of which `own` gives the hashes where they are not kept.
  @inline(__always)
  mutating func add(_ gram: UInt64, _ mixed: UInt64, _ own: (UInt64) -> [Int32]) {
    let place = Int(mixed % UInt64(GramHashes.places))
    var slot = slots[place]
    if slot.gram != gram {
      slot = Slot(gram: gram, start: Int32(hashes.count))
      slots[place] = slot
      hashes += own(mixed)
      precondition(hashes.count == Int(slot.start) + count, "as many hashes as words")
    }
    starts.append(slot.start)
  }

  /// A word as a signed one of the same order, or back.
  static func signed(_ word: UInt32) -> Int32 { Int32(bitPattern: word ^ 0x8000_0000) }
  static func unsigned(_ word: Int32) -> UInt32 { UInt32(bitPattern: word) ^ 0x8000_0000 }

  /// Lowers each word of a signature to the least hash of that number of the grams that were added, where it is greater.
  func lower(_ signature: inout [Int32]) {
    precondition(signature.count == count, "as many hashes as words")
    unsafe signature.withUnsafeMutableBufferPointer { signature in
      unsafe hashes.withUnsafeBufferPointer { hashes in
        unsafe starts.withUnsafeBufferPointer { starts in
          guard let words = signature.baseAddress, let own = hashes.baseAddress,
            let first = starts.baseAddress
          else { return }
          #if arch(x86_64)
            if isWide { return unsafe lower_by_eight(words, count, own, first, starts.count) }
          #endif
          for row in starts.indices {
            let start = Int(unsafe starts[row])
            for index in 0..<count {  // without a branch, so that several words are compared at once
              unsafe words[index] = min(words[index], own[start &+ index])
            }
          }
        }
      }
    }
  }
}
