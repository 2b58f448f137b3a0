/// What a text may be about, known by the words that it holds.
package struct Aspect: Hashable, Sendable {
  package let name: String
  package let english: String?
  /// A text that holds one of them, byte for byte, is about the aspect.
  package let keywords: [String]

  /// What a text of none is called.
  package static let unclassified = "未归类"

  package init(name: String, english: String? = nil, keywords: [String]) {
    self.name = name
    self.english = english
    self.keywords = keywords
  }
}
