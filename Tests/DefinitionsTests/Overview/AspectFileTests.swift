import Definitions
import Records
import Testing

struct AspectFileTests {
  private static func problems(_ text: String) -> [String] {
    do {
      _ = try AspectFile.decode(text: text, path: "aspects.yaml")
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func `aspects stand in the order of the file`() throws {
    let aspects = try AspectFile.decode(
      text: """
        aspects:
        - {aspect: 交通出行, english: transport, keywords: [公交, 停车]}
        - {aspect: 医疗健康, keywords: [医保]}
        """, path: "aspects.yaml")
    #expect(
      aspects == [
        Aspect(name: "交通出行", english: "transport", keywords: ["公交", "停车"]),
        Aspect(name: "医疗健康", keywords: ["医保"]),
      ])
  }

  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let problems: [String]
  }

  static let cases = [
    Case(
      testDescription: "an unknown key", text: "aspects:\n- {aspect: 交通, keyword: [公交], keywords: [停车]}",
      problems: [
        "aspects.yaml:2:16  unknown key 'keyword' in aspect\n"
          + "    nearest 'keywords'; keys of an aspect: aspect, english, keywords"
      ]),
    Case(
      testDescription: "a doubled keyword",
      text: "aspects:\n- {aspect: 交通, keywords: [公交, 停车]}\n- {aspect: 社区, keywords: [停车]}",
      problems: ["aspects.yaml:3:27  keyword '停车' was used on line 2"]),
    Case(
      testDescription: "a doubled name",
      text: "aspects:\n- {aspect: 交通, keywords: [公交]}\n- {aspect: 交通, keywords: [停车]}",
      problems: ["aspects.yaml:3:12  aspect '交通' was named on line 2"]),
    Case(
      testDescription: "the name of what has no aspect", text: "aspects:\n- {aspect: 未归类, keywords: [公交]}",
      problems: [
        "aspects.yaml:2:12  aspect: '未归类' is what a text of no aspect is called; choose another name"
      ]
    ),
    Case(
      testDescription: "no keyword", text: "aspects:\n- {aspect: 交通, keywords: []}\n- {aspect: 社区}",
      problems: [
        "aspects.yaml:2:26  交通: keywords: at least one, found none", "aspects.yaml:3:3  keywords: missing",
      ]),
    Case(
      testDescription: "blank words",
      text: "aspects:\n- {aspect: ' ', keywords: [公交]}\n- {aspect: 社区, keywords: [停车, '　', \"\\u200B\"]}",
      problems: [
        "aspects.yaml:2:12  aspect: a blank word, which every text may hold; write one, or take it out",
        "aspects.yaml:3:31  社区: keywords: a blank word, which every text may hold; write one, or take it out",
        "aspects.yaml:3:36  社区: keywords: a blank word, which every text may hold; write one, or take it out",
      ]),
    Case(
      testDescription: "no aspect", text: "aspects: []",
      problems: ["aspects.yaml:1:10  aspects: at least one, found none"]),
    Case(
      testDescription: "no list", text: "aspects: 交通",
      problems: ["aspects.yaml:1:10  aspects: expected a list, found '交通'"]),
  ]

  @Test(arguments: cases) func `a mistake is told with its place`(_ example: Case) {
    #expect(AspectFileTests.problems(example.text) == example.problems)
  }
}
