import Ranking
import Records
import Scoring

/// The ranked members of a profile by bands of their totals, with the grades' limits.
struct Histogram {
  struct Band {
    let from: Points
    var members = 0
    /// Those of them with the top grade.
    var leaders = 0
  }

  struct Limit {
    let grade: String
    let from: Points
  }

  /// Half-open, rising, without a gap.
  let bands: [Band]
  let step: Points
  /// Rising; empty where nobody was graded.
  let limits: [Limit]
  let topGrade: String?

  /// At most so many bands hold the totals and the limits.
  private static let most = 34

  /// nil where nobody is ranked.
  init?(_ run: RunRecord, profile: Int) {
    let ranked = run.ranking.standings.filter { $0.profile == profile && $0.rank != nil }
    let isGraded = ranked.contains { $0.grade != nil }
    let grades = isGraded ? run.model.grades : []
    let limits = grades.compactMap { grade in
      grade.from.map { Limit(grade: grade.name, from: Points(nearest: $0[profile])) }
    }.reversed()
    let totals = ranked.map { run.cards[Int($0.member)].total }
    let ends = totals + limits.map(\.from)
    guard !totals.isEmpty, let least = ends.min(), let greatest = ends.max() else { return nil }
    let step = PointScale.step(covering: greatest - least, steps: Histogram.most - 2)
    let first = PointScale.floor(least, to: step)
    let count = Int((greatest - first).nano / step.nano) + 1
    var bands = (0..<count).map { Band(from: Points(nano: first.nano + Int64($0) * step.nano)) }
    for (standing, total) in zip(ranked, totals) {
      let band = Int((total - first).nano / step.nano)
      bands[band].members += 1
      if let top = grades.first?.name, let grade = standing.grade, Key(grade) == Key(top) {
        bands[band].leaders += 1
      }
    }
    self.bands = bands
    self.step = step
    self.limits = Array(limits)
    topGrade = grades.first?.name
  }
}

/// The distribution of a profile's totals with the grade lines drawn in.
struct DistributionPicture {
  private let histogram: Histogram
  private let profile: String
  private let decimals: Int
  private let width: Int

  private static let height = 2200
  private static let floor = 1960
  private static let ceiling = 620
  private static let margin = 60
  /// Least distance of the texts below the floor.
  private static let tickDistance = 440
  private static let labelRows = 3

  /// `width` in tenths of a pixel.
  init(_ histogram: Histogram, profile: String, decimals: Int, width: Int) {
    self.histogram = histogram
    self.profile = profile
    self.decimals = decimals
    self.width = width
  }

  func svg(class kind: String) -> SVG {
    var svg = SVG(width: width, height: DistributionPicture.height, label: label, class: kind)
    for band in histogram.bands { draw(band, in: &svg) }
    svg.line(
      x: 0, y: DistributionPicture.floor, toX: width, toY: DistributionPicture.floor, class: "axis")
    drawTicks(in: &svg)
    for (index, limit) in histogram.limits.enumerated() { draw(limit, index, in: &svg) }
    return svg
  }

  private var label: String {
    let limits = histogram.limits.map { "\($0.grade)≥\(text($0.from))" }
    return "\(profile)总分分布" + (limits.isEmpty ? "" : "，等次线：" + limits.joined(separator: "，"))
  }

  private var scale: PointScale {
    let low = histogram.bands.first?.from ?? .zero
    let high = (histogram.bands.last?.from ?? .zero) + histogram.step
    let margin = DistributionPicture.margin
    return PointScale(low: low, high: high, start: margin, length: width - 2 * margin)
  }

  private func draw(_ band: Histogram.Band, in svg: inout SVG) {
    let most = histogram.bands.reduce(1) { max($0, $1.members) }
    guard band.members > 0 else { return }
    let room = DistributionPicture.floor - DistributionPicture.ceiling
    let x = scale.place(band.from) + 10
    let width = scale.place(band.from + histogram.step) - x - 10
    let height = max(20, room * band.members / most)
    let leaders = height * band.leaders / band.members
    let title = "\(text(band.from))–\(text(band.from + histogram.step))：\(band.members)人"
    let top = DistributionPicture.floor - height
    svg.rect(x: x, y: top, width: width, height: height - leaders, class: "others", title: title)
    svg.rect(
      x: x, y: DistributionPicture.floor - leaders, width: width, height: leaders, class: "leaders",
      title: histogram.topGrade.map { "\(title)，其中\($0)\(band.leaders)人" })
    svg.text("\(band.members)", x: x + width / 2, y: top - 40, anchor: .middle, class: "count")
  }

  private func drawTicks(in svg: inout SVG) {
    let scale = scale
    let width = max(1, scale.length / histogram.bands.count)
    let every = (DistributionPicture.tickDistance + width - 1) / width
    for (index, band) in histogram.bands.enumerated() where index % every == 0 {
      svg.text(
        text(band.from), x: scale.place(band.from), y: DistributionPicture.floor + 170,
        anchor: index == 0 ? .start : .middle, class: "tick")
    }
  }

  /// The labels take turns in three rows, since limits may lie close together.
  private func draw(_ limit: Histogram.Limit, _ index: Int, in svg: inout SVG) {
    let x = scale.place(limit.from)
    let row = index % DistributionPicture.labelRows
    let y = 130 + 150 * row
    let isRight = x > width * 3 / 4
    svg.line(x: x, y: y - 110, toX: x, toY: DistributionPicture.floor, class: "limit")
    svg.text(
      "\(limit.grade) ≥ \(text(limit.from))", x: isRight ? x - 50 : x + 50, y: y,
      anchor: isRight ? .end : .start, class: "limit-name")
  }

  private func text(_ points: Points) -> String { points.text(atLeast: 0) }
}
