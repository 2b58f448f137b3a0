import Records

/// One of the parts that a column or a bar is stacked from.
struct OverviewSeries {
  let name: String
  let english: String
  /// Its class in the style: `deep`, `middle`, `pale`, `faint`.
  let kind: String
  /// One per column or bar.
  let counts: [Int]

  var total: Int { counts.reduce(0, +) }
}

/// A column for each month, its count above it; what has no month is a column only where there is some.
struct MonthColumns {
  let unit: String
  let series: [OverviewSeries]

  func write(to markup: inout Markup) {
    let totals = sums
    let most = max(1, totals.max() ?? 0)
    markup.element("div", ["class": "columns"]) { markup in
      for (month, total) in totals.enumerated() {
        let isUndated = month == totals.count - 1
        if isUndated, total == 0 { continue }
        let name = isUndated ? RowCount.unclassified : "\(month + 1)月"
        markup.element("div", ["class": "column"]) { markup in
          markup.element("b", text: grouped(total))
          column(month, name, most, &markup)
          markup.element("span", text: name)
        }
      }
    }
    Legend.write(series, unit: unit, to: &markup)
  }

  private var sums: [Int] {
    guard let first = series.first else { return [] }
    return first.counts.indices.map { month in series.reduce(0) { $0 + $1.counts[month] } }
  }

  private func column(_ month: Int, _ name: String, _ most: Int, _ markup: inout Markup) {
    let parts = series.filter { $0.counts[month] > 0 }
    var svg = SVG(
      width: 100, height: 1_000, label: Legend.words(parts.map { ($0.name, $0.counts[month]) }, name),
      class: "stack", stretches: true)
    var y = 1_000
    for part in parts {
      let height = max(12, Int(Int128(1_000) * Int128(part.counts[month]) / Int128(most)))
      y -= height
      svg.rect(
        x: 0, y: max(0, y), width: 100, height: min(height, y + height), class: part.kind,
        title: "\(name) \(part.name) \(grouped(part.counts[month]))\(unit)")
    }
    svg.write(to: &markup)
  }
}

/// A bar for each line, with its count in words beside it.
struct BarTable {
  struct Line {
    let name: String
    var english: String?
    /// Parallel to the table's kinds.
    let counts: [Int]
    /// Beside the count, as a share.
    var remark = ""

    var total: Int { counts.reduce(0, +) }
  }

  /// A table of names of so many characters at most leaves more room for its bars.
  private static let shortName = 5

  let kinds: [(name: String, kind: String)]
  let unit: String
  let lines: [Line]

  /// The classes of a count, each with its share; those not named in `shades` are deep.
  static func write(_ count: RowCount, unit: String, shades: [String: String] = [:], to markup: inout Markup)
  {
    let names = count.classes.map { (name: $0.name, kind: shades[$0.name] ?? "deep") }
    BarTable(
      kinds: names, unit: unit,
      lines: count.classes.enumerated().map { place, part in
        var counts = Array(repeating: 0, count: names.count)
        counts[place] = part.grid.total
        return Line(
          name: part.name, counts: counts,
          remark: Share(part: part.grid.total, whole: count.all.total).text)
      }
    ).write(to: &markup)
  }

  func write(to markup: inout Markup) {
    let most = max(1, lines.map(\.total).max() ?? 0)
    let isShort = lines.allSatisfy { $0.name.count <= BarTable.shortName && ($0.english ?? "").isEmpty }
    markup.element("table", ["class": isShort ? "bars short" : "bars"]) { markup in
      markup.element("tbody") { markup in
        for line in lines {
          markup.element("tr") { markup in
            markup.element("th", ["scope": "row"]) { name(line, &$0) }
            markup.element("td", ["class": "bar"]) { bar(line, most, &$0) }
            markup.element("td", ["class": "number"]) { markup in
              markup.element("b", text: grouped(line.total))
              markup.text(unit)
              if !line.remark.isEmpty { markup.element("small", text: line.remark) }
            }
          }
        }
      }
    }
  }

  private func name(_ line: Line, _ markup: inout Markup) {
    markup.text(line.name)
    if let english = line.english {
      markup.constant(" ")
      markup.element("small", ["lang": "en"], text: english)
    }
  }

  private func bar(_ line: Line, _ most: Int, _ markup: inout Markup) {
    let parts = zip(kinds, line.counts).filter { $0.1 > 0 }
    guard !parts.isEmpty else { return }
    var svg = SVG(
      width: 10_000, height: 100, label: Legend.words(parts.map { ($0.0.name, $0.1) }, line.name),
      class: "line",
      stretches: true)
    var x = 0
    for (part, count) in parts {
      let width = max(40, Int(Int128(10_000) * Int128(count) / Int128(most)))
      svg.rect(
        x: x, y: 0, width: min(width, 10_000 - x), height: 100, class: part.kind,
        title: "\(line.name) \(part.name) \(grouped(count))\(unit)")
      x += width
    }
    svg.write(to: &markup)
  }
}

/// What the shades of a picture mean, each with its total.
enum Legend {
  static func write(_ series: [OverviewSeries], unit: String, to markup: inout Markup) {
    markup.element("p", ["class": "legend"]) { markup in
      for part in series {
        markup.element("span") { markup in
          var swatch = SVG(width: 120, height: 120, label: part.name, class: "swatch")
          swatch.rect(x: 0, y: 0, width: 120, height: 120, class: part.kind)
          swatch.write(to: &markup)
          markup.text("\(part.name) ")
          markup.element("b", text: grouped(part.total))
          markup.text(unit)
          guard !part.english.isEmpty else { return }
          markup.constant(" ")
          markup.element("small", ["lang": "en"], text: part.english)
        }
        markup.constant(" ")
      }
    }
  }

  /// `3月：提案 12，五微 30`.
  static func words(_ parts: [(name: String, count: Int)], _ name: String) -> String {
    guard !parts.isEmpty else { return "\(name)：0" }
    return "\(name)：" + parts.map { "\($0.name) \(grouped($0.count))" }.joined(separator: "，")
  }
}
