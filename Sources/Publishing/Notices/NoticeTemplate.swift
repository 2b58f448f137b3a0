/// A text that an office edits: a line is a paragraph, a directive or a remark, and holds tags that are filled in.
///
/// What a line is stands in the template alone: no value that is filled in can make a heading, a table or a line of its own.
package struct NoticeTemplate: Sendable {
  /// What a line is, by how it begins.
  enum Mark: String, CaseIterable {
    case letterhead = "@letterhead"
    case documentNumber = "@document_number"
    case title = "#"
    case addressee = "@to"
    case attachments = "@attachments"
    case signature = "@sign"
    case sealedSignature = "@sign_sealed"
    case note = "@note"
    case attachment = "@attachment"
    case wideAttachment = "@wide_attachment"
    case table = "@table"
    case picture = "@picture"
    case workingDays = "@working_days"
    case copies = "@copies"
    case printer = "@printed_by"

    var takesText: Bool { self != .attachments }
  }

  enum Content {
    case text(Mark?, HeadingLevel?, NoticeText)
    case attachments
    case table(NoticeTable)
    case picture(NoticePicture)
  }

  let contents: [Content]
  /// How many working days a public notice stands.
  package let workingDays: Int?

  /// The pictures that it asks for.
  package var pictures: [NoticePicture.Name] {
    contents.compactMap { content in
      if case .picture(let picture) = content { picture.name } else { nil }
    }
  }

  /// Reads a template; throws all its problems. `profiles` are those of the run's model.
  package init(_ text: String, kind: NoticeKind, profiles: [String]) throws(NoticeProblems) {
    var reader = NoticeTemplateReader(kind: kind, profiles: profiles)
    for (index, line) in lines(text).enumerated() {
      do throws(NoticeProblem) { try reader.read(String(line), number: index + 1) } catch {
        reader.problems.append(error)
      }
    }
    if kind == .gongshi, reader.workingDays == nil, reader.problems.isEmpty {
      reader.problems.append(
        NoticeProblem(line: 1, column: 1, .missingDirective(Mark.workingDays.rawValue)))
    }
    if let line = reader.documentNumberLine, !reader.hasLetterhead {
      reader.problems.append(NoticeProblem(line: line, column: 1, .noLetterhead))
    }
    guard reader.problems.isEmpty else { throw NoticeProblems(problems: reader.problems) }
    contents = reader.contents
    workingDays = reader.workingDays
  }
}

/// A line feed after a carriage return is one character with it.
private func lines(_ text: String) -> [Substring] {
  text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
}

/// Reads a template line by line.
private struct NoticeTemplateReader {
  let kind: NoticeKind
  let profiles: [String]
  var contents: [NoticeTemplate.Content] = []
  var workingDays: Int?
  var hasLetterhead = false
  var documentNumberLine: Int?
  var problems: [NoticeProblem] = []

  init(kind: NoticeKind, profiles: [String]) {
    self.kind = kind
    self.profiles = profiles
  }

  /// Longest first, where one begins like another.
  private static let marks = NoticeTemplate.Mark.allCases.map(\.rawValue)

  mutating func read(_ line: String, number: Int) throws(NoticeProblem) {
    let lead = line.prefix { $0.isWhitespace || $0 == "\u{FEFF}" }
    let text = line.dropFirst(lead.count)
    let column = lead.count + 1
    guard !text.isEmpty, !text.hasPrefix("//") else { return }
    guard text.hasPrefix("@") || text.hasPrefix("#") else {
      return append(nil, try filled(text, number, column), opening: text)
    }
    let word = text.hasPrefix("#") ? text.prefix(1) : text.prefix { !$0.isWhitespace }
    guard let mark = NoticeTemplate.Mark(rawValue: String(word)) else {
      throw NoticeProblem(
        line: number, column: column, .unknownDirective(String(word), known: NoticeTemplateReader.marks))
    }
    let argument = text.dropFirst(word.count).drop(while: \.isWhitespace)
    let place = column + text.distance(from: text.startIndex, to: argument.startIndex)
    guard mark.takesText == !argument.isEmpty else {
      throw NoticeProblem(line: number, column: column, .missingText(directive: mark.rawValue))
    }
    try read(mark, argument, number, place)
  }

