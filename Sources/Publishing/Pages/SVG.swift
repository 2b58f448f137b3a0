import Records

/// A picture of rectangles, lines and texts. Every length is an integer of tenths of a pixel, so that the same picture is
/// the same bytes; colours and fonts are the style sheet's, by class.
struct SVG: Hashable, Sendable {
  enum Anchor: String {
    case start, middle, end
  }

  let width: Int
  let height: Int
  /// The picture in words.
  let label: String
  private let kind: String
  private let stretches: Bool
  private var content = Markup()
  /// What stands in the picture, tooltips too, in the order in which it was drawn.
  private(set) var texts: [String] = []

  /// `label` says the picture in words. A picture that `stretches` fills the width of its place and holds no text.
  init(width: Int, height: Int, label: String, class kind: String, stretches: Bool = false) {
    self.width = width
    self.height = height
    self.label = label
    self.kind = kind
    self.stretches = stretches
  }

  /// A rectangle; nothing where it has no extent. `title` is the tooltip.
  mutating func rect(
    x: Int, y: Int, width: Int, height: Int, class kind: String, title: String? = nil
  ) {
    guard width > 0, height > 0 else { return }
    if let title { texts.append(title) }
    content.constant("<rect class=\"")
    content.text(kind)
    content.constant("\" x=\"")
    content.tenths(x)
    content.constant("\" y=\"")
    content.tenths(y)
    content.constant("\" width=\"")
    content.tenths(width)
    content.constant("\" height=\"")
    content.tenths(height)
    content.constant("\">")
    if let title { content.element("title", text: title) }
    content.constant("</rect>")
  }

  mutating func line(x: Int, y: Int, toX: Int, toY: Int, class kind: String) {
    content.element(
      "line",
      [
        "class": kind, "x1": SVG.length(x), "y1": SVG.length(y), "x2": SVG.length(toX), "y2": SVG.length(toY),
      ]
    ) { _ in }
  }

  /// A line that leaves its left end and reaches its right end level. `title` is the tooltip.
  mutating func flow(x: Int, y: Int, toX: Int, toY: Int, class kind: String, title: String) {
    let middle = SVG.length((x + toX) / 2)
    let ends = (SVG.length(y), SVG.length(toY))
    let path =
      "M\(SVG.length(x)) \(ends.0)C\(middle) \(ends.0) \(middle) \(ends.1) \(SVG.length(toX)) \(ends.1)"
    texts.append(title)
    content.element("path", ["class": kind, "d": path]) { $0.element("title", text: title) }
  }

  /// `y` is the baseline.
  mutating func text(_ text: String, x: Int, y: Int, anchor: Anchor = .start, class kind: String) {
    texts.append(text)
    content.element(
      "text",
      ["class": kind, "x": SVG.length(x), "y": SVG.length(y), "text-anchor": anchor.rawValue], text: text)
  }

  func write(to markup: inout Markup) {
    markup.element(
      "svg",
      [
        "class": kind, "viewBox": "0 0 \(SVG.length(width)) \(SVG.length(height))",
        "preserveAspectRatio": stretches ? "none" : "xMinYMid", "role": "img", "aria-label": label,
      ]
    ) { $0.append(content) }
  }

  /// The same in its own size, as XML too. `prologue` writes what stands before the content, as a style.
  func writeSized(to markup: inout Markup, prologue: (inout Markup) -> Void = { _ in }) {
    let (width, height) = (SVG.length(width), SVG.length(height))
    markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": kind, "width": width, "height": height,
        "viewBox": "0 0 \(width) \(height)", "role": "img", "aria-label": label,
      ]
    ) { markup in
      prologue(&markup)
      markup.append(content)
    }
  }

  /// Tenths as text: `125` is `12.5`.
  static func length(_ tenths: Int) -> String { DecimalText.format(Int128(tenths), scale: 1, atLeast: 0) }
}

/// Maps amounts to places on a line of tenths of a pixel.
struct PointScale {
  let low: Points
  let high: Points
  /// Place of `low`, and the length of the whole line.
  let start: Int
  let length: Int

  /// Half-up to the next tenth; everything at `start` where low is not below high.
  func place(_ points: Points) -> Int {
    guard low < high else { return start }
    let share = Rounding.halfUp(
      Int128(points.nano - low.nano) * Int128(length), over: Int128(high.nano - low.nano))
    return start + Int(share)
  }

  /// The whole multiple of 1, 2 or 5 · 10ⁿ points of which at most `steps` cover `span`.
  static func step(covering span: Points, steps: Int) -> Points {
    var unit = Points.one
    while true {
      for factor: Int64 in [1, 2, 5] where unit * factor * Int64(steps) >= span.nano {
        return Points(nano: unit * factor)
      }
      unit *= 10
    }
  }

  /// The greatest multiple of a step that is at most `points`.
  static func floor(_ points: Points, to step: Points) -> Points {
    let rest = points.nano % step.nano
    return Points(nano: points.nano - (rest < 0 ? rest + step.nano : rest))
  }
}
