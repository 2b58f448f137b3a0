extension XML {
  /// A table of fixed columns over a width, its heading on every page, no row torn between two. One that is kept does not
  /// end a page: a short one goes with what follows, of a longer one its last rows do.
  mutating func table(_ table: DocumentTable, width: Int, isKept: Bool = false) {
    let kept = !isKept ? table.rows.count : table.rows.count <= 12 ? -1 : table.rows.count - 2
    let widths = table.shares(of: width)
    element("w:tbl") { xml in
      xml.tableProperties(width: width)
      xml.element("w:tblGrid") { xml in
        for width in widths { xml.empty("w:gridCol", ["w:w": "\(width)"]) }
      }
      xml.row(table.columns.map(\.heading), table, widths, isHeading: true, isKept: kept < 0)
      for (index, row) in table.rows.enumerated() {
        xml.row(row, table, widths, isHeading: false, isKept: index >= kept)
      }
    }
  }

  private mutating func tableProperties(width: Int) {
    element("w:tblPr") { xml in
      xml.empty("w:tblW", ["w:w": "\(width)", "w:type": "dxa"])
      xml.empty("w:jc", ["w:val": "center"])
      xml.element("w:tblBorders") { xml in
        let line: XML.Attributes = ["w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "000000"]
        xml.empty("w:top", line)
        xml.empty("w:left", line)
        xml.empty("w:bottom", line)
        xml.empty("w:right", line)
        xml.empty("w:insideH", line)
        xml.empty("w:insideV", line)
      }
      xml.empty("w:tblLayout", ["w:type": "fixed"])
      xml.element("w:tblCellMar") { xml in
        xml.empty("w:left", ["w:w": "40", "w:type": "dxa"])
        xml.empty("w:right", ["w:w": "40", "w:type": "dxa"])
      }
    }
  }

  private mutating func row(
    _ cells: [String], _ table: DocumentTable, _ widths: [Int], isHeading: Bool, isKept: Bool
  ) {
    element("w:tr") { xml in
      xml.element("w:trPr") { xml in
        xml.empty("w:cantSplit")
        if isHeading { xml.empty("w:tblHeader") }
      }
      for (index, cell) in cells.enumerated() {
        xml.cell(
          cell, table.columns[index].alignment, width: widths[index], isHeading: isHeading, isKept: isKept)
      }
    }
  }

  private mutating func cell(
    _ text: String, _ alignment: DocumentTable.Alignment, width: Int, isHeading: Bool,
    isKept: Bool
  ) {
    element("w:tc") { xml in
      xml.element("w:tcPr") { xml in
        xml.empty("w:tcW", ["w:w": "\(width)", "w:type": "dxa"])
        xml.empty("w:vAlign", ["w:val": "center"])
      }
      xml.element("w:p") { xml in
        xml.element("w:pPr") { xml in
          xml.empty("w:pStyle", ["w:val": (isHeading ? WordStyle.tableHeading : .tableCell).rawValue])
          if isKept { xml.empty("w:keepNext") }
          if !isHeading, alignment != .centre { xml.empty("w:jc", ["w:val": alignment.rawValue]) }
        }
        guard !text.isEmpty else { return }
        xml.element("w:r") { $0.element("w:t", ["xml:space": "preserve"], text: text) }
      }
    }
  }
}
