package import Records

/// Something that a template says and cannot mean, with its place.
package struct NoticeProblem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A tag that opens, closes or ends where it must not.
    case brokenTag(Message)
    case unknownField(String, known: [String])
    /// A list or a yes or no where a text is wanted, or the other way round.
    case otherShape(String, isText: Bool)
    case unknownDirective(String, known: [String])
    case missingText(directive: String)
    case unknownTable(String, known: [String])
    case unknownPicture(String, known: [String])
    /// A profile behind the name of a table or a picture that is of one profile.
    case unknownProfile(String, known: [String], of: String)
    case noNumber(String)
    /// Of a table's longest, 2 to 99 are meant.
    case noRows(String)
    /// What is no 发文字号.
    case noDocumentNumber(String)
    /// A 发文字号 below no 发文机关标志.
    case noLetterhead
    /// A directive that this kind of notice must have.
    case missingDirective(String)
  }

  /// From 1.
  package let line: Int
  /// Characters from 1.
  package let column: Int
  package let kind: Kind

  package init(line: Int, column: Int, _ kind: Kind) {
    self.line = line
    self.column = column
    self.kind = kind
  }
}

/// All problems of a template, in the order of their places.
package struct NoticeProblems: Error, Hashable, Sendable {
  package let problems: [NoticeProblem]
}