  private mutating func read(
    _ mark: NoticeTemplate.Mark, _ argument: Substring, _ number: Int, _ column: Int
  ) throws(NoticeProblem) {
    switch mark {
    case .attachments: contents.append(.attachments)
    case .workingDays:
      guard let days = Int(argument), 1...60 ~= days else {
        throw NoticeProblem(line: number, column: column, .noNumber(String(argument)))
      }
      workingDays = days
    case .table: contents.append(.table(try table(argument, number, column)))
    case .documentNumber where !isDocumentNumber(argument):
      throw NoticeProblem(line: number, column: column, .noDocumentNumber(String(argument)))
    case .documentNumber:
      documentNumberLine = number
      append(mark, try filled(argument, number, column), opening: argument)
    case .letterhead:
      hasLetterhead = true
      append(mark, try filled(argument, number, column), opening: argument)
    case .title, .attachment, .wideAttachment:
      let text = argument.replacing("|", with: String(TitleLines.place))
      append(mark, try filled(text[...], number, column), opening: argument)
    case .picture: contents.append(.picture(try picture(argument, number, column)))
    default: append(mark, try filled(argument, number, column), opening: argument)
    }
  }

  /// The whole year in 〔〕, and the number without 第 and zeros before it.
  private func isDocumentNumber(_ text: Substring) -> Bool {
    text.wholeMatch(of: /[^〔〕\[\]［］（）()第]+〔([0-9]{4}|\{\{year\}\})〕[1-9][0-9]*号/) != nil
  }

  private mutating func append(_ mark: NoticeTemplate.Mark?, _ text: NoticeText, opening: Substring) {
    contents.append(.text(mark, mark == nil ? HeadingLevel(opening: String(opening)) : nil, text))
  }

  private func filled(_ text: Substring, _ number: Int, _ column: Int) throws(NoticeProblem) -> NoticeText {
    try NoticeText(String(text), line: number, column: column, fields: kind.fields)
  }

  private func table(_ argument: Substring, _ number: Int, _ column: Int) throws(NoticeProblem) -> NoticeTable
  {
    let words = argument.split(whereSeparator: \.isWhitespace).map(String.init)
    let known = kind.tables.map(\.rawValue)
    guard let name = NoticeTable.Name(rawValue: words[0]), kind.tables.contains(name) else {
      throw NoticeProblem(line: number, column: column, .unknownTable(words[0], known: known))
    }
    if name == .losses, words.count > 1 {
      return NoticeTable(name: name, profile: nil, most: try most(words[1], number, column))
    }
    guard name == .ranking else { return NoticeTable(name: name, profile: nil) }
    return NoticeTable(name: name, profile: try profile(words, .table, number, column))
  }

  private func most(_ text: String, _ number: Int, _ column: Int) throws(NoticeProblem) -> Int {
    guard let most = Int(text), 2...99 ~= most else {
      throw NoticeProblem(line: number, column: column, .noRows(text))
    }
    return most
  }

  private func picture(
    _ argument: Substring, _ number: Int, _ column: Int
  ) throws(NoticeProblem) -> NoticePicture {
    let words = argument.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let name = NoticePicture.Name(rawValue: words[0]), kind.pictures.contains(name) else {
      throw NoticeProblem(
        line: number, column: column, .unknownPicture(words[0], known: kind.pictures.map(\.rawValue)))
    }
    guard name != .waterfall else { return NoticePicture(name: name, profile: nil) }
    return NoticePicture(name: name, profile: try profile(words, .picture, number, column))
  }

  /// The index of the profile that stands behind a table's or a picture's name.
  private func profile(
    _ words: [String], _ mark: NoticeTemplate.Mark, _ number: Int, _ column: Int
  ) throws(NoticeProblem) -> Int {
    let profile = words.count > 1 ? words[1] : ""
    guard let index = profiles.firstIndex(of: profile) else {
      throw NoticeProblem(
        line: number, column: column,
        .unknownProfile(profile, known: profiles, of: "\(mark.rawValue) \(words[0])"))
    }
    return index
  }
}
