import Records
import Testing

@testable import Ingestion

@Suite struct MendingTests {
  @Test(
    "each rule, exactly",
    arguments: [
      (.trim, " a ", "a"), (.trim, "\u{FEFF}a\u{200B}", "a"), (.trim, "\u{3000}张 三\u{A0}", "张 三"),
      (.trim, "\ta\n", "a"),
      (.trim, "   ", ""), (.trim, "a", "a"),
      (.width, "２０２５／７／３", "2025/7/3"), (.width, "ＺＸ００１２", "ZX0012"), (.width, "（甲）　①㈠", "(甲) ①㈠"),
      (.width, "甲、乙", "甲、乙"),
      (.apostrophe, "'0012", "0012"), (.apostrophe, "a'b", "a'b"), (.apostrophe, "''1", "'1"),
      (.pad, "12", "0012"), (.pad, "0012", "0012"), (.pad, "12345", "12345"), (.pad, "1a", "1a"),
      (.pad, "", ""),
      (.pad, "１２", "１２"),
      (.nameSpaces, "张  三", "张三"), (.nameSpaces, "张　三", "张三"), (.nameSpaces, "John Li", "John Li"),
      (.nameSpaces, "阿依 · 买", "阿依·买"), (.nameSpaces, "张 San", "张 San"),
      (.nameDots, "阿依古丽•买买提", "阿依古丽·买买提"), (.nameDots, "阿依古丽・买买提", "阿依古丽·买买提"),
      (.nameDots, "阿依古丽‧买买提", "阿依古丽·买买提"), (.nameDots, "阿依古丽∙买买提", "阿依古丽·买买提"),
      (.nameDots, "阿依古丽⋅买买提", "阿依古丽·买买提"), (.nameDots, "阿依古丽.买买提", "阿依古丽·买买提"),
      (.nameDots, "阿依古丽．买买提", "阿依古丽·买买提"), (.nameDots, "阿依古丽·买买提", "阿依古丽·买买提"),
      (.nameDots, "J.Li", "J.Li"), (.nameDots, "张三.", "张三."),
      (.radicals, "王\u{2F26}", "王子"), (.radicals, "王子①", "王子①"),
      (.nameTitle, "王五委员", "王五"), (.nameTitle, "赵六 主任", "赵六"), (.nameTitle, "钱七副主任委员", "钱七"),
      (.nameTitle, "李四（原名李思）", "李四"), (.nameTitle, "李四(曾用名李思)委员", "李四"),
      (.nameTitle, "阿依古丽·买买提秘书长", "阿依古丽·买买提"), (.nameTitle, "委员", "委员"), (.nameTitle, "林主任", "林主任"),
      (.nameTitle, "李四（女）", "李四（女）"), (.nameTitle, "Li委员", "Li委员"), (.nameTitle, "王委员五", "王委员五"),
      (.firstOfList, "提案委；教科卫体委", "提案委"), (.firstOfList, "提案委/教科卫体委、文史委", "提案委"),
      (.firstOfList, "提案委", "提案委"), (.firstOfList, "；提案委", "；提案委"), (.firstOfList, "经济委，", "经济委"),
      (.percent, "77.5%", "77.5"), (.percent, "77 ％", "77"), (.percent, "0.77", "0.77"),
      (.identityNumber, "11010519491231002x", "11010519491231002X"),
      (.identityNumber, "1.10105E+17", "1.10105E+17"), (.identityNumber, "x", "x"),
      (.phone, "+86 138-0013-8000", "13800138000"), (.phone, "008613800138000", "13800138000"),
      (.phone, "13800138000.0", "13800138000"), (.phone, "8613800138000", "13800138000"),
      (.phone, "138 0013 8000", "13800138000"), (.phone, "1.38001E+10", "1.38001E+10"),
      (.phone, "+1 202 555", "+1 202 555"), (.phone, "0730-8880000", "07308880000"),
    ] as [(MendingRule, String, String)])
  func rule(_ rule: MendingRule, _ before: String, _ after: String) {
    #expect(Array(rule.mend(before, codeWidth: 4).utf8) == Array(after.utf8))
  }

