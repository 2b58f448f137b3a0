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
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

extension Key: Comparable {
  package static func < (left: Key, right: Key) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension Key: CustomStringConvertible {
  package var description: String { text }
}
