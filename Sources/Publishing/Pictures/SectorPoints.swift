import Ranking
import Records
import Scoring

/// What the ranked members of one profile came to, 界别 by 界别 and category by category.
package struct SectorPoints: Sendable {
  package struct Group: Sendable {
    package let sector: String
    package let members: Int
    /// By category: the sum of its members' points, in nano.
    package let sums: [Int128]
  }

  /// In byte order of the 界别.
  package let groups: [Group]
  private let categories: [Scoring.Category]
  private let caps: [Points?]
  private let decimals: Int

  /// The fewest members of whom an average is stated (domain rule: below it, one could be told from it).
  static let leastMembers = 3

  package init(_ run: RunRecord, profile: Int) {
    categories = run.model.categories
    decimals = run.model.decimals
    caps = categories.map { category in
      category.node.cap.map { Points(nearest: $0[profile]) }.flatMap { $0 > .zero ? $0 : nil }
    }
    var found: [Key: (members: Int, sums: [Int128])] = [:]
    let none = (members: 0, sums: [Int128](repeating: 0, count: categories.count))
    for standing in run.ranking.standings where standing.profile == profile && standing.rank != nil {
      let sector = run.members[Int(standing.member)].sector ?? "（未填）"
      let points = run.cards[Int(standing.member)].categories
      found[Key(sector), default: none].members += 1
      for category in categories.indices {
        found[Key(sector), default: none].sums[category] += Int128(points[category].points.nano)
      }
    }
    groups = found.keys.sorted().compactMap { sector in
      found[sector].map { Group(sector: sector.text, members: $0.members, sums: $0.sums) }
    }
  }

  /// Means as shares of the caps, or as points where a category has none; `—` for groups of fewer than three, and no row of all,
  /// from which a small group's average could be worked out. A category's shades go from its least mean to its greatest.
  package var heatMap: HeatMap {
    let told = groups.filter { $0.members >= SectorPoints.leastMembers }
    let spans = categories.indices.map { category in
      let sizes = told.map { abs(SectorPoints.mean($0, category)) }
      return (least: sizes.min() ?? 0, greatest: sizes.max() ?? 0)
    }
    return HeatMap(
      columns: categories.map { "\($0.node.code) \($0.node.name)" }, sizeHeading: "人数",
      rows: groups.map { group in
        HeatMap.Row(
          name: group.sector, size: "\(group.members)",
          cells: categories.indices.map { category in
            guard group.members >= SectorPoints.leastMembers else { return .untold }
            let (least, greatest) = spans[category]
            return HeatMap.Cell(
              text: text(group, category), part: abs(SectorPoints.mean(group, category)) - least,
              of: greatest - least)
          })
      })
  }

  private func text(_ group: Group, _ category: Int) -> String {
    guard let cap = caps[category] else {
      return Points(nano: Int64(clamping: SectorPoints.mean(group, category))).text(decimals: decimals)
    }
    let whole = Int128(group.members) * Int128(cap.nano)
    return "\(Rounding.halfUp(group.sums[category] * 100, over: whole))%"
  }

  /// Half-up to a nano.
  private static func mean(_ group: Group, _ category: Int) -> Int128 {
    Rounding.halfUp(group.sums[category], over: Int128(group.members))
  }
}
