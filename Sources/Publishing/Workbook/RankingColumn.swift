import Ranking
import Records
import Scoring

/// A column of a ranking sheet.
struct RankingColumn {
  /// What a line of the sheet is made of.
  struct Subject {
    let standing: Standing
    let member: Member
    let card: Scorecard
    let model: Model

    var isSetAside: Bool { standing.rank == nil }
  }

  struct Bar {
    let value: (Scorecard) -> Points
    /// The bar's full length; nil for the highest value.
    let cap: Points?
    let colour: UInt32
  }

  /// Chinese, with English on the line below.
  let heading: String
  /// Least and greatest width in characters.
  let width: ClosedRange<Double>
  let bar: Bar?
  /// Its texts begin at the left, and so does its heading.
  let isText: Bool
  let cell: (Subject) -> Cell

  private init(
    _ heading: String, _ width: ClosedRange<Double>, bar: Bar? = nil, isText: Bool = false,
    cell: @escaping (Subject) -> Cell
  ) {
    self.heading = heading
    self.width = width
    self.bar = bar
    self.isText = isText
    self.cell = cell
  }

  /// In the order of `ranking.csv`, which states the profile first.
  static func all(_ model: Model, profile: Int) -> [RankingColumn] {
    who + [total, grade(model)]
      + model.categories.indices.filter { model.categories[$0].role == .base }
      .map { category($0, model, profile: profile) }
      + [
        points("加分\nBonus", \.bonus), points("扣分\nDeduction", \.deduction),
        RankingColumn("说明\nReasons", 24...46, isText: true) { subject in
          .text(
            subject.standing.reasons.map(\.text).joined(separator: "；"), .small,
            isMuted: subject.isSetAside)
        },
      ]
  }

  private static var who: [RankingColumn] {
    [
      RankingColumn("名次\nRank", 7...9) { subject in
        subject.standing.rank.map { .count($0, .centred) } ?? .empty(.centred)
      },
      RankingColumn("委员编号\nNo.", 9...16, isText: true) { subject in
        .text(subject.member.number, .fitted, isMuted: subject.isSetAside)
      },
      RankingColumn("姓名\nName", 9...18, isText: true) { subject in
        .text(subject.member.name, .fitted, isMuted: subject.isSetAside)
      },
      RankingColumn("界别\nSector", 9...18, isText: true) { subject in
        .text(subject.member.sector ?? "", .fitted, isMuted: subject.isSetAside)
      },
      RankingColumn("专委会\nCommittee", 12...24, isText: true) { subject in
        .text(subject.member.committee ?? "", .fitted, isMuted: subject.isSetAside)
      },
    ]
  }

  private static var total: RankingColumn {
    let bar = Bar(value: \.total, cap: nil, colour: WorkbookLook.totalBar)
    return points("总分\nTotal", bar: bar, width: 12...16, \.total)
  }

  private static func grade(_ model: Model) -> RankingColumn {
    RankingColumn("等次\nGrade", 10...16) { subject in
      guard let grade = subject.standing.grade else { return .empty(.centred) }
      return .text(grade, .grade(tone(subject, model)), isMuted: subject.isSetAside)
    }
  }

  /// By the grade's place in the model; words that are no grade of it wait for a decision.
  private static func tone(_ subject: Subject, _ model: Model) -> CellStyle.Tone {
    if subject.isSetAside { return .none }
    let grade = subject.standing.grade
    guard let place = model.grades.firstIndex(where: { $0.name == grade }) else { return .pending }
    switch place {
    case 0: return .top
    case model.grades.count - 1: return .bottom
    case 1: return .pass
    default: return .low
    }
  }

  private static func category(_ index: Int, _ model: Model, profile: Int) -> RankingColumn {
    let node = model.categories[index].node
    let value: (Scorecard) -> Points = { $0.categories[index].points }
    let cap = node.cap.map { Points(nearest: $0[profile]) }
    return points(
      "\(node.code)\n\(node.name)", bar: Bar(value: value, cap: cap, colour: WorkbookLook.categoryBar), value)
  }

  private static func points(
    _ heading: String, bar: Bar? = nil, width: ClosedRange<Double> = 9.5...12,
    _ value: @escaping (Scorecard) -> Points
  ) -> RankingColumn {
    RankingColumn(heading, width, bar: bar) { subject in
      .points(value(subject.card), decimals: subject.model.decimals, isMuted: subject.isSetAside)
    }
  }
}
