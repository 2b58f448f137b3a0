/// Makes small workbooks, and archives that are none, byte by byte.
package struct TinyWorkbook {
  /// Parts by name, in the order of the archive.
  package var parts: [(name: String, text: String)]

  package init(parts: [(name: String, text: String)]) {
    self.parts = parts
  }

  /// One sheet of texts, all inline; blank cells are left out.
  package init(sheet name: String, rows: [[String]]) {
    let lines = rows.enumerated().map { row, cells in
      let cells = cells.enumerated().filter { !$0.element.isEmpty }.map { column, text in
        "<c r=\"\(TinyWorkbook.letters(column))\(row + 1)\" t=\"inlineStr\"><is><t>\(TinyWorkbook.escaped(text))</t></is></c>"
      }
      return "<row r=\"\(row + 1)\">\(cells.joined())</row>"
    }
    self.init(sheet: name, xml: "<worksheet><sheetData>\(lines.joined())</sheetData></worksheet>")
  }

  /// One sheet with this XML.
  package init(sheet name: String, xml: String, shared: String = "<sst/>", styles: String = "<styleSheet/>") {
    parts = [
      ("xl/worksheets/sheet1.xml", xml),
      (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"\(name)\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
          + "<Relationship Id=\"rId2\" Type=\"x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
          + "<Relationship Id=\"rId3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"
      ),
      ("xl/sharedStrings.xml", shared), ("xl/styles.xml", styles),
    ]
  }

  private static func letters(_ column: Int) -> String { String(UnicodeScalar(UInt8(65 + column))) }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  /// A zip archive whose parts are stored as they are (PKWARE APPNOTE 4.3).
  package var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in parts {
      let (name, data) = (Array(name.utf8), Array(text.utf8))
      let sizes = TinyWorkbook.word(TinyWorkbook.checksum(data), 4) + TinyWorkbook.word(data.count, 4) * 2
      let common =
        TinyWorkbook.word(20, 2) + TinyWorkbook.word(0, 2) * 2 + TinyWorkbook.word(0, 4) + sizes
        + TinyWorkbook.word(name.count, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + TinyWorkbook.word(20, 2) + common + TinyWorkbook.word(0, 2) * 4
        + TinyWorkbook.word(0, 4) + TinyWorkbook.word(file.count, 4) + name
      file += [0x50, 0x4B, 3, 4] + common + TinyWorkbook.word(0, 2) + name + data
    }
    return file + directory + [0x50, 0x4B, 5, 6] + TinyWorkbook.word(0, 4) + TinyWorkbook.word(parts.count, 2)
      * 2
      + TinyWorkbook.word(directory.count, 4) + TinyWorkbook.word(file.count, 4) + [0, 0]
  }

  private static func word(_ value: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32 of ISO 3309.
  private static func checksum(_ data: [UInt8]) -> Int {
    var crc: UInt32 = .max
    for byte in data {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return Int(~crc)
  }
}

extension Array where Element == UInt8 {
  fileprivate static func * (bytes: [UInt8], count: Int) -> [UInt8] { (0..<count).flatMap { _ in bytes } }
}
