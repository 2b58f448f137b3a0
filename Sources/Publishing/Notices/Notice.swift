package import Records
import Scoring

/// A notice as a document: a template with what a run came to filled in.
package enum Notice {
  /// A line that comes out empty is left out, an attachment whose title does with all below it.
  ///
  /// `changes` are what a 更正 tells of.
  package static func document(
    _ template: NoticeTemplate, _ run: RunRecord, _ facts: NoticeFacts, changes: ListChanges? = nil,
    pictures: NoticePictures = .none, date: Day
  ) -> OfficialDocument {
    let insertion = NoticeInsertion(
      table: { table in
        guard let changes, table.name == .changes else { return table.blocks(of: run) }
        return [.table(changes.table(grade: run.model.grades.first?.name ?? ""))]
      },
      picture: { picture in
        guard case .drawn(let earlier) = pictures else { return [] }
        return picture.drawn(of: run, earlier: earlier)
      })
    return document(
      template, run, facts.adding(changes?.facts ?? [:]).adding(pictures.facts), insertion, date: date)
  }

  /// The own paper of a member of the book's run. `facts` are those of the run.
  package static func document(
    _ template: NoticeTemplate, _ book: MemberBook, member: Int, _ facts: NoticeFacts,
    pictures: NoticePictures = .none, date: Day
  ) -> OfficialDocument {
    let tables = MemberTables(book, member: member)
    let insertion = NoticeInsertion(
      table: { tables.blocks($0.name, most: $0.most) },
      picture: { _ in
        guard case .drawn = pictures else { return [] }
        return [WaterfallPicture(Waterfall(book, member: member)).drawn]
      })
    return document(
      template, book.run, facts.adding(book.facts(member)).adding(pictures.facts), insertion, date: date)
  }

  private static func document(
    _ template: NoticeTemplate, _ run: RunRecord, _ facts: NoticeFacts, _ insertion: NoticeInsertion,
    date: Day
  ) -> OfficialDocument {
    var composer = NoticeComposer(facts: facts, date: date, insertion: insertion)
    composer.attached = template.contents.compactMap { composer.attachmentTitle($0) }
    for content in template.contents { composer.add(content) }
    composer.end()
    return OfficialDocument(
      title: composer.documentTitle ?? run.identity.title, date: date, sections: composer.sections)
  }
}

/// What stands in the place of a directive.
private struct NoticeInsertion {
  let table: (NoticeTable) -> [OfficialDocument.Block]
  /// Not numbered yet.
  let picture: (NoticePicture) -> [DocumentPicture]
}

/// Puts a document together section by section.
private struct NoticeComposer {
  let facts: NoticeFacts
  let date: Day
  let insertion: NoticeInsertion
  /// The titles of all attachments.
  var attached: [String] = []
  private(set) var sections: [OfficialDocument.Section] = []
  private(set) var documentTitle: String?
  private var blocks: [OfficialDocument.Block] = []
  private var title: [String] = []
  private var isLandscape = false
  private var attachments = 0
  private var pictures = 0
  /// Below an attachment that is left out.
  private var isLeftOut = false
  private var letterhead = Letterhead(name: nil, number: nil)
  private var copies: String?
  private var printer: String?

  init(facts: NoticeFacts, date: Day, insertion: NoticeInsertion) {
    self.facts = facts
    self.date = date
    self.insertion = insertion
  }

  /// nil for what is no attachment, and for one that is left out.
  func attachmentTitle(_ content: NoticeTemplate.Content) -> String? {
    guard case .text(let mark?, _, let text) = content, mark == .attachment || mark == .wideAttachment else {
      return nil
    }
    let title = TitleLines.whole(text.filled(facts.values))
    return title.isEmpty ? nil : title
  }

  mutating func add(_ content: NoticeTemplate.Content) {
    switch content {
    case .attachments:
      endTitle()
      if !isLeftOut, !attached.isEmpty { blocks += [.blank, .attachments(attached)] }
    case .table(let table):
      endTitle()
      if !isLeftOut { blocks += insertion.table(table) }
    case .picture(let picture):
      endTitle()
      for picture in isLeftOut ? [] : insertion.picture(picture) {
        pictures += 1
        blocks.append(.picture(picture.numbered(pictures)))
      }
    case .text(let mark, let level, let text): add(mark, level, text.filled(facts.values))
    }
  }

  private mutating func add(_ mark: NoticeTemplate.Mark?, _ level: HeadingLevel?, _ text: String) {
    if mark == .attachment || mark == .wideAttachment {
      isLeftOut = text.isEmpty
      if !isLeftOut { beginAttachment(text, isLandscape: mark == .wideAttachment) }
      return
    }
    guard !text.isEmpty else { return }
    switch mark {
    case .letterhead: return letterhead = Letterhead(name: text, number: letterhead.number)
    case .documentNumber: return letterhead = Letterhead(name: letterhead.name, number: text)
    case .copies: return copies = text
    case .printer: return printer = text
    default: break
    }
    guard !isLeftOut else { return }
    if mark == .title { return title += lines(text) }
    endTitle()
    switch mark {
    case .addressee: blocks.append(.addressee(text))
    case .signature, .sealedSignature:
      blocks.append(
        .signature(Signature(issuer: text, date: date.chinese, isSealed: mark == .sealedSignature)))
    case .note: blocks.append(.note(text))
    default: blocks.append(level.map { .heading($0, text) } ?? .body(text))
    }
  }

  private func lines(_ title: String) -> [String] {
    TitleLines.of(title, width: OfficialLayout.titleWidth(isLandscape: isLandscape))
  }

  /// 红头 above the first section, 版记 below the last, which is on a page of its own behind a wide one.
  mutating func end() {
    endSection()
    if letterhead != Letterhead(name: nil, number: nil) {
      sections[0] = OfficialDocument.Section(
        isLandscape: sections[0].isLandscape, [.letterhead(letterhead)] + sections[0].blocks)
    }
    guard copies != nil || printer != nil else { return }
    let imprint = OfficialDocument.Block.imprint(
      Imprint(copies: copies, printer: printer, date: date.chinese))
    let last = sections[sections.count - 1]
    if last.isLandscape {
      sections.append(OfficialDocument.Section([imprint]))
    } else {
      sections[sections.count - 1] = OfficialDocument.Section(last.blocks + [imprint])
    }
  }

  /// Two lines of the grid are left empty above a title by its place, and one below it.
  private mutating func endTitle() {
    guard !title.isEmpty else { return }
    documentTitle = documentTitle ?? title.joined()
    blocks += [.title(title), .blank]
    title = []
  }

  private mutating func beginAttachment(_ title: String, isLandscape: Bool) {
    endSection()
    attachments += 1
    self.isLandscape = isLandscape
    blocks = [
      .attachmentMark(attached.count > 1 ? "附件\(attachments)" : "附件"), .blank, .title(lines(title)),
    ]
  }

  mutating func endSection() {
    endTitle()
    if !blocks.isEmpty || sections.isEmpty {
      sections.append(OfficialDocument.Section(isLandscape: isLandscape, blocks))
    }
    blocks = []
  }
}
