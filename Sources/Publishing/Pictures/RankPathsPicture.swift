import Records

/// A line for each member from period to period; the few that are told are thick, drawn out or broken, and named.
struct RankPathsPicture {
  private let paths: RankPaths
  private let profile: String
  private let year: Int
  private let rows: Int

  private static let top = 330
  private static let side = 1_080
  private static let labelWidth = 14

  init(_ paths: RankPaths, profile: String, year: Int) {
    self.paths = paths
    self.profile = profile
    self.year = year
    rows = paths.paths.reduce(1) { max($0, $1.ranks.compactMap { $0 }.max() ?? 1) }
  }

  var drawn: DocumentPicture {
    DocumentPicture(
      svg(class: "picture", width: DocumentPicture.fullWidth), caption: caption,
      notes: [
        "每人一条线，上端为第1名；粗线为期末前\(RankPaths.told)名，其余为灰线",
        "实线为升幅最大的\(RankPaths.told)人，虚线为降幅最大的\(RankPaths.told)人",
      ])
  }

  private var caption: String { "\(year)年\(profile)名次变动" }

  /// `width` in tenths of a pixel.
  func svg(class kind: String, width: Int) -> SVG {
    let height = min(6_300, max(2_000, 200 * rows))
    var svg = SVG(
      width: width, height: RankPathsPicture.top + height + 60,
      label: caption + "：" + paths.periods.map(RankPathsPicture.name).joined(separator: "，"), class: kind)
    let frame = Frame(
      left: RankPathsPicture.side, right: width - RankPathsPicture.side, top: RankPathsPicture.top,
      height: height, rows: rows, stops: paths.periods.count)
    for (index, period) in paths.periods.enumerated() {
      let x = frame.x(index)
      svg.text(RankPathsPicture.name(period), x: x, y: 150, anchor: .middle, class: "row-name")
      svg.line(x: x, y: frame.top, toX: x, toY: frame.top + height, class: "stop")
    }
    for path in paths.paths where path.kind == .other { draw(path, frame, &svg) }
    for path in paths.paths where path.kind != .other { draw(path, frame, &svg) }
    label(at: 0, frame, &svg)
    label(at: paths.periods.count - 1, frame, &svg)
    return svg
  }

  /// As `1—9月`, or `全年`.
  private static func name(_ period: Period) -> String { period.isYear ? "全年" : "1—\(period.months)月" }

  private struct Frame {
    let left: Int
    let right: Int
    let top: Int
    let height: Int
    let rows: Int
    let stops: Int

    func x(_ stop: Int) -> Int { left + stop * (right - left) / max(1, stops - 1) }

    /// The middle of a rank's row.
    func y(_ rank: Int) -> Int { top + (2 * rank - 1) * height / (2 * max(1, rows)) }
  }

  /// A member without a rank in between leaves a gap.
  private func draw(_ path: RankPaths.Path, _ frame: Frame, _ svg: inout SVG) {
    let places = path.ranks.map { $0.map(String.init) ?? "—" }.joined(separator: "→")
    let title = "\(path.number) \(path.name) \(places)"
    for stop in path.ranks.indices.dropLast() {
      guard let from = path.ranks[stop], let to = path.ranks[stop + 1] else { continue }
      svg.flow(
        x: frame.x(stop), y: frame.y(from), toX: frame.x(stop + 1), toY: frame.y(to),
        class: "path \(path.kind.rawValue)", title: title)
    }
  }

  /// Rank and name of those who are told, moved apart where they would lie on each other.
  private func label(at stop: Int, _ frame: Frame, _ svg: inout SVG) {
    let told = paths.paths.filter { $0.kind != .other }
      .compactMap { path in path.ranks[stop].map { (path, $0) } }.sorted { $0.1 < $1.1 }
    let wanted = told.map { frame.y($0.1) }
    let places = RankFlowPicture.apart(wanted, least: 60, most: frame.top + frame.height)
    let isLast = stop > 0
    let (x, step) = isLast ? (frame.right, 1) : (frame.left, -1)
    for ((path, rank), (y, place)) in zip(told, zip(wanted, places)) {
      svg.line(x: x + step * 20, y: y, toX: x + step * 120, toY: place, class: "leader-line")
      let name = DisplayWidth.cut(path.name, RankPathsPicture.labelWidth)
      svg.text(
        isLast ? "\(rank) \(name)" : "\(name) \(rank)", x: x + step * 150, y: place + 40,
        anchor: isLast ? .start : .end, class: "tick")
    }
  }
}
