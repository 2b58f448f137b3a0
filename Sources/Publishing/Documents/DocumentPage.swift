/// A document as one HTML page that asks nothing of a network, for the screen and, on A4, for the printer.
package enum DocumentPage {
  package static func html(_ document: OfficialDocument) -> [UInt8] {
    var markup = Markup()
    markup.constant("<!DOCTYPE html>\n")
    markup.element("html", ["lang": "zh-CN"]) { markup in
      let hasPictures = !document.pictures.isEmpty
      markup.element("head") { head(document, hasPictures: hasPictures, &$0) }
      markup.element("body") { markup in
        if hasPictures { patterns(&markup) }
        markup.element("main") { markup in
          for section in document.sections {
            markup.element("section", ["class": section.isLandscape ? "wide" : "upright"]) { markup in
              for block in section.blocks { write(block, &markup) }
            }
          }
        }
      }
    }
    return markup.bytes
  }

  private static func head(_ document: OfficialDocument, hasPictures: Bool, _ markup: inout Markup) {
    let styles = "'\(DocumentStyle.digest)'" + (hasPictures ? " '\(PictureStyle.digest)'" : "")
    markup.void("meta", ["charset": "utf-8"])
    markup.void(
      "meta",
      [
        "http-equiv": "Content-Security-Policy",
        "content":
          "default-src 'none'; style-src \(styles); base-uri 'none'; form-action 'none'",
      ])
    markup.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    markup.void("meta", ["name": "referrer", "content": "no-referrer"])
    markup.element("title", text: document.title)
    markup.element("style") { $0.constant(DocumentStyle.text) }
    if hasPictures { markup.element("style") { $0.constant(PictureStyle.text) } }
  }

  private static func write(_ block: OfficialDocument.Block, _ markup: inout Markup) {
    switch block {
    case .letterhead(let head):
      if let name = head.name { markup.element("p", ["class": "letterhead"], text: name) }
      markup.element("p", ["class": "number"], text: head.number ?? "")
    case .imprint(let imprint): write(imprint, &markup)
    case .title(let lines):
      markup.element("h1") { markup in
        for (index, line) in lines.enumerated() {
          if index > 0 { markup.void("br") }
          markup.text(line)
        }
      }
    case .blank: break
    case .addressee(let text): markup.element("p", ["class": "to"], text: text)
    case .body(let text): markup.element("p", text: text)
    case .heading(let level, let text): heading(level, text, &markup)
    case .attachments(let titles): attachments(titles, &markup)
    case .signature(let signature):
      markup.element("p", ["class": "issuer"], text: signature.issuer)
      markup.element("p", ["class": "date"], text: signature.date)
    case .note(let text): markup.element("p", text: "（\(text)）")
    case .attachmentMark(let text): markup.element("p", ["class": "mark"], text: text)
    case .table(let table): write(table, &markup)
    case .picture(let picture): write(picture, &markup)
    }
  }

  /// What the pictures of a page refer to, once for all.
  private static func patterns(_ markup: inout Markup) {
    markup.element("svg", ["class": "patterns", "width": "0", "height": "0", "aria-hidden": "true"]) {
      $0.constant(PictureStyle.patterns)
    }
  }

  private static func write(_ picture: DocumentPicture, _ markup: inout Markup) {
    markup.element("figure") { markup in
      picture.svg.writeSized(to: &markup)
      markup.element("figcaption") { markup in
        markup.element("p", text: picture.caption)
        for note in picture.notes { markup.element("p", text: note) }
      }
    }
  }

  /// As deep as in the document, below its title.
  private static func heading(_ level: HeadingLevel, _ text: String, _ markup: inout Markup) {
    let (heading, body) = HeadingLevel.split(text)
    markup.element("p", ["class": "level\(level.rawValue)"]) { markup in
      markup.element("span", ["role": "heading", "aria-level": "\(level.rawValue + 1)"], text: heading)
      markup.text(body)
    }
  }

  private static func attachments(_ titles: [String], _ markup: inout Markup) {
    for (index, title) in titles.enumerated() {
      let number = titles.count > 1 ? "\(index + 1)." : ""
      markup.element(
        "p", ["class": index == 0 ? "first attached" : "attached"],
        text: (index == 0 ? "附件：" : "") + number + title)
    }
  }

  private static func write(_ imprint: Imprint, _ markup: inout Markup) {
    markup.element("div", ["class": "imprint"]) { markup in
      if let copies = imprint.copiesText { markup.element("p", text: copies) }
      guard let printer = imprint.printer else { return }
      markup.element("p", ["class": "printed"]) { markup in
        markup.element("span", text: printer)
        markup.element("span", text: "\(imprint.date)印发")
      }
    }
  }

  private static func write(_ table: DocumentTable, _ markup: inout Markup) {
    markup.element("div", ["class": "scroll"]) { markup in
      markup.element("table") { markup in rows(table, &markup) }
    }
  }

  private static func rows(_ table: DocumentTable, _ markup: inout Markup) {
    let shares = table.percentages
    markup.element("colgroup") { markup in
      for share in shares { markup.void("col", ["width": share]) }
    }
    markup.element("thead") { markup in
      markup.element("tr") { markup in
        for column in table.columns { markup.element("th", ["scope": "col"], text: column.heading) }
      }
    }
    markup.element("tbody") { markup in
      for row in table.rows {
        markup.element("tr") { markup in
          for (cell, column) in zip(row, table.columns) {
            markup.element("td", ["class": column.alignment.rawValue], text: cell)
          }
        }
      }
    }
  }
}
