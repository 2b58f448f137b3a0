import Records
import Testing

@testable import Publishing

@Suite struct MarkupTests {
  struct Case: CustomTestStringConvertible {
    let text: String
    let markup: String
    let data: String
    var testDescription: String { markup }
  }

  static let cases = [
    Case(text: "示例甲", markup: "示例甲", data: "[\"示例甲\"]"),
    Case(
      text: "<script>alert(1)</script>", markup: "&lt;script&gt;alert(1)&lt;/script&gt;",
      data: "[\"\\u003Cscript\\u003Ealert(1)\\u003C/script\\u003E\"]"),
    Case(text: "\"'&amp;", markup: "&quot;&#39;&amp;amp;", data: "[\"\\\"'\\u0026amp;\"]"),
    Case(text: "<!--", markup: "&lt;!--", data: "[\"\\u003C!--\"]"),
    Case(text: "a\\b", markup: "a\\b", data: "[\"a\\\\b\"]"),
    Case(text: "a\u{2028}b\u{2029}", markup: "a\\u{2028}b\\u{2029}", data: "[\"a\\u2028b\\u2029\"]"),
    Case(text: "\u{202E}乙甲", markup: "\\u{202E}乙甲", data: "[\"\u{202E}乙甲\"]"),
    Case(text: "a\0\r\n\u{7F}", markup: "a␀␍␊␡", data: "[\"a\\u0000\\u000D\\u000A\u{7F}\"]"),
    Case(text: "👩‍💻", markup: "👩\\u{200D}💻", data: "[\"👩‍💻\"]"),
    Case(text: "", markup: "", data: "[\"\"]"),
  ]

  @Test(arguments: cases) func `a hostile text stays a text`(_ example: Case) {
    var markup = Markup()
    markup.element("b", ["title": example.text], text: example.text)
    #expect(
      String(decoding: markup.bytes, as: UTF8.self)
        == "<b title=\"\(example.markup)\">\(example.markup)</b>")
    var data = DataBlock()
    data.list { $0.string(example.text) }
    #expect(String(decoding: data.bytes, as: UTF8.self) == example.data)
  }

  @Test func `lists hold numbers, texts and lists with commas between them`() {
    var data = DataBlock()
    data.list { data in
      data.list { _ in }
      data.number(-12)
      data.string("甲")
      data.list(line: true) {
        $0.number(1)
        $0.number(2)
      }
    }
    #expect(String(decoding: data.bytes, as: UTF8.self) == "[[],-12,\"甲\",\n[1,2]]")
  }
}

@Suite struct SVGTests {
  @Test func `a picture is these bytes`() {
    var svg = SVG(width: 1000, height: 125, label: "甲 & 乙", class: "wide")
    svg.rect(x: 0, y: 5, width: 333, height: 100, class: "base", title: "A <1>")
    svg.rect(x: 0, y: 0, width: 0, height: 100, class: "base")
    svg.line(x: -5, y: 0, toX: 1000, toY: 125, class: "axis")
    svg.text("90.00", x: 10, y: 120, anchor: .end, class: "tick")
    var markup = Markup()
    svg.write(to: &markup)
    #expect(
      String(decoding: markup.bytes, as: UTF8.self) == """
        <svg class="wide" viewBox="0 0 100 12.5" preserveAspectRatio="xMinYMid" role="img" aria-label="甲 &amp; 乙">\
        <rect class="base" x="0" y="0.5" width="33.3" height="10"><title>A &lt;1&gt;</title>
        </rect>\
        <line class="axis" x1="-0.5" y1="0" x2="100" y2="12.5"></line>\
        <text class="tick" x="1" y="12" text-anchor="end">90.00</text></svg>

        """)
  }

  @Test(arguments: [
    ("0", "10", 24, "1"), ("0", "24", 24, "1"), ("0", "112.5", 22, "10"), ("0", "0", 22, "1"),
  ])
  func `a step is the least round one that covers the span`(_ case: (String, String, Int, String)) {
    let (low, high, steps, step) = `case`
    let span = Fixture.points(high) - Fixture.points(low)
    #expect(PointScale.step(covering: span, steps: steps) == Fixture.points(step))
  }

  @Test(arguments: [("7.5", "5"), ("5", "5"), ("-0.5", "-5"), ("-5", "-5"), ("0", "0")])
  func `an amount is floored to a step`(_ case: (String, String)) {
    let step = Fixture.points("5")
    #expect(PointScale.floor(Fixture.points(`case`.0), to: step) == Fixture.points(`case`.1))
  }

  @Test func `places are rounded to a tenth, also below zero and on an empty scale`() {
    let scale = PointScale(low: Fixture.points("-10"), high: Fixture.points("20"), start: 5, length: 100)
    #expect(["-10", "0", "20", "5"].map { scale.place(Fixture.points($0)) } == [5, 38, 105, 55])
    let empty = PointScale(low: .zero, high: .zero, start: 7, length: 100)
    #expect(empty.place(Fixture.points("3")) == 7)
  }
}
