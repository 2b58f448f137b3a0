import Records
import Scoring

/// A picture that a template asks for.
package struct NoticePicture: Hashable, Sendable {
  package enum Name: String, CaseIterable, Sendable {
    /// The totals of one profile with the grade lines drawn in.
    case distribution
    /// What each 界别 came to by category.
    case heatMap = "heat_map"
    /// The ranks of one profile at the end of several periods.
    case rankFlow = "rank_flow"
    /// A member's points from zero to the total.
    case waterfall
  }

  let name: Name
  /// Index into the model's profiles; nil for a picture of one member.
  let profile: Int?

  /// The pictures of a whole run, without numbers; none where there is nothing to draw.
  func drawn(of run: RunRecord, earlier: [EarlierRanking]) -> [DocumentPicture] {
    guard let profile else { preconditionFailure("a picture of more than the run") }
    switch name {
    case .distribution: return NoticePicture.distribution(run, profile)
    case .heatMap: return NoticePicture.heatMap(run, profile)
    case .rankFlow: return NoticePicture.rankFlow(run, earlier, profile)
    case .waterfall: preconditionFailure("a picture of one member")
    }
  }

  private static func distribution(_ run: RunRecord, _ profile: Int) -> [DocumentPicture] {
    guard let histogram = Histogram(run, profile: profile) else { return [] }
    let name = run.model.profiles[profile]
    let picture = DistributionPicture(
      histogram, profile: name, decimals: run.model.decimals, width: DocumentPicture.fullWidth)
    let grades =
      histogram.limits.isEmpty ? "" : "；虚线为等次分数线" + (histogram.topGrade.map { "，深色为\($0)" } ?? "")
    return [
      DocumentPicture(
        picture.svg(class: "picture"), caption: "\(run.identity.period.chinese)\(name)总分分布",
        notes: ["横轴为总分，每\(histogram.step.text(atLeast: 0))分一段，柱上为人数\(grades)"])
    ]
  }

  /// Rows that fit on a page with the caption.
  private static let mostRows = 36

  private static func heatMap(_ run: RunRecord, _ profile: Int) -> [DocumentPicture] {
    let parts = SectorPoints(run, profile: profile).heatMap.parts(of: mostRows)
    let name = "\(run.identity.period.chinese)各界别\(run.model.profiles[profile])各类得分"
    return parts.enumerated().map { index, map in
      let caption = name + (parts.count > 1 ? "（\(MemberTables.numeral(index + 1))）" : "")
      return DocumentPicture(
        HeatMapPicture(map, label: caption).svg(class: "picture", width: DocumentPicture.fullWidth),
        caption: caption,
        notes: [
          "百分数为平均得分占该类上限的比例，其余为平均分；颜色按每一类由低到高分五档",
          "参加排名不足\(SectorPoints.leastMembers)人的界别不列平均（—）",
        ])
    }
  }

  private static func rankFlow(
    _ run: RunRecord, _ earlier: [EarlierRanking], _ profile: Int
  ) -> [DocumentPicture] {
    guard let paths = RankPaths(earlier, then: run, profile: profile) else { return [] }
    let name = run.model.profiles[profile]
    return [RankPathsPicture(paths, profile: name, year: run.identity.period.year).drawn]
  }
}

/// Whether a notice's pictures are drawn.
package enum NoticePictures: Sendable {
  /// A format or a machine that has none; the template's `@picture` lines give nothing.
  case none
  /// `earlier` are the rankings whose ranks stand before the run's.
  case drawn(earlier: [EarlierRanking] = [])

  var facts: [String: NoticeValue] {
    if case .none = self { return ["has_pictures": .flag(false)] }
    return ["has_pictures": .flag(true)]
  }
}
