/// The paragraph styles of a document, by their id in the file.
enum WordStyle: String, CaseIterable {
  case body = "Body"
  case letterhead = "Letterhead"
  case documentNumber = "DocumentNumber"
  case title = "Title"
  case addressee = "Addressee"
  case firstHeading = "Heading1"
  case secondHeading = "Heading2"
  case thirdHeading = "Heading3"
  case fourthHeading = "Heading4"
  case attachments = "Attachments"
  case signature = "Signature"
  case note = "Note"
  case attachmentMark = "AttachmentMark"
  case blank = "Blank"
  case tableHeading = "TableHeading"
  case tableCell = "TableCell"
  case imprint = "Imprint"
  case picture = "Picture"
  case caption = "Caption"
  case oddFooter = "OddFooter"
  case evenFooter = "EvenFooter"
  /// A line of one point that ends a section or follows a table, as the format demands.
  case end = "End"

  init(_ level: HeadingLevel) {
    self =
      switch level {
      case .first: .firstHeading
      case .second: .secondHeading
      case .third: .thirdHeading
      case .fourth: .fourthHeading
      }
  }

  /// What a person sees in the list of styles; headings have Word's own names, so that its navigation finds them.
  var name: String {
    switch self {
    case .body: "公文正文"
    case .letterhead: "发文机关标志"
    case .documentNumber: "发文字号"
    case .title: "Title"
    case .addressee: "主送机关"
    case .firstHeading: "heading 1"
    case .secondHeading: "heading 2"
    case .thirdHeading: "heading 3"
    case .fourthHeading: "heading 4"
    case .attachments: "附件说明"
    case .signature: "落款"
    case .note: "附注"
    case .attachmentMark: "附件标识"
    case .blank: "空行"
    case .tableHeading: "表头"
    case .tableCell: "表格"
    case .imprint: "版记"
    case .picture: "图"
    case .caption: "图题"
    case .oddFooter: "单页码"
    case .evenFooter: "双页码"
    case .end: "节末"
    }
  }

  var face: OfficialLayout.Face {
    switch self {
    case .title, .letterhead: .title
    case .firstHeading, .attachmentMark, .tableHeading, .caption: .firstLevel
    case .secondHeading: .secondLevel
    case .oddFooter, .evenFooter: .pageNumber
    default: .body
    }
  }

  var size: OfficialLayout.Size {
    switch self {
    case .title, .letterhead: .title
    case .oddFooter, .evenFooter, .imprint: .pageNumber
    case .tableHeading, .tableCell, .caption: .table
    default: .body
    }
  }

  /// Where its lines do not keep to the grid: their height, and whether it is exact or the least.
  var line: (twips: Int, rule: String)? {
    switch self {
    case .title: (OfficialLayout.titleLine, "exact")
    case .imprint: (OfficialLayout.imprintLine, "exact")
    case .tableHeading, .tableCell, .picture, .caption: (320, "atLeast")
    case .end: (20, "exact")
    default: nil
    }
  }

  /// `left`, `right` or `center`; nil for lines that fill the type area.
  var alignment: String? {
    switch self {
    case .letterhead, .documentNumber, .title, .tableHeading, .tableCell, .picture, .caption: "center"
    case .signature, .oddFooter: "right"
    case .addressee, .attachments, .attachmentMark, .imprint, .evenFooter: "left"
    default: nil
    }
  }

  /// Whether the first line begins two characters inside.
  var isIndented: Bool {
    switch self {
    case .body, .firstHeading, .secondHeading, .thirdHeading, .fourthHeading, .note: true
    default: false
    }
  }

  /// From 0; nil for what is no heading.
  var outlineLevel: Int? {
    switch self {
    case .firstHeading: 0
    case .secondHeading: 1
    case .thirdHeading: 2
    case .fourthHeading: 3
    default: nil
    }
  }
}
