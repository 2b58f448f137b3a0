import Records
import Robustness

/// The parts of one member's change of rank as a bar: rises to the right of the line, falls to its left, cause by cause.
struct CauseBar {
  private let scale: PointScale

  private static let width = 2400
  private static let height = 90

  /// On one scale for all these changes, on which nine of ten have room; a longer one runs to the edge.
  init(_ splits: [Split]) {
    let ends = splits.map { max(CauseBar.reach($0, isRise: true), CauseBar.reach($0, isRise: false)) }
      .filter { $0 > 0 }.sorted()
    let most = Points(nano: Int64(ends.isEmpty ? 1 : ends[(ends.count * 9 + 9) / 10 - 1]))
    scale = PointScale(low: -most, high: most, start: 0, length: CauseBar.width)
  }

  private func place(_ amount: Int64) -> Int {
    scale.place(min(scale.high, max(scale.low, Points(nano: amount))))
  }

  private static func reach(_ split: Split, isRise: Bool) -> Int128 {
    split.parts.reduce(0) { $0 + max(0, isRise ? -$1 : $1) }
  }

  func svg(_ split: Split) -> SVG {
    let words = CauseWords.list(split, CauseWords.move)
    var svg = SVG(
      width: CauseBar.width, height: CauseBar.height, label: words.isEmpty ? "无" : words, class: "cause-bar")
    var (right, left) = (Int64(0), Int64(0))
    for cause in Cause.allCases where split[cause] != 0 {
      let part = Int64(split[cause].magnitude)
      let isRise = split[cause] < 0
      let (from, to) = isRise ? (right, right + part) : (left - part, left)
      if isRise { right = to } else { left = from }
      let (x, end) = (place(from), place(to))
      svg.rect(x: x, y: 0, width: max(6, end - x), height: CauseBar.height, class: "part \(cause.name.en)")
    }
    let zero = scale.place(.zero)
    svg.line(x: zero, y: 0, toX: zero, toY: CauseBar.height, class: "zero")
    return svg
  }
}
