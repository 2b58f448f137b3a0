/// `word/document.xml`: the blocks of a document as paragraphs and tables of WordprocessingML.
enum WordBody {
  static let namespaces: XML.Attributes = [
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  ]

  static func bytes(of document: OfficialDocument) -> [UInt8] {
    var xml = XML()
    var pictures = 0
    xml.element("w:document", namespaces) { xml in
      xml.element("w:body") { xml in
        for section in document.sections.dropLast() {
          write(section, to: &xml, &pictures)
          xml.paragraph(.end) { xml in xml.sectionProperties(isLandscape: section.isLandscape) }
        }
        if let last = document.sections.last {
          write(last, to: &xml, &pictures)
          if case .table = last.blocks.last { xml.paragraph(.end) }
          xml.sectionProperties(isLandscape: last.isLandscape)
        }
      }
    }
    return xml.bytes
  }

  /// `pictures` is how many stand before the section, and then behind it.
  private static func write(
    _ section: OfficialDocument.Section, to xml: inout XML, _ pictures: inout Int
  ) {
    var isBehindTable = false
    let signed = section.signedBlocks
    for (index, block) in section.blocks.enumerated() {
      if case .table = block {
        if isBehindTable { xml.paragraph(.end) }  // two tables without a paragraph between them are one
        isBehindTable = true
      } else {
        isBehindTable = false
      }
      if case .picture = block { pictures += 1 }
      xml.block(
        block, isLandscape: section.isLandscape, isKept: signed.contains(index), picture: pictures)
    }
  }
}

extension XML {
  /// One block as its paragraphs, or as its table; one that is kept does not end a page. `picture` is how manieth a picture
  /// is in its document, from 1.
  mutating func block(
    _ block: OfficialDocument.Block, isLandscape: Bool = false, isKept: Bool = false, picture number: Int = 1
  ) {
    func keep(_ xml: inout XML) { if isKept { xml.empty("w:keepNext") } }
    switch block {
    case .letterhead(let head): letterhead(head)
    case .imprint(let imprint): self.imprint(imprint)
    case .title(let lines): title(lines)
    case .blank: paragraph(.blank, keep)
    case .addressee(let text): paragraph(.addressee, text)
    case .body(let text): paragraph(.body, text, keep)
    case .heading(let level, let text): heading(level, text, isKept: isKept)
    case .attachments(let titles): attachments(titles, keep)
    case .signature(let signature): self.signature(signature)
    case .note(let text): paragraph(.note, "（\(text)）")
    case .attachmentMark(let text): paragraph(.attachmentMark, text)
    case .table(let table):
      self.table(table, width: OfficialLayout.width(isLandscape: isLandscape), isKept: isKept)
    case .picture(let picture): self.picture(picture, number: number)
    }
  }

  /// A picture with its caption below it.
  private mutating func picture(_ picture: DocumentPicture, number: Int) {
    element("w:p") { xml in
      xml.element("w:pPr") { $0.empty("w:pStyle", ["w:val": WordStyle.picture.rawValue]) }
      xml.element("w:r") { xml in
        xml.element("w:drawing") { $0.inline(picture, number: number) }
      }
    }
    paragraph(.caption, [picture.caption] + picture.notes) { _ in }
  }

  /// A paragraph without text; `properties` are written behind its style.
  mutating func paragraph(_ style: WordStyle, _ properties: (inout XML) -> Void = { _ in }) {
    element("w:p") { xml in
      xml.element("w:pPr") { xml in
        xml.empty("w:pStyle", ["w:val": style.rawValue])
        properties(&xml)
      }
    }
  }

  mutating func paragraph(
    _ style: WordStyle, _ text: String, _ properties: (inout XML) -> Void = { _ in }
  ) {
    paragraph(style, [text], properties)
  }

  /// A paragraph of lines with breaks between them.
  private mutating func paragraph(
    _ style: WordStyle, _ lines: [String], _ properties: (inout XML) -> Void
  ) {
    element("w:p") { xml in
      xml.element("w:pPr") { xml in
        xml.empty("w:pStyle", ["w:val": style.rawValue])
        properties(&xml)
      }
      xml.element("w:r") { xml in
        for (index, line) in lines.enumerated() {
          if index > 0 { xml.empty("w:br") }
          xml.characters(line)
        }
      }
    }
  }

