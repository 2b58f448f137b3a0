/// Distinct byte strings with dense codes in order of first appearance: an open-addressing table, so that a
/// cell is looked up without a `String`.
struct ByteDictionary: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// A code plus 1, or 0 for an empty slot; the count is a power of two and at least twice the entries.
  private var slots = [UInt32](repeating: 0, count: 64)

  var count: Int { ends.count - 1 }

  /// The texts by code.
  var texts: [String] { (0..<UInt32(count)).map(text) }

  func text(_ code: UInt32) -> String {
    String(decoding: bytes[ends[Int(code)]..<ends[Int(code) + 1]], as: UTF8.self)
  }

  /// The code of a text; a new one when it was not seen before. O(length).
  mutating func insert(_ text: String) -> UInt32 {
    let copy = Array(text.utf8)
    return insert(copy.span, 0, copy.count)
  }

  /// The code of the bytes of a range; a new one when they were not seen before. O(length).
  mutating func insert(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    var slot = ByteDictionary.hash(source, start, end) & (slots.count - 1)
    while slots[slot] != 0 {
      if holds(slots[slot] - 1, source, start, end) { return slots[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    let code = UInt32(count)
    slots[slot] = code + 1
    for index in start..<end { bytes.append(source[index]) }
    ends.append(bytes.count)
    if count * 2 > slots.count { grow() }
    return code
  }

  /// The code of the bytes of a range, or nil when they were never inserted. O(length).
  func code(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    var slot = ByteDictionary.hash(source, start, end) & (slots.count - 1)
    while slots[slot] != 0 {
      if holds(slots[slot] - 1, source, start, end) { return slots[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  @inline(__always)
  private func holds(_ code: UInt32, _ source: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let first = ends[Int(code)]
    guard ends[Int(code) + 1] - first == end - start else { return false }
    for index in start..<end where bytes[first + index - start] != source[index] { return false }
    return true
  }

  private mutating func grow() {
    let size = slots.count * 2
    var grown = [UInt32](repeating: 0, count: size)
    let all = bytes
    for code in 0..<count {
      var slot = ByteDictionary.hash(all.span, ends[code], ends[code + 1]) & (size - 1)
      while grown[slot] != 0 { slot = (slot + 1) & (size - 1) }
      grown[slot] = UInt32(code) + 1
    }
    slots = grown
  }

  /// FNV-1a, 64 bits, with its high half folded in (Fowler, Noll, Vo).
  @inline(__always)
  private static func hash(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<end {
      value = (value ^ UInt64(source[index])) &* 0x0000_0100_0000_01B3
    }
    return Int(truncatingIfNeeded: (value ^ (value >> 32)) & 0x7FFF_FFFF)
  }
}
