extension XML {
  /// 发文机关标志 in one red line, two lines empty, 发文字号, and the red rule below it; two lines empty above the title.
  mutating func letterhead(_ head: Letterhead) {
    if let name = head.name {
      let size = WordLetterhead.size(of: name)
      element("w:p") { xml in
        xml.element("w:pPr") { xml in
          xml.empty("w:pStyle", ["w:val": WordStyle.letterhead.rawValue])
          xml.empty("w:snapToGrid", ["w:val": "0"])
          xml.empty(
            "w:spacing",
            [
              "w:before": "\(OfficialLayout.letterheadTop)", "w:line": "\(size * 10)", "w:lineRule": "exact",
            ])
        }
        xml.element("w:r") { xml in
          xml.element("w:rPr") { xml in
            xml.empty("w:color", ["w:val": WordLetterhead.red])
            xml.empty("w:sz", ["w:val": "\(size)"])
            xml.empty("w:szCs", ["w:val": "\(size)"])
          }
          xml.characters(name)
        }
      }
      paragraph(.blank)
      paragraph(.blank)
    }
    paragraph(.documentNumber, head.number ?? "") { $0.rule("w:bottom", WordLetterhead.redRule) }
    paragraph(.blank)
    paragraph(.blank)
  }

  /// 版记 in a frame at the foot of the type area. The empty line that holds it is as tall, so that the frame goes to a new
  /// page where the last one has no room.
  mutating func imprint(_ imprint: Imprint) {
    let height = WordLetterhead.height(of: imprint)
    element("w:p") { xml in
      xml.element("w:pPr") { xml in
        xml.empty("w:pStyle", ["w:val": WordStyle.end.rawValue])
        xml.empty("w:spacing", ["w:line": "\(height)", "w:lineRule": "exact"])
      }
      xml.element("w:r") { xml in
        xml.element("mc:AlternateContent", WordTextBox.namespaces) { xml in
          xml.element("mc:Choice", ["Requires": "wps"]) { xml in
            xml.textBox(WordLetterhead.box(height: height)) { $0.lines(of: imprint) }
          }
        }
      }
    }
  }

  private mutating func lines(of imprint: Imprint) {
    rule(WordLetterhead.outerRule)
    if let copies = imprint.copiesText {
      let indent = OfficialLayout.imprintCharacter
      paragraph(.imprint, copies) { xml in
        xml.empty(
          "w:ind", ["w:left": "\(4 * indent)", "w:right": "\(indent)", "w:hanging": "\(3 * indent)"])
      }
      rule(imprint.printer == nil ? WordLetterhead.outerRule : WordLetterhead.innerRule)
    }
    if let printer = imprint.printer {
      printed(printer, imprint.date)
      rule(WordLetterhead.outerRule)
    }
  }

  /// 印发机关 and the day, one character from either edge.
  private mutating func printed(_ printer: String, _ date: String) {
    let indent = OfficialLayout.imprintCharacter
    element("w:p") { xml in
      xml.element("w:pPr") { xml in
        xml.empty("w:pStyle", ["w:val": WordStyle.imprint.rawValue])
        xml.element("w:tabs") { xml in
          xml.empty(
            "w:tab", ["w:val": "right", "w:pos": "\(OfficialLayout.width(isLandscape: false) - indent)"])
        }
        xml.empty("w:ind", ["w:left": "\(indent)"])
      }
      xml.element("w:r") { xml in
        xml.characters(printer)
        xml.empty("w:tab")
        xml.characters("\(date)印发")
      }
    }
  }

  /// A rule of 版记 as wide as the type area, since those of an indented paragraph are not.
  private mutating func rule(_ border: Attributes) {
    paragraph(.end) { $0.rule("w:top", border) }
  }

  private mutating func rule(_ side: StaticString, _ border: Attributes) {
    element("w:pBdr") { $0.empty(side, border) }
  }
}

/// The measures of 红头 and 版记.
enum WordLetterhead {
  static let red = "FF0000"
  static let redRule: XML.Attributes = [
    "w:val": "single", "w:sz": "12", "w:space": "3", "w:color": red,
  ]
  /// 0.35 mm.
  static let outerRule: XML.Attributes = [
    "w:val": "single", "w:sz": "8", "w:space": "0", "w:color": "000000",
  ]
  /// 0.25 mm.
  static let innerRule: XML.Attributes = [
    "w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "000000",
  ]

  /// In half points: as tall as fills the line, and not taller than the standard's mark.
  static func size(of name: String) -> Int {
    let width = OfficialLayout.width(isLandscape: false)
    return max(1, min(OfficialLayout.letterheadSize, 2 * width / (10 * max(1, DisplayWidth.of(name))) - 1))
  }

  /// Of 版记: its lines, and a line of one point for each rule.
  static func height(of imprint: Imprint) -> Int {
    let perLine = 2 * (OfficialLayout.width(isLandscape: false) / OfficialLayout.imprintCharacter - 5)
    let copies = imprint.copiesText.map { 1 + max(0, DisplayWidth.of($0) - 7) / perLine } ?? 0
    let lines = copies + (imprint.printer == nil ? 0 : 1)
    return lines * OfficialLayout.imprintLine + 80
  }

  /// As wide as the type area, at its foot.
  static func box(height: Int) -> WordTextBox {
    WordTextBox(
      id: 3, name: "版记", width: OfficialLayout.width(isLandscape: false), height: height,
      horizontal: .margin(align: "left"), vertical: .margin(align: "bottom"), runsDown: false, anchor: "b")
  }
}
