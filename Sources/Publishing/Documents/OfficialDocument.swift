package import Records

/// A document in the layout of GB/T 9704-2012, before it is a file of any format.
package struct OfficialDocument: Hashable, Sendable {
  /// For the file's properties.
  package let title: String
  /// The only date that stands in the file's properties, so that equal documents give equal bytes.
  package let date: Day
  /// Each begins on a page of its own; there is at least one.
  package let sections: [Section]

  package init(title: String, date: Day, sections: [Section]) {
    self.title = title
    self.date = date
    self.sections = sections
  }

  package struct Section: Hashable, Sendable {
    package let isLandscape: Bool
    package let blocks: [Block]

    package init(isLandscape: Bool = false, _ blocks: [Block]) {
      self.isLandscape = isLandscape
      self.blocks = blocks
    }
  }

  package enum Block: Hashable, Sendable {
    /// Above everything else.
    case letterhead(Letterhead)
    /// Lines broken where their author breaks them, so that no word is torn.
    case title([String])
    /// An empty line.
    case blank
    /// 主送机关, flush left.
    case addressee(String)
    case body(String)
    /// A heading that begins with its number as 一、, （一）, 1. or （1）; what follows its first full stop is body text.
    case heading(HeadingLevel, String)
    /// 附件说明: the titles of what is attached, numbered where there is more than one.
    case attachments([String])
    /// 落款.
    case signature(Signature)
    /// 附注, in brackets below the date.
    case note(String)
    /// `附件` or `附件1` on the first line of its page.
    case attachmentMark(String)
    case table(DocumentTable)
    /// Below everything else.
    case imprint(Imprint)
    case picture(DocumentPicture)
  }

  /// In the order of the document.
  package var pictures: [DocumentPicture] {
    sections.flatMap { section in
      section.blocks.compactMap { block in
        if case .picture(let picture) = block { picture } else { nil }
      }
    }
  }
}

extension OfficialDocument.Section {
  /// The blocks that keep to the page of the signature, so that it never stands alone: the last of the body before it, and
  /// what lies between.
  var signedBlocks: Range<Int> {
    let signature = blocks.firstIndex { if case .signature = $0 { true } else { false } }
    guard let signature else { return 0..<0 }
    let body = blocks[..<signature].lastIndex { block in
      switch block {
      case .body, .heading, .table: true
      default: false
      }
    }
    return (body ?? signature)..<signature
  }
}

/// A table whose heading stands again on each page.
package struct DocumentTable: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package let heading: String
    /// In half characters; the columns share the width of the type area in this proportion.
    package let width: Int
    package let alignment: Alignment

    package init(_ heading: String, width: Int, _ alignment: Alignment = .centre) {
      self.heading = heading
      self.width = width
      self.alignment = alignment
    }
  }

  package enum Alignment: String, Hashable, Sendable {
    case left, centre, right
  }

  package let columns: [Column]
  /// As many cells as there are columns.
  package let rows: [[String]]

  package init(columns: [Column], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row of another width")
    self.columns = columns
    self.rows = rows
  }

  /// The columns' shares of the width as `12.5%`, which add up to 100.
  var percentages: [String] { shares(of: 1_000).map { "\($0 / 10).\($0 % 10)%" } }

  /// A whole cut in proportion to the columns' widths; what is left over goes to the first.
  func shares(of whole: Int) -> [Int] {
    let sum = max(1, columns.reduce(0) { $0 + $1.width })
    var shares = columns.map { whole * $0.width / sum }
    if !shares.isEmpty { shares[0] += whole - shares.reduce(0, +) }
    return shares
  }
}
