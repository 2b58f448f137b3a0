extension Sequence<String> {
  /// Each text once, in the order of first appearance. O(n · distinct texts).
  var distinct: [String] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
