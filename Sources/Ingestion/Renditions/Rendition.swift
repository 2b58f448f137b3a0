import Records

/// What a file that is no CSV in an accepted encoding is read as: the bytes of a CSV in UTF-8, and where they come from.
struct Rendition: Sendable {
  /// How a byte of the rendition leads back to the file.
  enum Source: Sendable {
    /// To the byte of UTF-16 text.
    case utf16(UTF16Text)
    /// To the row of a workbook's sheet; the bytes have no place in the file.
    case sheet(SheetText)
  }

  let bytes: [UInt8]
  let source: Source
  let encoding: FoundEncoding

  /// A row of the file as text to look at.
  func text(of row: [UInt8]) -> String {
    switch source {
    case .utf16: UTF16Text.text(of: row, isLittle: encoding == .utf16LittleEndian)
    case .sheet: String(decoding: row, as: UTF8.self)
    }
  }

  /// The place in the file of a row of the rendition: byte range and lines of a text, row of a sheet.
  func original(_ origin: Origin) -> Origin {
    switch source {
    case .utf16(let text):
      let start = text.original(origin.byteStart, in: bytes)
      let end = text.original(origin.byteStart + Int64(origin.byteLength), in: bytes)
      return Origin(
        file: origin.file, record: origin.record, firstLine: origin.firstLine, lastLine: origin.lastLine,
        byteStart: start, byteLength: Int32(clamping: end - start))
    case .sheet(let sheet):
      return Origin(
        file: origin.file, record: origin.record, firstLine: sheet.row(ofLine: origin.firstLine),
        lastLine: sheet.row(ofLine: origin.lastLine), byteStart: origin.byteStart,
        byteLength: origin.byteLength)
    }
  }

  /// The sheet of a workbook; nil for a text.
  var sheet: String? {
    if case .sheet(let sheet) = source { sheet.sheet } else { nil }
  }
}
