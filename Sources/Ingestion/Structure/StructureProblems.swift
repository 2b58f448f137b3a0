import CSV
import Records

extension CellProblem {
  /// Why a span of a file is no row of the header's width.
  init(_ record: RecordSpan, _ encoding: RecordEncoding, width: Int) {
    switch record.kind {
    case .unclosedQuote: self = .unclosedQuote
    case .tooLong: self = .tooLong
    case .record where encoding == .none: self = .badEncoding
    case .record where encoding == .damaged: self = .damagedUTF8
    case .record where encoding == .nul: self = .nulByte
    case .record where encoding == .mojibake: self = .mojibake
    case .record, .blank: self = .ragged(record.cellCount, header: width)
    }
  }

  private static var unclosedQuote: CellProblem {
    CellProblem(
      code: "UNCLOSED_QUOTE",
      message: Message(
        zh: "引号没有闭合，本行未读取；请补上或删去引号",
        en: "a quote is not closed and the line was not read; close or remove it"))
  }

  private static var tooLong: CellProblem {
    CellProblem(
      code: "RECORD_TOO_LONG",
      message: Message(
        zh: "本行超过最大长度，未读取；请检查换行，或调大 maximum_record_bytes",
        en: "the row is longer than the largest record and was not read; check its line ends, or raise "
          + "maximum_record_bytes"))
  }

  private static var damagedUTF8: CellProblem {
    CellProblem(
      code: "DAMAGED_UTF8",
      message: Message(
        zh: "本行是UTF-8文字，但有字节丢失或改变，按别的编码读会成乱码；请从原系统重新导出",
        en:
          "the row is UTF-8 with lost or changed bytes, and would be garbled in any other encoding; export it again"
      ))
  }

  private static var badEncoding: CellProblem {
    CellProblem(
      code: "BAD_ENCODING",
      message: Message(
        zh: "本行不是完好的UTF-8或GB18030文字；请从原系统重新导出本行",
        en: "the row is not intact UTF-8 or GB18030 text; export it again from its system"))
  }

  private static var nulByte: CellProblem {
    CellProblem(
      code: "NUL_BYTE",
      message: Message(
        zh: "本行有空字节（NUL），文件可能损坏；请从原系统重新导出",
        en: "the row holds a NUL byte; the file may be damaged: export it again from its system"))
  }

  private static var mojibake: CellProblem {
    CellProblem(
      code: "MOJIBAKE",
      message: Message(
        zh: "本行有“锟斤拷”，原来的文字在更早的系统里已经丢失；请从最初的系统重新导出",
        en: "the row holds 锟斤拷: its text was lost in an earlier system; export it again from the first one"))
  }

  private static func ragged(_ cells: Int, header: Int) -> CellProblem {
    CellProblem(
      code: "RAGGED",
      message: Message(
        zh: "本行有\(cells)格，表头有\(header)格；请检查逗号和引号",
        en: "the row has \(cells) cells, the header \(header); check commas and quotes"))
  }
}
