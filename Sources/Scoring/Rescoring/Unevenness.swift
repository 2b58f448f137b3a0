/// How far points may lie from a straight line on one piece: by a rounding for each amount on the way.
package struct Unevenness: Sendable {
  let roundings: Int64
  let leaves: [RescoringLeaf]

  /// In nano.
  package func of(_ member: Int) -> Int64 {
    var sum = roundings
    for leaf in leaves { sum += Int64(leaf.lines(member).count) }
    return sum
  }
}
