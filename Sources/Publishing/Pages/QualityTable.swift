/// A table of `quality.html`; a bar in a row is drawn beside its number, never instead of it.
struct QualityTable {
  enum Cell {
    case text(String)
    /// Names with counts, one text.
    case sources(String)
    /// Chinese with English below.
    case words(String, String)
    case number(Int64)
    /// A share or an average, as text.
    case figure(String)
    /// Parts of a whole that is the longest bar of the table: rejected, merged, filtered or others, in this order.
    case bar([Part], of: Int64)
    case code(String)
    case digest(String)
  }

  struct Part {
    let kind: String
    let name: String
    let count: Int64
  }

  private let heads: [(zh: String, en: String)]
  private let rows: [[Cell]]

  /// Every row has a cell per head.
  init(_ heads: [(zh: String, en: String)], _ rows: [[Cell]]) {
    self.heads = heads
    self.rows = rows
  }

  func write(to markup: inout Markup) {
    markup.element("div", ["class": "scroll"]) { markup in
      markup.element("table") { markup in
        markup.element("thead") { markup in
          markup.element("tr") { markup in
            for (index, head) in heads.enumerated() {
              markup.element("th", ["scope": "col", "class": kind(index)]) { markup in
                markup.text(head.zh)
                markup.constant(" ")
                markup.element("small", ["lang": "en"], text: head.en)
              }
            }
          }
        }
        markup.element("tbody") { markup in
          for row in rows {
            markup.element("tr") { markup in
              for (index, cell) in row.enumerated() {
                markup.element("td", ["class": kind(index)]) { write(cell, to: &$0) }
              }
            }
          }
        }
      }
    }
  }

  private func kind(_ column: Int) -> String {
    switch rows.first?[column] {
    case .number, .figure: "number"
    case .bar: "bar"
    case .digest: "hash"
    case .code: "code"
    case .sources: "sources"
    case .text, .words, nil: "words"
    }
  }

  private func write(_ cell: Cell, to markup: inout Markup) {
    switch cell {
    case .text(let text), .figure(let text), .sources(let text), .code(let text), .digest(let text):
      markup.text(text)
    case .words(let zh, let en):
      markup.text(zh)
      markup.constant(" ")
      markup.element("span", ["class": "en", "lang": "en"], text: en)
    case .number(let number): markup.text(grouped(number))
    case .bar(let parts, let whole): bar(parts, of: whole, to: &markup)
    }
  }

  private func bar(_ parts: [Part], of whole: Int64, to markup: inout Markup) {
    let label = parts.filter { $0.count > 0 }.map { "\($0.name) \(grouped($0.count))" }
    guard !label.isEmpty, whole > 0 else { return }
    var svg = SVG(
      width: 10_000, height: 100, label: label.joined(separator: "，"), class: "line", stretches: true)
    var x = 0
    for part in parts where part.count > 0 {
      let width = max(40, Int(Int128(10_000) * Int128(part.count) / Int128(whole)))
      svg.rect(
        x: x, y: 0, width: min(width, 10_000 - x), height: 100, class: part.kind,
        title: "\(part.name) \(grouped(part.count))")
      x += width
    }
    svg.write(to: &markup)
  }
}
