package import Records
import Spreadsheet
import SystemCalls

/// Why a source could not be ingested at all; one bad row is never an error but a `Rejection`.
package struct IngestionError: Error, Hashable, Sendable {
  package enum Kind: String, Sendable {
    case missingFile, unreadable, emptyFile, changedWhileRead, workbook
    case missingColumns, duplicateHeading, drifted, tooFewRows, parser, spill
  }

  package let kind: Kind
  package let source: String
  /// The path as the pipeline resolves it.
  package let path: String
  package let message: Message

  package init(kind: Kind, source: String, path: String, message: Message) {
    self.kind = kind
    self.source = source
    self.path = path
    self.message = message
  }

  /// True when the data broke a limit that the contract declares; false when an operation failed.
  package var isDeclaredLimit: Bool {
    switch kind {
    case .missingColumns, .duplicateHeading, .drifted, .tooFewRows, .emptyFile, .workbook: true
    case .missingFile, .unreadable, .changedWhileRead, .parser, .spill: false
    }
  }
}

extension IngestionError {
  static func missingFile(_ source: String, _ path: String) -> IngestionError {
    IngestionError(
      kind: .missingFile, source: source, path: path,
      message: Message(
        zh: "\(path)：文件不存在；请把它放到数据目录，或改正流程文件中\(source)的文件名",
        en:
          "\(path): no such file; put it into the data folder, or correct the file name of \(source) in the "
          + "pipeline"))
  }

  /// The system, or what stands at the path, does not let it be read.
  package static func unreadable(_ source: String, _ path: String, reason: String) -> IngestionError {
    IngestionError(
      kind: .unreadable, source: source, path: path,
      message: Message(
        zh: "\(path)：无法读取（\(reason)）；请检查这是不是文件、有没有读取权限",
        en: "\(path): cannot be read (\(reason)); check that it is a file and that you may read it"))
  }

  /// Rows that memory does not hold could not be put on disk or read back.
  static func spillFailed(_ source: String, _ error: SystemError) -> IngestionError {
    IngestionError(
      kind: .spill, source: source, path: "",
      message: error.isFull
        ? Message(
          zh: "\(source)：内存容不下，暂存到输出文件夹时磁盘已满；请腾出空间，或调大--memory后重新运行",
          en:
            "\(source): its rows do not fit into the memory granted, and the disk of the output folder is full; make room, "
            + "or raise --memory, and run again")
        : Message(
          zh: "\(source)：内存容不下的行无法暂存到输出文件夹（\(error.text)）；请检查磁盘，或调大--memory后重新运行",
          en:
            "\(source): rows that do not fit into the memory granted could not be kept in the output folder "
            + "(\(error.text)); check the disk, or raise --memory, and run again"))
  }

  /// A row of totals in a file whose rows memory does not hold.
  static func totalsOnDisk(_ source: String, _ path: String) -> IngestionError {
    IngestionError(
      kind: .spill, source: source, path: path,
      message: Message(
        zh: "\(path)：有合计行，须在内存中核对；请调大--memory，或删去合计行后重新导出",
        en:
          "\(path): has a row of totals, which is compared in memory; raise --memory, or export it without totals"
      ))
  }

  static func emptyFile(_ source: String, _ path: String) -> IngestionError {
    IngestionError(
      kind: .emptyFile, source: source, path: path,
      message: Message(
        zh: "\(path)：文件是空的（0字节）；请重新导出，确实没有数据时也要保留表头",
        en:
          "\(path): the file is empty (0 bytes); export it again, and keep the header even when there are no "
          + "data"))
  }

  static func changedWhileRead(_ source: String, _ path: String) -> IngestionError {
    IngestionError(
      kind: .changedWhileRead, source: source, path: path,
      message: Message(
        zh: "\(path)：读取过程中文件被改动；请等导出完成后重新运行",
        en: "\(path): the file changed while it was read; run again when its export has ended"))
  }

  static func unreadableWorkbook(
    _ source: String, _ path: String, _ problem: SpreadsheetError
  ) -> IngestionError {
    let (zh, en): (String, String)
    switch problem {
    case .notAWorkbook:
      (zh, en) = ("不是.xlsx工作簿；请另存为“Excel 工作簿(.xlsx)”或CSV", "no .xlsx workbook; save it as one, or as CSV")
    case .oldOrEncrypted:
      (zh, en) = (
        "是旧版.xls或加了密码的工作簿；请另存为不加密的.xlsx或CSV",
        "an .xls workbook or one with a password; save it as .xlsx without a password, or as CSV"
      )
    case .noSheet(let name, let names):
      let list = names.joined(separator: "、")
      (zh, en) =
        name.isEmpty
        ? ("没有可见的工作表（\(list)）；请取消隐藏", "no sheet is visible (\(list)); show one")
        : (
          "没有工作表“\(name)”（有：\(list)）；请改正约定文件的layout.sheet",
          "no sheet '\(name)' (there are: \(list)); correct layout.sheet in the contract"
        )
    case .tooLarge(let what, let limit):
      (zh, en) = (
        "\(what)超过\(limit)；请拆成几个文件，或导出为CSV", "\(what) is over \(limit); split it, or export it as CSV"
      )
    case .damaged(let part, let reason):
      (zh, en) = ("\(part)已损坏（\(reason)）；请重新导出", "\(part) is damaged (\(reason)); export it again")
    }
    return IngestionError(
      kind: .workbook, source: source, path: path, message: Message(zh: "\(path)：\(zh)", en: "\(path): \(en)")
    )
  }

  static func tooFewRows(_ source: String, _ paths: String, kept: Int, minimum: Int) -> IngestionError {
    IngestionError(
      kind: .tooFewRows, source: source, path: paths,
      message: Message(
        zh: "\(paths)：\(source)只有\(kept)行可用，约定至少\(minimum)行；请检查导出是否完整，或修改约定文件的 min_rows",
        en:
          "\(paths): \(source) has \(kept) usable \(plural("row", kept)), its contract asks for at least \(minimum); check that the "
          + "export is complete, or change min_rows in the contract"))
  }
}
