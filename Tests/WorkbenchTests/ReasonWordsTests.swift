import Ranking
import Testing

@testable import Workbench

@Suite("reasons in English")
struct ReasonWordsTests {
  @Test(arguments: [
    ("T", "T 115.10≥90.00 优秀", "T 115.10≥90.00 优秀"),
    ("Q1", "Q1 无党派人士界第1名/2席，优秀", "Q1 无党派人士界: place 1 for 2 seats, 优秀"),
    ("Q1", "Q1 第12名/40席，优秀", "Q1 place 12 for 40 seats, 优秀"),
    ("Q2", "Q2 合并1席已满，合格", "Q2 pooled sectors: the 1 seats are taken, 合格"),
    ("Q2", "Q2 民盟界2席已满，并列待审", "Q2 民盟界: the 2 seats are taken, tied, undecided"),
    ("Q3", "Q3 民盟界2席，并列3人，待审", "Q3 民盟界: 2 seats, 3 tied, undecided"),
    ("Q3", "Q3 2席，并列3人，列入", "Q3 2 seats, 3 tied, granted"),
    ("S", "S 并列第3名2人", "S rank 3 is shared by 2"),
    ("P", "P 任职6/12个月，按比例折算", "P in office 6 of 12 months, in proportion"),
    ("F", "F 合计-3.00，按0.00计", "F sums to -3.00, counted as 0.00"),
    ("N", "N A1无应计场次，按20.00分计", "N A1: nothing to attend, counted as 20.00 points"),
    ("V1", "V1 缺席全会（一、二），不评定等次", "V1 缺席全会（一、二）, 不评定等次"),
    ("V2", "V2 值班不足，最高合格", "V2 值班不足, at most 合格"), ("V3", "V3 病假（提醒）", "V3 病假 (reminder)"),
  ])
  func `say what the trail says`(_ code: String, _ chinese: String, _ english: String) {
    let words = ReasonWords(Reason(code: code, text: chinese)).words
    #expect(words == Words(zh: chinese, en: english))
  }
}
