/// `word/theme/theme1.xml`: black and white. No style asks for it; Word and its checkers do.
enum WordTheme {
  static func bytes() -> [UInt8] {
    var xml = XML()
    xml.element(
      "a:theme", ["xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main", "name": "公文"]
    ) { xml in
      xml.element("a:themeElements") { xml in
        colours(&xml)
        fonts(&xml)
        formats(&xml)
      }
    }
    return xml.bytes
  }

  private static func colours(_ xml: inout XML) {
    func colour(_ tag: StaticString, _ value: String, _ xml: inout XML) {
      xml.element(tag) { $0.empty("a:srgbClr", ["val": value]) }
    }
    xml.element("a:clrScheme", ["name": "公文"]) { xml in
      colour("a:dk1", "000000", &xml)
      colour("a:lt1", "FFFFFF", &xml)
      colour("a:dk2", "000000", &xml)
      colour("a:lt2", "FFFFFF", &xml)
      colour("a:accent1", "000000", &xml)
      colour("a:accent2", "000000", &xml)
      colour("a:accent3", "000000", &xml)
      colour("a:accent4", "000000", &xml)
      colour("a:accent5", "000000", &xml)
      colour("a:accent6", "000000", &xml)
      colour("a:hlink", "000000", &xml)
      colour("a:folHlink", "000000", &xml)
    }
  }

  private static func fonts(_ xml: inout XML) {
    xml.element("a:fontScheme", ["name": "公文"]) { xml in
      xml.element("a:majorFont") { typefaces(OfficialLayout.Face.title.rawValue, &$0) }
      xml.element("a:minorFont") { typefaces(OfficialLayout.Face.body.rawValue, &$0) }
    }
  }

  private static func typefaces(_ name: String, _ xml: inout XML) {
    xml.empty("a:latin", ["typeface": name])
    xml.empty("a:ea", ["typeface": name])
    xml.empty("a:cs", ["typeface": ""])
  }

  /// The schema asks for three of each.
  private static func formats(_ xml: inout XML) {
    func fills(_ tag: StaticString, _ xml: inout XML) {
      xml.element(tag) { xml in
        for _ in 0..<3 { fill(&xml) }
      }
    }
    func fill(_ xml: inout XML) {
      xml.element("a:solidFill") { $0.empty("a:schemeClr", ["val": "phClr"]) }
    }
    xml.element("a:fmtScheme", ["name": "公文"]) { xml in
      fills("a:fillStyleLst", &xml)
      xml.element("a:lnStyleLst") { xml in
        for _ in 0..<3 { xml.element("a:ln", ["w": "6350"]) { fill(&$0) } }
      }
      xml.element("a:effectStyleLst") { xml in
        for _ in 0..<3 { xml.element("a:effectStyle") { $0.empty("a:effectLst") } }
      }
      fills("a:bgFillStyleLst", &xml)
    }
  }
}
