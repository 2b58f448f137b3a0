import Testing

@testable import Publishing

struct HeadingLevelTests {
  @Test(arguments: [
    ("一、总体情况", HeadingLevel.first), ("十二、其他", .first), ("（一）会议", .second), ("（二十）其他", .second),
    ("1.出席", .third), ("12．出席", .third), ("（1）迟到", .fourth), ("（12）迟到", .fourth),
  ]) func `a paragraph that begins with a number is a heading`(_ text: String, _ level: HeadingLevel) {
    #expect(HeadingLevel(opening: text) == level)
  }

  @Test(arguments: [
    "一是出席", "1.5分", "2025年度", "（一次）", "（见附件）", "、甲", "12", "", "1、出席", "一.出席", "（1.）",
  ]) func `other paragraphs are body text`(_ text: String) {
    #expect(HeadingLevel(opening: text) == nil)
  }

  @Test func `a heading ends at its first full stop`() {
    #expect(HeadingLevel.split("（一）会议。出席。好") == ("（一）会议。", "出席。好"))
    #expect(HeadingLevel.split("一、会议") == ("一、会议", ""))
  }
}
