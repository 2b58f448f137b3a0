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
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  /// Eight bytes at a time, since a call of the hasher per byte costs more than the rest of a look-up.
  package func hash(into hasher: inout Hasher) {
    let bytes = text.utf8.span
    var word: UInt64 = 0
    for index in bytes.indices {
      word = word << 8 | UInt64(bytes[index])
      if index % 8 == 7 { hasher.combine(word) }
    }
    hasher.combine(word)
    hasher.combine(bytes.count)
  }
}

extension Key: Comparable {
  package static func < (left: Key, right: Key) -> Bool {
    let (left, right) = (left.text.utf8.span, right.text.utf8.span)
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return left[index] < right[index]
    }
    return left.count < right.count
  }
}

extension Key: CustomStringConvertible {
  package var description: String { text }
}
