/// Folded texts one after the other.
package struct FoldedTexts: Sendable {
  private(set) var scalars: [UInt32] = []
  private var ends: [Int] = [0]

  package init() {}

  package init(_ texts: some Sequence<String>) {
    for text in texts { append(text) }
  }

  package var count: Int { ends.count - 1 }

  package mutating func append(_ text: String) {
    TextFold.append(text, to: &scalars)
    ends.append(scalars.count)
  }

  /// Adds a text given as valid UTF-8.
  package mutating func append(utf8 text: Span<UInt8>) {
    TextFold.append(utf8: text, to: &scalars)
    ends.append(scalars.count)
  }

  /// Scalars of a text.
  package func length(_ text: Int) -> Int { ends[text + 1] - ends[text] }

  subscript(text: Int) -> ArraySlice<UInt32> { scalars[ends[text]..<ends[text + 1]] }
}