  @Test("mending twice is mending once", arguments: MendingRule.allCases)
  func idempotent(_ rule: MendingRule) {
    for text in [" ＡＢ　张　三 ", "'12", "阿依•买", "+86 138-0013-8000", "\u{2F26}", "王五主任委员", "", "7"]
    where rule != .apostrophe {
      let once = rule.mend(text, codeWidth: 4)
      #expect(Array(rule.mend(once, codeWidth: 4).utf8) == Array(once.utf8))
    }
  }

  @Test("the screen never passes a cell that a rule would change", arguments: MendingRule.allCases)
  func screen(_ rule: MendingRule) {
    let screen = CellScreen(
      ColumnContract(
        headings: ["x"], type: .text, isRequired: false, missingMarks: ["—", "无"], mending: [rule]))
    let cells = [
      " a", "a ", "a\u{A0}", "a\u{2003}", "\u{FEFF}a", "a\u{200B}", "a\u{3000}", "a\u{85}", "a\u{1680}",
      "a\u{7F}", "张　三",
      "１", "'1", "阿•买", "阿・买", "阿．买", "阿᛫买", "阿΄·买", "\u{2F26}", "王五委员", "甲；乙", "甲/乙", "甲,乙", "甲\n乙", "甲|乙",
      "7%", "7％", "王五（原名王武）", "李四(又名李斯)", "+86 1",
      "1.0", "张三", "0147", "—", "无", "—x",
      "",
    ]
    for cell in cells {
      let bytes = Array(cell.utf8)
      guard screen.isClean(bytes.span, 0, bytes.count) else { continue }
      #expect(Array(rule.mend(cell, codeWidth: nil).utf8) == bytes, "\(rule) \(cell.debugDescription)")
      #expect(cell != "—" && cell != "无" && !cell.isEmpty)
    }
  }

  @Test(
    "nearest text",
    arguments: [("委员们", "委员"), ("常务委员", "委员"), ("常為", "常委"), ("xyz", nil)] as [(String, String?)])
  func nearest(_ text: String, _ expected: String?) {
    #expect(Nearest.text(to: text, among: ["委员", "常委"]) == expected)
  }

  @Test("the dictionary gives the same code for the same bytes, and grows")
  func dictionary() {
    var dictionary = ByteDictionary()
    for round in 0..<2 {
      for number in 0..<1000 {
        #expect(dictionary.insert("k\(number)") == UInt32(number), "round \(round)")
      }
    }
    // Canonically equal texts of different bytes stay apart.
    #expect(dictionary.insert("\u{E9}") != dictionary.insert("e\u{301}"))
    #expect(dictionary.count == 1002 && dictionary.texts[7] == "k7")
  }

  /// 11010519491231002X is the example of GB 11643-1999.
  @Test(
    "an identity number is whole or it is none",
    arguments: [
      ("11010519491231002X", true), ("110105194912310021", false), ("110105491231002", true),
      ("110105194912310000", false), ("1101051949123100", false), ("11010519491231002x", false), ("", false),
    ])
  func identityNumbers(_ text: String, _ isValid: Bool) {
    #expect(IdentityNumber.isValid(text) == isValid)
  }

  @Test("a number that a spreadsheet cut becomes a blank with a finding, and is not cited")
  func cutIdentityNumbers() throws {
    let contract = Sample.contract(
      "people",
      [
        ("no", "编号", .text, Sample.ColumnOptions(required: true)),
        (
          "id", "身份证号", .text,
          Sample.ColumnOptions(mending: [.trim, .width, .apostrophe, .identityNumber], forgives: true)
        ),
      ], key: ["no"])
    let scratch = try Scratch()
    let file = try scratch.file(
      "p.csv",
      "编号,身份证号\n1,'11010519491231002x\n2,110105194912310000\n3,1.10105E+17\n4,１１０１０５１９４９１２３１００２Ｘ\n5,\n")
    let source = try Ingest.source(contract, files: [file], firstFileIndex: 0)
    #expect(source.rows == ["1|11010519491231002X", "2|", "3|", "4|11010519491231002X", "5|"])
    #expect(source.remarks == ["BAD_ID_NUMBER 3 id", "BAD_ID_NUMBER 4 id"])
    #expect(source.findings.allSatisfy { !$0.message.zh.contains("1101") && !$0.message.en.contains("1101") })
  }
}
