import Records
import Testing

@testable import Ingestion

@Suite("checks of cells by bounds, by another column and by a pattern")
struct RowCheckTests {
  private func source(_ checks: [RowCheck], _ rows: String) throws -> IngestedSource {
    let scratch = try Scratch()
    let contract = Sample.contract(
      "things",
      [
        ("thing_no", "编号", .text, Sample.ColumnOptions(required: true)),
        ("minutes", "分钟", .integer, Sample.ColumnOptions()),
        ("points", "分值", .number, Sample.ColumnOptions()),
        ("on", "日期", .date, Sample.ColumnOptions()),
        ("until", "止", .date, Sample.ColumnOptions()),
      ], key: ["thing_no"], checks: checks)
    let file = try scratch.file("t.csv", "编号,分钟,分值,日期,止\n" + rows)
    let source = try Ingest.source(contract, files: [file], firstFileIndex: 0)
    #expect(source.addsUp)
    return source
  }

  @Test("both bounds are allowed, the next value is not, a blank fits")
  func bounds() throws {
    let checks: [RowCheck] = [
      .range(column: "minutes", least: .integer(1), most: .integer(60), severity: .refuse),
      .range(column: "points", least: nil, most: .number(Fraction(2, 3)), severity: .refuse),
      .range(
        column: "on", least: .day(try #require(Day(text: "2025-01-01"))), most: nil, severity: .warn),
    ]
    let rows =
      "a,1,2/3,2025-01-01,\nb,60,,,\nc,0,,,\nd,61,,,\ne,,0.666667,,\nf,,,2024-12-31,\ng,,0.666666,,\n"
    let source = try source(checks, rows)
    #expect(
      source.refused == ["OUT_OF_RANGE 4 minutes", "OUT_OF_RANGE 5 minutes", "OUT_OF_RANGE 6 points"])
    #expect(source.remarks.contains("OUT_OF_RANGE 7 on"))
    #expect(source.table.live.count == 4)
    #expect(
      source.rejections.map(\.finding.message.zh) == [
        "分钟“0”应不小于1、不大于60；请改正", "分钟“61”应不小于1、不大于60；请改正", "分值“0.666667”应不大于2/3；请改正",
      ])
    #expect(
      source.rejections.first?.finding.message.en == "分钟 '0' must be at least 1 and at most 60; correct it")
  }

  @Test("two columns are compared exactly, also an integer with a number")
  func comparison() throws {
    let checks: [RowCheck] = [
      .compared(column: "on", .atMost, other: "until", severity: .refuse),
      .compared(column: "minutes", .equal, other: "points", severity: .refuse),
    ]
    let rows =
      "a,1,1,2025-01-01,2025-01-01\nb,,1,2025-01-02,2025-01-01\nc,1,4/3,,\nd,2,2,2025-01-02,\n"
    let source = try source(checks, rows)
    #expect(source.refused == ["BAD_COMPARISON 3 on", "BAD_COMPARISON 4 minutes"])
    #expect(
      source.rejections.map(\.finding.message.zh) == ["日期应不大于止；请改正", "分钟应等于分值；请改正"])
  }

  @Test("a printed rate is computed again, exactly")
  func rate() throws {
    let check = RowCheck.rate(
      column: "points", part: "minutes", whole: "all", decimals: 1, severity: .refuse)
    let contract = Sample.contract(
      "rates",
      [
        ("thing_no", "编号", .text, Sample.ColumnOptions(required: true)),
        ("minutes", "实到", .integer, Sample.ColumnOptions()),
        ("all", "应到", .integer, Sample.ColumnOptions()),
        ("points", "到会率", .number, Sample.ColumnOptions(mending: [.trim, .percent])),
      ], key: ["thing_no"], checks: [check])
    let rows = [
      "a,300,410,77%", "b,300,410,73.2%", "c,300,410,73.17", "d,1,8,12.5 %", "e,0,0,50%", "f,1,0,",
      "g,-1,16,-6.3%",
      "h,1,16,6.2%", "i,2,2,100％",
    ]
    let scratch = try Scratch()
    let file = try scratch.file("r.csv", "编号,实到,应到,到会率\n" + rows.joined(separator: "\n") + "\n")
    let source = try Ingest.source(contract, files: [file], firstFileIndex: 0)
    #expect(source.refused == ["BAD_RATE 2 points", "BAD_RATE 4 points", "BAD_RATE 9 points"])
    #expect(source.rejections[0].finding.message.zh == "到会率与实到÷应到不符；以重新计算的为准，请核对")
  }

  @Test("a code that fits no pattern is refused")
  func pattern() throws {
    let pattern = try #require(Pattern("[A-Z]{2}-[0-9]+"))
    let source = try source(
      [.pattern(column: "thing_no", pattern, severity: .refuse)], "AB-1,,,,\nA-1,,,,\nAB-,,,,\nAB-12,,,,\n")
    #expect(source.refused == ["BAD_PATTERN 3 thing_no", "BAD_PATTERN 4 thing_no"])
    #expect(source.rejections[0].finding.message.zh == "编号“A-1”不符合格式“[A-Z]{2}-[0-9]+”；请改正")
  }

  @Test("a value of a private column is not quoted")
  func privateValue() throws {
    let pattern = try #require(Pattern("1[0-9]{10}"))
    let contract = Contract(
      shape: SourceShape(
        name: "t", title: "t", fields: [FieldSchema(key: "phone", heading: "手机", type: .text)], key: []),
      columns: [ColumnContract(headings: ["手机"], type: .text, isRequired: false, mending: [.phone])],
      checks: [.pattern(column: "phone", pattern, severity: .refuse)])
    let scratch = try Scratch()
    let file = try scratch.file("t.csv", "手机\n23912345678\n")
    let source = try Ingest.source(contract, files: [file], firstFileIndex: 0)
    #expect(source.rejections.map(\.finding.message.zh) == ["手机不符合格式“1[0-9]{10}”；请改正"])
  }

  @Test(
    "patterns fit whole texts",
    arguments: [
      ("a?b", ["b", "ab"], ["aab", "", "abc"]), ("a*", ["", "aaaa"], ["b", "aab"]),
      ("关于.+", ["关于一"], ["关于", "于关于一"]), ("[^0-9x]\\.", ["a."], ["0.", "x.", "ab"]),
      ("a?a?a?aaa", ["aaa", "aaaaaa"], ["aa", "aaaaaaa"]), ("[\u{4E00}-\u{9FFF}]{3}", ["示例甲"], ["示例"]),
    ])
  func whole(_ text: String, _ fitting: [String], _ others: [String]) throws {
    let pattern = try #require(Pattern(text))
    #expect(fitting.filter { !pattern.matches($0) } == [])
    #expect(others.filter(pattern.matches) == [])
  }

  @Test(
    "what is no pattern",
    arguments: [
      "", "(a)", "a|b", "*", "[a", "[]", "a{0}", "a{64}", "[z-a]", "\\", "a[", "a[]", "a[z-", "a\\", "a)",
    ])
  func noPattern(_ text: String) {
    #expect(Pattern(text) == nil)
  }
}
