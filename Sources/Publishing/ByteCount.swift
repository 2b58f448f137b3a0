/// How many bytes of a file belong to one class, as `header`.
package struct ByteCount: Hashable, Sendable {
  package let kind: String
  package let count: Int64

  package init(kind: String, count: Int64) {
    self.kind = kind
    self.count = count
  }
}
