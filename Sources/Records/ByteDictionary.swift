/// Distinct byte strings with dense codes in order of first appearance: an open-addressing table, so that a
/// cell is looked up without a `String`.
package struct ByteDictionary: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// A power of two of them, at least twice the entries.
  private var slots = [Slot](repeating: .empty, count: 64)

  /// An entry of the table. The word of a text of up to eight bytes says all that its length does not.
  private struct Slot {
    let word: UInt64
    /// A code plus 1, or 0 for an empty slot.
    let entry: UInt32
    let length: UInt32

    static let empty = Slot(word: 0, entry: 0, length: 0)
  }

  package init() {}

  package var count: Int { ends.count - 1 }

  /// The texts by code.
  package var texts: [String] { (0..<UInt32(count)).map(text) }

  /// The text of a code.
  package func text(_ code: UInt32) -> String { String(decoding: utf8(code), as: UTF8.self) }

  /// The bytes of a text.
  package func utf8(_ code: UInt32) -> ArraySlice<UInt8> { bytes[ends[Int(code)]..<ends[Int(code) + 1]] }

  /// Appends the bytes of a text.
  package func append(_ code: UInt32, to buffer: inout [UInt8]) { buffer.append(contentsOf: utf8(code)) }

  /// A hash of bytes, the same in every process: equal bytes have equal ones.
  package static func hash(_ cell: Span<UInt8>) -> UInt64 {
    mix(word(cell) ^ UInt64(truncatingIfNeeded: cell.count))
  }

  /// The code of a text; a new one when it was not seen before. O(length).
  package mutating func insert(_ text: String) -> UInt32 {
    let copy = Array(text.utf8)
    return insert(copy.span)
  }

  /// The code of a text of another dictionary. O(length).
  package mutating func insert(_ other: ByteDictionary, _ code: UInt32) -> UInt32 {
    insert(other.bytes.span.extracting(other.ends[Int(code)]..<other.ends[Int(code) + 1]))
  }

  /// The code of a text's bytes; a new one when they were not seen before. O(length).
  package mutating func insert(_ cell: Span<UInt8>) -> UInt32 {
    let word = ByteDictionary.word(cell)
    let slot = find(cell, word)
    if slots[slot].entry != 0 { return slots[slot].entry - 1 }
    let code = UInt32(count)
    slots[slot] = Slot(word: word, entry: code + 1, length: UInt32(truncatingIfNeeded: cell.count))
    unsafe cell.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
    if count * 2 > slots.count { grow() }
    return code
  }

  /// The code of a text's bytes, or nil when they were never inserted. O(length).
  package func code(_ cell: Span<UInt8>) -> UInt32? {
    let entry = slots[find(cell, ByteDictionary.word(cell))].entry
    return entry == 0 ? nil : entry - 1
  }

  /// The slot that holds a text, or the empty one where it belongs.
  @inline(__always)
  private func find(_ cell: Span<UInt8>, _ word: UInt64) -> Int {
    let mask = slots.count - 1
    var index = ByteDictionary.place(word, cell.count) & mask
    while true {
      let slot = slots[index]
      if slot.entry == 0 { return index }
      if slot.word == word, Int(slot.length) == cell.count, cell.count <= 8 || holds(slot.entry - 1, cell) {
        return index
      }
      index = (index + 1) & mask
    }
  }

  /// Of a cell of more than eight bytes, as long as the text.
  private func holds(_ code: UInt32, _ cell: Span<UInt8>) -> Bool {
    let first = ends[Int(code)]
    return unsafe bytes.withUnsafeBytes { bytes in
      unsafe cell.withUnsafeBytes { cell in
        var offset = 0
        while offset < cell.count {
          let place = min(offset, cell.count - 8)
          let word = unsafe cell.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          if unsafe bytes.loadUnaligned(fromByteOffset: first + place, as: UInt64.self) != word {
            return false
          }
          offset += 8
        }
        return true
      }
    }
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    var grown = [Slot](repeating: .empty, count: mask + 1)
    for slot in slots where slot.entry != 0 {
      var index = ByteDictionary.place(slot.word, Int(slot.length)) & mask
      while grown[index].entry != 0 { index = (index + 1) & mask }
      grown[index] = slot
    }
    slots = grown
  }

  /// The bytes of a short text, those of a longer one mixed together eight at a time.
  @inline(__always)
  private static func word(_ cell: Span<UInt8>) -> UInt64 {
    unsafe cell.withUnsafeBytes { bytes in
      let count = bytes.count
      if count >= 8 {
        var word = unsafe bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        var index = 0
        while index + 8 < count {
          word = unsafe mix(word) ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          index += 8
        }
        return word
      }
      if count >= 4 {
        let low = unsafe bytes.loadUnaligned(as: UInt32.self)
        let high = unsafe bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
        return UInt64(high) << 32 | UInt64(low)
      }
      var word: UInt64 = 0
      for index in 0..<count { word = unsafe word << 8 | UInt64(bytes[index]) }
      return word
    }
  }

  @inline(__always)
  private static func place(_ word: UInt64, _ length: Int) -> Int {
    Int(truncatingIfNeeded: mix(word ^ UInt64(truncatingIfNeeded: length)))
  }

  /// A product folded in half (after Wang Yi's wyhash).
  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
