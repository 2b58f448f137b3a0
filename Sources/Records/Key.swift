/// A text that is compared, hashed and ordered by its UTF-8 bytes ("byte order" of model.md).
///
/// `String` itself compares by canonical equivalence, which would make two different codes one.
package struct Key: Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }
}

extension Key: Hashable {
  package static func == (left: Key, right: Key) -> Bool {
    let (left, right) = (left.text.utf8.span, right.text.utf8.span)
    guard left.count == right.count else { return false }
    return unsafe left.withUnsafeBytes { left in
      unsafe right.withUnsafeBytes { right in
        var place = 0
        while place + 8 <= left.count {
          guard unsafe word(left, place) == word(right, place) else { return false }
          place += 8
        }
        return unsafe tail(left, place) == tail(right, place)
      }
    }
  }

  /// Eight bytes at a time, since a call of the hasher per byte costs more than the rest of a look-up.
  package func hash(into hasher: inout Hasher) {
    unsafe text.utf8.span.withUnsafeBytes { bytes in
      var place = 0
      while place + 8 <= bytes.count {
        hasher.combine(unsafe Key.word(bytes, place))
        place += 8
      }
      let length = UInt64(truncatingIfNeeded: bytes.count - place)
      hasher.combine(unsafe Key.tail(bytes, place) | length &<< 56)
    }
  }

  /// Eight bytes, of which the first weighs most.
  @inline(__always)
  @unsafe
  private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// The bytes from a place on, fewer than eight, of which the last weighs least.
  @inline(__always)
  @unsafe
  private static func tail(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    var (word, place) = (UInt64(0), place)
    if place + 4 <= bytes.count {
      word = unsafe UInt64(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
      place += 4
    }
    while place < bytes.count {
      word = unsafe word &<< 8 | UInt64(bytes[place])
      place += 1
    }
    return word
  }
}

extension Key: Comparable {
  package static func < (left: Key, right: Key) -> Bool {
    let (left, right) = (left.text.utf8.span, right.text.utf8.span)
    return unsafe left.withUnsafeBytes { left in
      unsafe right.withUnsafeBytes { right in
        let common = min(left.count, right.count)
        var place = 0
        while place + 8 <= common {
          let (first, second) = unsafe (word(left, place), word(right, place))
          if first != second { return first < second }
          place += 8
        }
        while place < common {
          let (first, second) = unsafe (left[place], right[place])
          if first != second { return first < second }
          place += 1
        }
        return left.count < right.count
      }
    }
  }
}

extension Key: CustomStringConvertible {
  package var description: String { text }
}
