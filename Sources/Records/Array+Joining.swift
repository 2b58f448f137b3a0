extension Array {
  /// The elements of parts in their order, in one block of just their size. O(elements).
  @inlinable
  package init(joining parts: [[Element]]) {
    self = []
    reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { append(contentsOf: part) }
  }
}
