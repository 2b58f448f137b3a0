import Foundation
import Records
import Testing

@testable import Publishing

struct NoticeTemplateTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    var kind = NoticeKind.tongbao
    let problems: [NoticeProblem]
  }

  private static let useless = Message(
    zh: "标记不完整或不可用；只用{{名称}}、{{#名称}}、{{^名称}}和{{/名称}}",
    en: "the tag is incomplete or of no use here; write {{name}}, {{#name}}, {{^name}} and {{/name}} only")
  private static let notClosed = Message(
    zh: "{{#…}}或{{^…}}在这一行没有结束；请在同一行写上{{/…}}",
    en: "{{#…}} or {{^…}} is not closed on this line; write {{/…}} on the same line")
  private static let wrongEnd = Message(
    zh: "{{/…}}结束的不是还开着的那一段；结束标记的名称要与开始标记相同",
    en: "{{/…}} closes another section than the open one; end a section with the name that it began with")

  private static func names(_ kind: NoticeKind) -> [String] { kind.fields.map(\.name) }

  static let cases = [
    Case(
      testDescription: "an unknown name by its place", text: "现将{{period}}情况\n截至{{as_off}}",
      problems: [.init(line: 2, column: 3, .unknownField("as_off", known: names(.tongbao)))]),
    Case(
      testDescription: "a name of a list outside of it",
      text: "{{#profiles}}{{profile}}{{/profiles}}{{profile}}",
      problems: [.init(line: 1, column: 38, .unknownField("profile", known: names(.tongbao)))]),
    Case(
      testDescription: "a public notice knows no score", text: "@working_days 5\n{{#profiles}}{{/profiles}}",
      kind: .gongshi,
      problems: [.init(line: 2, column: 1, .unknownField("profiles", known: names(.gongshi)))]),
    Case(
      testDescription: "an incomplete tag", text: "　　截至{{as_of",
      problems: [.init(line: 1, column: 12, .brokenTag(useless))]),
    Case(
      testDescription: "a section that is not closed", text: "{{#is_year}}年度",
      problems: [.init(line: 1, column: 15, .brokenTag(notClosed))]),
    Case(
      testDescription: "a section that another name closes", text: "@to 甲{{#is_year}}乙{{/is_quarter}}",
      problems: [.init(line: 1, column: 22, .brokenTag(wrongEnd))]),
    Case(
      testDescription: "a tag of Mustache that has no use here", text: "甲{{{period}}}",
      problems: [.init(line: 1, column: 2, .brokenTag(useless))]),
    Case(
      testDescription: "a list where a text is wanted", text: "{{profiles}}",
      problems: [.init(line: 1, column: 1, .otherShape("profiles", isText: false))]),
    Case(
      testDescription: "a text where a list is wanted", text: "{{#period}}{{/period}}",
      problems: [.init(line: 1, column: 1, .otherShape("period", isText: true))]),
    Case(
      testDescription: "a document number in other brackets", text: "@document_number 示协办[2026]1号",
      problems: [.init(line: 1, column: 18, .noDocumentNumber("示协办[2026]1号"))]),
    Case(
      testDescription: "a document number with a zero before it", text: "@document_number 示协办〔2026〕01号",
      problems: [.init(line: 1, column: 18, .noDocumentNumber("示协办〔2026〕01号"))]),
    Case(
      testDescription: "a document number with 第", text: "@document_number 示协办〔2026〕第1号",
      problems: [.init(line: 1, column: 18, .noDocumentNumber("示协办〔2026〕第1号"))]),
    Case(
      testDescription: "a document number without a letterhead", text: "甲\n@document_number 示协办〔2026〕1号",
      problems: [.init(line: 2, column: 1, .noLetterhead)]),
    Case(
      testDescription: "a table of losses without rows", text: "@table losses 1", kind: .statement,
      problems: [.init(line: 1, column: 8, .noRows("1"))]),
    Case(
      testDescription: "an unknown directive", text: "@sing 办公室",
      problems: [
        .init(
          line: 1, column: 1,
          .unknownDirective("@sing", known: NoticeTemplate.Mark.allCases.map(\.rawValue)))
      ]),
    Case(
      testDescription: "a directive without its text", text: "@sign",
      problems: [.init(line: 1, column: 1, .missingText(directive: "@sign"))]),
    Case(
      testDescription: "a directive with a text that it does not take", text: "@attachments 甲",
      problems: [.init(line: 1, column: 1, .missingText(directive: "@attachments"))]),
    Case(
      testDescription: "an unknown table", text: "@table ranks 委员",
      problems: [
        .init(
          line: 1, column: 8, .unknownTable("ranks", known: ["ranking", "sectors", "missing", "quality"]))
      ]),
    Case(
      testDescription: "a public notice has no ranking", text: "@working_days 5\n@table ranking 委员",
      kind: .gongshi,
      problems: [.init(line: 2, column: 8, .unknownTable("ranking", known: ["names"]))]),
    Case(
      testDescription: "a profile that the model has not", text: "@table ranking 主席",
      problems: [.init(line: 1, column: 8, .unknownProfile("主席", known: ["委员"], of: "@table ranking"))]),
    Case(
      testDescription: "an unknown picture", text: "@picture 图",
      problems: [
        .init(
          line: 1, column: 10, .unknownPicture("图", known: ["distribution", "heat_map", "rank_flow"]))
      ]),
    Case(
      testDescription: "a public notice has no picture", text: "@working_days 5\n@picture distribution 委员",
      kind: .gongshi, problems: [.init(line: 2, column: 10, .unknownPicture("distribution", known: []))]),
    Case(
      testDescription: "a picture of a profile that is not named", text: "@picture heat_map",
      problems: [
        .init(line: 1, column: 10, .unknownProfile("", known: ["委员"], of: "@picture heat_map"))
      ]),
    Case(
      testDescription: "days that are no number", text: "@working_days 五", kind: .gongshi,
      problems: [.init(line: 1, column: 15, .noNumber("五"))]),
    Case(
      testDescription: "a public notice that does not say how long it stands", text: "甲", kind: .gongshi,
      problems: [.init(line: 1, column: 1, .missingDirective("@working_days"))]),
    Case(
      testDescription: "all problems at once", text: "{{a}}\r\n// {{b}}\n@c 甲",
      problems: [
        .init(line: 1, column: 1, .unknownField("a", known: names(.tongbao))),
        .init(
          line: 3, column: 1, .unknownDirective("@c", known: NoticeTemplate.Mark.allCases.map(\.rawValue))),
      ]),
  ]

  @Test func `the guide names every field, directive and table`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let guide = try String(contentsOf: root.appending(path: "Pipelines/README.md"), encoding: .utf8)
    let section = try #require(guide.split(separator: "## Notices\n").last)
    func names(_ fields: [NoticeField]) -> [String] {
      fields.flatMap { field in
        if case .list(let inner) = field.shape { [field.name] + names(inner) } else { [field.name] }
      }
    }
    let known =
      NoticeKind.allCases.flatMap { names($0.fields) + [$0.rawValue] }
      + NoticeTemplate.Mark.allCases.map(\.rawValue)
    for name in known { #expect(section.contains("`\(name)`"), "\(name)") }
    for picture in NoticePicture.Name.allCases {
      #expect(section.contains("`\(picture.rawValue)"), "\(picture)")
    }
    for table in NoticeTable.Name.allCases { #expect(section.contains("`\(table.rawValue)"), "\(table)") }
  }

  @Test(arguments: NoticeKind.allCases) func `the shipped templates are right`(_ kind: NoticeKind) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let place = root.appending(path: "Pipelines/notices/\(kind.rawValue).txt")
    let text = try String(contentsOf: place, encoding: .utf8)
    let template = try NoticeTemplate(text, kind: kind, profiles: ["委员", "常委"])
    #expect(template.workingDays == (kind == .gongshi ? 5 : nil))
  }

  @Test(arguments: cases) func `a template's problems are told with their places`(_ example: Case) {
    #expect(throws: NoticeProblems(problems: example.problems)) {
      try NoticeTemplate(example.text, kind: example.kind, profiles: ["委员"])
    }
  }
}
