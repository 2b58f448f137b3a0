import CSV
import Publishing
import Ranking
import Records
import Robustness
import Scoring

/// How far all weights of a model may move, each by itself, before a member's grade can change.
package struct RadiusReport: Codable, Hashable, Sendable {
  package struct Member: Codable, Hashable, Sendable {
    package let profile: String
    package let memberNo: String
    package let name: String
    package let sector: String?
    package let rank: Int?
    package let grade: String?
    /// In per cent with one digit; 50.0 for that or more, 0.0 where nothing is proved, as beside an exact tie.
    package let radius: String
    /// Grades that are possible while every weight stays within `within`.
    package let possible: [String]
  }

  /// How many hold a grade now, are certain of it and may have it while every weight stays within `within`.
  package struct GradeCount: Codable, Hashable, Sendable {
    package let profile: String
    package let grade: String
    package let now: Int
    package let certain: Int
    package let possible: Int
  }

  package let run: String
  package let title: String
  package let period: String
  package let model: String
  package let isExample: Bool
  /// In per cent.
  package let within: String
  /// The least radius of any ranked member.
  package let list: String
  /// Categories whose weights stay as they are.
  package let fixed: [String]
  package let grades: [GradeCount]
  /// The least radius first, then by number; ranked members alone.
  package let members: [Member]

  /// `within` is in thousandths. Throws for a run without grades.
  init(_ run: RunRecord, _ basis: TickBasis, within: Int64) throws(RunError) {
    guard let radius = Radius(basis, within: within) else { throw run.noGrades("radius") }
    self.run = run.identity.directory
    title = run.identity.title
    period = run.identity.period.description
    model = run.model.id
    isExample = run.model.isExample
    self.within = RadiusReport.percent(within)
    list = radius.list.map(RadiusReport.percent) ?? RadiusReport.unproved
    fixed = zip(run.model.categories, basis.rescoring.obstacles).filter { $1 != nil }.map(\.0.node.code)
    let standings = run.ranking.standings.filter { radius.prospects[Int($0.member)] != nil }
    members = standings.sorted { left, right in
      let (one, other) = (radius.members[Int(left.member)] ?? -1, radius.members[Int(right.member)] ?? -1)
      return one != other ? one < other : left.member < right.member
    }.map { standing in
      let member = run.members[Int(standing.member)]
      return Member(
        profile: run.model.profiles[standing.profile], memberNo: member.number, name: member.name,
        sector: member.sector, rank: standing.rank, grade: standing.grade,
        radius: radius.members[Int(standing.member)].map(RadiusReport.percent) ?? RadiusReport.unproved,
        possible: radius.prospects[Int(standing.member)]?.names(run.model) ?? [])
    }
    let members = members
    grades = run.model.profiles.flatMap { profile in
      run.model.grades.map(\.name).map { grade in
        let own = members.filter { $0.profile == profile }
        return GradeCount(
          profile: profile, grade: grade, now: own.count { $0.grade == grade },
          certain: own.count { $0.possible == [grade] }, possible: own.count { $0.possible.contains(grade) })
      }
    }
  }

  private static let unproved = percent(0)

  /// Thousandths as per cent with one digit.
  private static func percent(_ thousandths: Int64) -> String {
    DecimalText.format(Int128(thousandths), scale: 1, atLeast: 1)
  }

  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }

  package var csv: String {
    var writer = CSVWriter()
    writer.row([
      "profile", "member_no", "name", "sector", "rank", "grade", "radius_percent",
      "within_percent", "possible",
    ])
    for member in members {
      for text in [member.profile, member.memberNo, member.name, member.sector ?? ""] { writer.text(text) }
      writer.number(member.rank.map(String.init) ?? "")
      writer.text(member.grade ?? "")
      writer.number(member.radius)
      writer.number(within)
      writer.text(member.possible.joined(separator: "、"))
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Members listed in a terminal.
  private static let listed = 30

  /// For a terminal or a pipe: what holds for the whole list, the counts, and those whose grade is least firm.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    var lines = [drawing.heading(title, period, model: model, isExample: isExample)]
    lines.append("  全名单 the whole list: \(drawing.strong("±\(list)%"))  各项权重各自变动在此之内，谁的等次都不变")
    lines.append(
      "  within it no choice of weights, each moving by itself, changes any grade (proved, not sampled)")
    if !fixed.isEmpty { lines.append("  权重不动的类 categories that stay: \(fixed.joined(separator: "、"))") }
    lines += ["", "  各项权重变动±\(within)%以内 while every weight stays within \(within)%:"]
    var counts = TextTable(
      ["", "等次 grade", "现 now", "必是 certainly", "可能 possibly"], numbers: [2, 3, 4])
    for count in grades {
      counts.append([
        count.profile, count.grade, grouped(count.now), grouped(count.certain), grouped(count.possible),
      ])
    }
    lines += counts.lines(drawing)
    let shown = members.prefix(Self.listed)
    lines += ["", "  最不稳的 the least firm: \(shown.count) / \(grouped(members.count))"]
    var table = TextTable(
      ["编号 no", "姓名 name", "界别 sector", "名次 rank", "等次 grade", "安全半径 radius", "可能 possible"],
      numbers: [3, 5])
    for member in shown {
      table.append([
        member.memberNo, member.name, member.sector ?? "", member.rank.map(String.init) ?? "–",
        member.grade ?? "–",
        (member.radius == Self.percent(Radius.most) ? "≥" : "") + "±\(member.radius)%",
        member.possible.joined(separator: "、"),
      ])
    }
    return lines + table.lines(drawing)
  }
}

extension Radius.Prospect {
  /// Names of the grades, best first.
  fileprivate func names(_ model: Model) -> [String] {
    switch self {
    case .certain(let grade): [model.grades[grade].name]
    case .possible(let best, let worst, let mayBeReferred):
      model.grades[best...worst].map(\.name) + (mayBeReferred ? [Grading.referred] : [])
    }
  }
}
