/// A sheet's cells as text.
package struct Sheet: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    /// As the sheet counts it, from 1.
    package let number: Int
    /// By column, from 0; a blank cell is an empty text. No longer than the last cell that is not blank.
    package var cells: [String]

    package init(number: Int, cells: [String]) {
      self.number = number
      self.cells = cells
    }
  }

  package let name: String
  /// Ascending; rows without a cell are left out.
  package let rows: [Row]
}

/// Reads a sheet of an .xlsx workbook (ECMA-376): shared, inline and computed texts, numbers as they are printed, dates by
/// the cell's format and the workbook's calendar. Hidden rows and columns are read like others.
package enum Workbook {
  /// `sheet` is a name; nil takes the first sheet that is not hidden. With `fillsMerged` the cells of a merged range of
  /// several rows all have the text of its first one, column by column of the first only.
  package static func read(
    _ bytes: [UInt8], sheet: String?, fillsMerged: Bool
  ) throws(SpreadsheetError) -> Sheet {
    let archive = try Archive(bytes)
    let directory = try WorkbookDirectory(archive)
    let found = try directory.sheet(sheet)
    let styles = Styles()
    let shared = SharedStrings()
    let hasDates = directory.startsIn1904
    try parse(archive, [directory.styles, directory.sharedStrings].compactMap(\.self)) { part, reader in
      if part == directory.styles { styles.listen(to: reader) } else { shared.listen(to: reader) }
    }
    let cells = SheetCells(shared.texts, styles.dateForms, startsIn1904: hasDates)
    let seen = try parse(archive, [found.part]) { _, reader in cells.listen(to: reader) }
    guard seen.contains(found.part) else { throw .damaged(part: found.part, reason: "missing") }
    if let refusal = cells.refusal { throw refusal }
    return Sheet(name: found.name, rows: cells.rows(fillsMerged: fillsMerged))
  }

  /// Parses some parts, each by a reader of its own; the parts that there were.
  @discardableResult
  static func parse(
    _ archive: Archive, _ parts: [String], _ begin: (_ part: String, XMLReader) -> Void
  ) throws(SpreadsheetError) -> Set<String> {
    var readers: [String: XMLReader] = [:]
    try archive.read({ parts.contains($0) }) { part, chunk throws(SpreadsheetError) in
      let reader = readers[part] ?? XMLReader(part: part)
      if readers[part] == nil {
        readers[part] = reader
        begin(part, reader)
      }
      try reader.feed(chunk)
    }
    for (_, reader) in readers.sorted(by: { $0.key < $1.key }) { try reader.finish() }
    return Set(readers.keys)
  }
}

/// Which part holds what.
struct WorkbookDirectory {
  private(set) var sheets: [(name: String, part: String, isHidden: Bool)] = []
  private(set) var startsIn1904 = false
  private(set) var styles: String?
  private(set) var sharedStrings: String?

  private static let book = "xl/workbook.xml"
  private static let relations = "xl/_rels/workbook.xml.rels"

  init(_ archive: Archive) throws(SpreadsheetError) {
    let listed = Listing()
    let seen = try Workbook.parse(archive, [WorkbookDirectory.book, WorkbookDirectory.relations]) {
      part, reader in
      reader.onStart = { listed.note($0) }
    }
    guard seen.contains(WorkbookDirectory.book) else { throw .notAWorkbook }
    startsIn1904 = listed.startsIn1904
    styles = listed.target(ofKind: "/styles")
    sharedStrings = listed.target(ofKind: "/sharedStrings")
    sheets = listed.sheets.compactMap { sheet in
      listed.targets[sheet.relation].map { (sheet.name, $0.part, sheet.isHidden) }
    }
  }

  func sheet(_ name: String?) throws(SpreadsheetError) -> (name: String, part: String) {
    let found = name.map { name in sheets.first { $0.name == name } } ?? sheets.first { !$0.isHidden }
    guard let found else { throw .noSheet(name ?? "", names: sheets.map(\.name)) }
    return (found.name, found.part)
  }

  private final class Listing {
    var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    var targets: [String: (kind: String, part: String)] = [:]
    var startsIn1904 = false

    func note(_ element: XMLReader.Element) {
      switch element.name {
      case "sheet":
        sheets.append(
          (
            element.attribute("name") ?? "", element.relation ?? "",
            (element.attribute("state") ?? "visible") != "visible"
          ))
      case "workbookPr": startsIn1904 = ["1", "true"].contains(element.attribute("date1904") ?? "")
      case "Relationship":
        let target = element.attribute("Target") ?? ""
        let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        targets[element.attribute("Id") ?? ""] = (element.attribute("Type") ?? "", part)
      default: break
      }
    }

    func target(ofKind kind: String) -> String? {
      targets.values.filter { $0.kind.hasSuffix(kind) }.map(\.part).min()
    }
  }
}

extension XMLReader.Element {
  /// `r:id`, whose local name is that of other ids too.
  fileprivate var relation: String? { attribute("id") }
}
