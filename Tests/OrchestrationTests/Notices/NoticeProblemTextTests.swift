import Publishing
import Records
import Testing

@testable import Orchestration

struct NoticeProblemTextTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let kind: NoticeProblem.Kind
    let text: String
  }

  static let cases = [
    Case(
      testDescription: "an unknown name", kind: .unknownField("perod", known: ["year", "period"]),
      text: "没有{{perod}}这个名称；可用：year、period\n    unknown placeholder {{perod}}; nearest 'period'"),
    Case(
      testDescription: "a broken tag", kind: .brokenTag(Message(zh: "甲", en: "a")), text: "甲\n    a"),
    Case(
      testDescription: "a text that opens a section", kind: .otherShape("year", isText: true),
      text:
        "{{year}}是文字，不能用#或^开段；请直接写{{year}}\n    {{year}} is a text, which # or ^ cannot open; write {{year}}"),
    Case(
      testDescription: "a list that is printed", kind: .otherShape("grades", isText: false),
      text: "{{grades}}是是否或列表，不能直接印出；请写{{#grades}}…{{/grades}}\n"
        + "    {{grades}} is a yes or no or a list and cannot be printed; write {{#grades}}…{{/grades}}"),
    Case(
      testDescription: "an unknown directive", kind: .unknownDirective("@sing", known: ["@to", "@sign"]),
      text: "没有@sing这个指令；可用：@to、@sign\n    unknown directive @sing; nearest '@sign'"),
    Case(
      testDescription: "no document number", kind: .noDocumentNumber("示〔26〕1号"),
      text: "“示〔26〕1号”不是发文字号；如示协办〔2026〕1号：六角括号，年份写全，不加“第”，不编虚位\n"
        + "    '示〔26〕1号' is no document number; write it as 示协办〔2026〕1号: the whole year in 〔〕, no 第, no zeros before it"
    ),
    Case(
      testDescription: "a directive without text", kind: .missingText(directive: "@to"),
      text: "@to后面要有内容\n    @to needs a text behind it"),
    Case(
      testDescription: "a directive with text", kind: .missingText(directive: "@attachments"),
      text: "@attachments后面不写内容；附件的标题写在@attachment后面\n"
        + "    @attachments takes no text; the title of an attachment stands behind @attachment"),
    Case(
      testDescription: "an unknown table", kind: .unknownTable("ranks", known: ["ranking", "sectors"]),
      text: "这种文件没有ranks这个表；可用：ranking、sectors\n    no table ranks in this kind of notice; nearest 'ranking'"),
    Case(
      testDescription: "a ranking of nobody",
      kind: .unknownProfile("", known: ["委员", "常委"], of: "@table ranking"),
      text: "这里要写明类别，如@table ranking 委员；有：委员、常委\n"
        + "    this is of one profile: write @table ranking 委员; there are 委员, 常委"),
    Case(
      testDescription: "an unknown profile",
      kind: .unknownProfile("委", known: ["委员", "常委"], of: "@table ranking"),
      text: "办法里没有委这一类；可用：委员、常委\n    the model has no profile 委; nearest '委员'"),
    Case(
      testDescription: "an unknown picture",
      kind: .unknownPicture("heatmap", known: ["distribution", "heat_map"]),
      text:
        "这种文件没有heatmap这种图；可用：distribution、heat_map\n    no picture heatmap in this kind of notice; nearest 'heat_map'"
    ),
    Case(
      testDescription: "a picture in a public notice", kind: .unknownPicture("distribution", known: []),
      text: "这种文件对外公开，不放图；请去掉@picture\n    this kind of notice is public and has no pictures; drop @picture"),
    Case(
      testDescription: "no number", kind: .noNumber("五"),
      text: "五不是1到60的整数\n    五 is no whole number from 1 to 60"),
    Case(
      testDescription: "no number of rows", kind: .noRows("1"),
      text:
        "1不是2到99的整数；losses后面写表格至多几行\n    1 is no whole number from 2 to 99, the most rows that losses may have"
    ),
    Case(
      testDescription: "a number without its letterhead", kind: .noLetterhead,
      text: "有发文字号而没有发文机关标志；请加一行@letterhead，如@letterhead 示例市政协办公室文件\n    a document number stands below "
        + "a letterhead; add a line @letterhead, as @letterhead 示例市政协办公室文件"),
    Case(
      testDescription: "no span", kind: .missingDirective("@working_days"),
      text: "公示要有@working_days一行，写明公示几个工作日，如@working_days 5\n    a public notice needs a line @working_days "
        + "that says how many working days it stands, as @working_days 5"),
  ]

  @Test(arguments: cases) func `a problem says where, what and how to mend it`(_ example: Case) {
    let problem = NoticeProblem(line: 7, column: 12, example.kind)
    #expect(problem.text(in: "notices/tongbao.txt") == "notices/tongbao.txt:7:12  \(example.text)")
  }
}