  mutating func characters(_ text: String) {
    element("w:t", ["xml:space": "preserve"], text: text)
  }

  private mutating func title(_ lines: [String]) {
    paragraph(.title, lines) { _ in }
  }

  private mutating func heading(_ level: HeadingLevel, _ text: String, isKept: Bool) {
    let (heading, body) = HeadingLevel.split(text)
    element("w:p") { xml in
      xml.element("w:pPr") { xml in
        xml.empty("w:pStyle", ["w:val": WordStyle(level).rawValue])
        if body.isEmpty || isKept { xml.empty("w:keepNext") }
      }
      xml.element("w:r") { $0.characters(heading) }
      guard !body.isEmpty else { return }
      xml.element("w:r") { xml in
        xml.element("w:rPr") { $0.faces(.body) }
        xml.characters(body)
      }
    }
  }

  /// A turned-over line begins below the first character of the title.
  private mutating func attachments(_ titles: [String], _ keep: (inout XML) -> Void) {
    for (index, title) in titles.enumerated() {
      let number = titles.count > 1 ? "\(index + 1)." : ""
      let lead = index == 0 ? "附件：" : "　　　"
      let hang = DisplayWidth.of(lead + number)
      paragraph(.attachments, lead + number + title) { xml in
        keep(&xml)
        xml.indent(left: 4 + hang, hanging: hang)
      }
    }
  }

  private mutating func signature(_ signature: Signature) {
    let indents = signature.indents
    for _ in 0..<signature.blankLines { paragraph(.blank) { $0.empty("w:keepNext") } }
    paragraph(.signature, signature.issuer) { xml in
      xml.empty("w:keepNext")
      xml.indent(right: indents.issuer)
    }
    paragraph(.signature, signature.date) { $0.indent(right: indents.date) }
  }

  /// In half characters; Word reads the characters, others the twips.
  private mutating func indent(left: Int = 0, right: Int = 0, hanging: Int = 0) {
    func twips(_ halves: Int) -> String { "\(halves * OfficialLayout.character / 2)" }
    if right > 0 {
      empty("w:ind", ["w:rightChars": "\(right * 50)", "w:right": twips(right)])
    } else {
      empty(
        "w:ind",
        [
          "w:leftChars": "\((left - hanging) * 50)", "w:left": twips(left),
          "w:hangingChars": "\(hanging * 50)",
          "w:hanging": twips(hanging),
        ])
    }
  }

  /// A face for all scripts of a run.
  mutating func faces(_ face: OfficialLayout.Face) {
    let name = face.rawValue
    empty("w:rFonts", ["w:ascii": name, "w:eastAsia": name, "w:hAnsi": name, "w:cs": name])
  }

  /// Paper, margins, grid and page numbers of a section.
  mutating func sectionProperties(isLandscape: Bool) {
    let paper = OfficialLayout.paper
    let margins = isLandscape ? OfficialLayout.wideMargins : OfficialLayout.margins
    element("w:sectPr") { xml in
      let odd = isLandscape ? WordParts.wideOddFooter : WordParts.oddFooter
      let even = isLandscape ? WordParts.wideEvenFooter : WordParts.evenFooter
      xml.empty("w:footerReference", ["w:type": "default", "r:id": odd])
      xml.empty("w:footerReference", ["w:type": "even", "r:id": even])
      xml.empty("w:type", ["w:val": "nextPage"])
      if isLandscape {
        xml.empty("w:pgSz", ["w:w": "\(paper.height)", "w:h": "\(paper.width)", "w:orient": "landscape"])
      } else {
        xml.empty("w:pgSz", ["w:w": "\(paper.width)", "w:h": "\(paper.height)"])
      }
      xml.empty(
        "w:pgMar",
        [
          "w:top": "\(margins.top)", "w:right": "\(margins.right)", "w:bottom": "\(margins.bottom)",
          "w:left": "\(margins.left)", "w:header": "851", "w:footer": "\(margins.footer)", "w:gutter": "0",
        ])
      xml.empty("w:docGrid", ["w:type": "lines", "w:linePitch": "\(OfficialLayout.linePitch)"])
    }
  }
}
