import Publishing
import Records

/// Whether a notice has its pictures, and what draws them where its format holds no lines.
struct PictureDrawing: Sendable {
  let pictures: NoticePictures
  /// nil where nothing is drawn as pixels.
  private let converter: PictureConverter?
  private let survey: FontSurvey?

  /// A page holds pictures as they are; a DOCX, and the PDF that is made of one, as PNG. `warn` is told what is missing for that.
  init(
    _ request: NoticeRequest, _ template: NoticeTemplate, _ printer: PDFConverter?, fonts: String,
    earlier: [EarlierRanking], converter: PictureConverter?, warn: (String) -> Void
  ) {
    let isPage = request.format == .html || printer?.printsPages == true
    let isBulk = request.kind == .statement && request.member == nil && request.format == .docx
    let isWanted = !template.pictures.isEmpty && !isBulk
    self.converter = isPage || !isWanted ? nil : converter
    survey = self.converter == nil || request.format == .pdf ? nil : FontSurvey(fonts: fonts)
    pictures = isWanted && (isPage || converter != nil) ? .drawn(earlier: earlier) : .none
    guard isWanted, !isPage, converter == nil else { return }
    let format = request.format.rawValue.uppercased()
    warn("△ 没有rsvg-convert，\(format)中不放图；请安装librsvg2-bin，或用--format html")
    warn(
      "  rsvg-convert is missing, so the \(format) has no pictures; install librsvg2-bin, or take --format html"
    )
  }

  /// The document's pictures as PNG; none for a page.
  func pngs(of document: OfficialDocument) throws(RunError) -> [[UInt8]] {
    try converter?.pngs(of: document.pictures) ?? []
  }

  /// What the machine's fonts lack for the pictures of a DOCX, whose text its reader's fonts show.
  func remarks(of documents: [OfficialDocument]) -> [String] {
    survey?.remarks(ofPicturesIn: documents) ?? []
  }
}
