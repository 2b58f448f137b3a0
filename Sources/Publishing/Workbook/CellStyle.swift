import Records

/// How a cell of a workbook looks.
struct CellStyle: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case title, note, section
    /// Above numbers and grades; above texts.
    case heading, textHeading
    /// Runs into empty cells beside it; shrinks to its cell; goes on in further lines, also in small; in the middle.
    case text, fitted, wrapped, small, centred
    /// Digests and commands.
    case code
    case count
    case points(decimals: Int)
    case grade(Tone)
  }

  /// What the fill says beside the word of the grade.
  enum Tone: Hashable, Sendable {
    case top, pass, low, bottom, pending, none
  }

  let kind: Kind
  /// Grey, as the line of a member without a rank.
  let isMuted: Bool

  init(_ kind: Kind, isMuted: Bool = false) {
    self.kind = kind
    self.isMuted = isMuted
  }
}

/// One cell of a sheet. Numbers are shown, nothing is computed from them.
struct Cell: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case empty
    /// Never a formula, whatever it begins with.
    case text(String)
    case points(Points)
    case count(Int64)
  }

  let content: Content
  let style: CellStyle

  private init(_ content: Content, _ style: CellStyle) {
    self.content = content
    self.style = style
  }

  /// An empty text is an empty cell; what Excel cannot hold is mended (`CellText`).
  static func text(_ text: String, _ kind: CellStyle.Kind = .text, isMuted: Bool = false) -> Cell {
    Cell(text.isEmpty ? .empty : .text(CellText.mended(text)), CellStyle(kind, isMuted: isMuted))
  }

  static func points(_ points: Points, decimals: Int, isMuted: Bool = false) -> Cell {
    Cell(
      .points(points.rounded(decimals: decimals)), CellStyle(.points(decimals: decimals), isMuted: isMuted))
  }

  static func count(_ count: some BinaryInteger, _ kind: CellStyle.Kind = .count, isMuted: Bool = false)
    -> Cell
  {
    Cell(.count(Int64(count)), CellStyle(kind, isMuted: isMuted))
  }

  static func empty(_ kind: CellStyle.Kind = .text, isMuted: Bool = false) -> Cell {
    Cell(.empty, CellStyle(kind, isMuted: isMuted))
  }

  /// Lines that the cell takes in a column of so many characters, as far as display widths tell; at least 1.
  func lines(in width: Double) -> Int {
    switch style.kind {
    case .wrapped, .heading, .textHeading: Sheet.lines(of: written, in: width - 1)
    case .small: Sheet.lines(of: written, in: (width - 1.5) * 7 / 6)
    default: 1
    }
  }

  private var written: String {
    if case .text(let text) = content { text } else { "" }
  }

  /// What a person reads in the cell, in one line.
  var shown: String {
    switch (content, style.kind) {
    case (.empty, _): ""
    case (.text(let text), _):
      text.utf8.contains { $0 == 0x0A || $0 == 0x0D }
        ? text.replacing("\n", with: " ").replacing("\r", with: " ") : text
    case (.points(let points), .points(let decimals)): points.text(decimals: decimals)
    case (.points(let points), _): points.text(atLeast: 0)
    case (.count(let count), .count): grouped(count)
    case (.count(let count), _): String(count)
    }
  }
}
