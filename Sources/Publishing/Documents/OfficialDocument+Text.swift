extension OfficialDocument {
  /// Every text of the document, a paragraph or a row of a table in a line, cells between tabs, for who reads or scans it.
  package var lines: [String] {
    [title] + sections.flatMap { $0.blocks.flatMap(\.lines) }
  }
}

extension OfficialDocument.Block {
  fileprivate var lines: [String] {
    switch self {
    case .letterhead(let head): [head.name, head.number].compactMap(\.self)
    case .title(let lines): [lines.joined()]
    case .blank: []
    case .addressee(let text), .body(let text), .heading(_, let text), .attachmentMark(let text): [text]
    case .attachments(let titles): titles
    case .signature(let signature): [signature.issuer, signature.date]
    case .note(let text): ["（\(text)）"]
    case .imprint(let imprint):
      [imprint.copiesText, imprint.printer.map { "\($0)\t\(imprint.date)印发" }].compactMap(\.self)
    case .picture(let picture): picture.lines
    case .table(let table):
      [table.columns.map(\.heading).joined(separator: "\t")] + table.rows.map { $0.joined(separator: "\t") }
    }
  }
}
