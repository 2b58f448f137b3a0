/// The figures of GB/T 9704-2012 in twentieths of a point, as they were measured to give 22 lines of 28 characters.
enum OfficialLayout {
  /// A4.
  static let paper = (width: 11_906, height: 16_838)
  /// 天头 37 mm, 下白边 35 mm, 订口 28 mm, 切口 26 mm: a type area of 156 × 225 mm.
  static let margins = Margins(top: 2_098, bottom: 1_984, left: 1_587, right: 1_474, footer: 1_389)
  /// A wide table lies on its side: its head is at the binding edge, so that the margins go round with it.
  static let wideMargins = Margins(top: 1_587, bottom: 1_474, left: 1_984, right: 2_098, footer: 794)
  /// 225 mm in 22 lines.
  static let linePitch = 579
  /// Taken from each character of 16 points, so that 28 fill 156 mm.
  static let characterSpacing = -5
  /// 3号 with that spacing.
  static let character = 315
  /// The exact line of a title in 2号.
  static let titleLine = 600
  /// 发文机关标志 begins 35 mm below the head of the type area.
  static let letterheadTop = 1_984
  /// The most that 发文机关标志 is tall, in half points; a long one is made to fit into one line.
  static let letterheadSize = 72
  /// The exact line of 版记 in 4号.
  static let imprintLine = 480
  /// One character in 4号.
  static let imprintCharacter = 280

  /// How wide a line of a title may be, in half characters of 2号.
  static func titleWidth(isLandscape: Bool) -> Int {
    2 * (width(isLandscape: isLandscape) / (10 * Size.title.rawValue))
  }

  struct Margins: Hashable, Sendable {
    let top: Int
    let bottom: Int
    let left: Int
    let right: Int
    /// From the lower edge of the paper to the lower edge of the page number.
    let footer: Int
  }

  /// What is left for type across a page.
  static func width(isLandscape: Bool) -> Int {
    isLandscape
      ? paper.height - wideMargins.left - wideMargins.right : paper.width - margins.left - margins.right
  }

  /// Sizes in half points.
  enum Size: Int {
    /// 2号.
    case title = 44
    /// 3号.
    case body = 32
    /// 4号.
    case pageNumber = 28
    /// 五号.
    case table = 21
  }

  /// The names of the standard's faces, which a reader's machine must have.
  enum Face: String, CaseIterable {
    case title = "方正小标宋简体"
    case body = "仿宋_GB2312"
    case firstLevel = "黑体"
    case secondLevel = "楷体_GB2312"
    case pageNumber = "宋体"
  }
}

/// The names of the faces that a document asks a machine for.
package enum OfficialFaces {
  package static let names = OfficialLayout.Face.allCases.map(\.rawValue)
  /// The one that `PictureStyle` names.
  package static let picture = OfficialLayout.Face.firstLevel.rawValue
}
