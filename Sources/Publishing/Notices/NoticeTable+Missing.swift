import Ranking
import Records
import Scoring

extension NoticeTable {
  /// Ranked members who did not do what a gate asks of each of them: profile by profile, in byte order of their numbers.
  static func missing(_ run: RunRecord) -> [[String]] {
    let duties = run.model.gates.filter(\.isDuty)
    let found = run.ranking.standings.filter { $0.rank != nil }.compactMap { standing -> MissingDuty? in
      let texts = standing.reasons.compactMap { reason -> String? in
        guard let gate = duties.first(where: { Key($0.code) == Key(reason.code) }) else { return nil }
        return gate.duty(reason.text)
      }
      let member = run.members[Int(standing.member)]
      return texts.isEmpty ? nil : MissingDuty(profile: standing.profile, member: member, texts: texts)
    }
    return found.sorted { left, right in
      left.profile == right.profile
        ? Key(left.member.number) < Key(right.member.number) : left.profile < right.profile
    }.map { entry in
      [
        entry.member.number, entry.member.name, entry.member.sector ?? "", entry.member.profile,
        entry.texts.joined(separator: "；"),
      ]
    }
  }

  private struct MissingDuty {
    let profile: Int
    let member: Member
    let texts: [String]
  }

  static let missingColumns: [DocumentTable.Column] = [
    .init("编号", width: 9), .init("姓名", width: 13), .init("界别", width: 20), .init("类别", width: 10),
    .init("未完成的要求", width: 38, .left),
  ]

  /// What became of each source's rows, and how many of its cells were mended, from the books and the corrections.
  static func quality(_ run: RunRecord) -> DocumentTable {
    var mended: [Key: Int64] = [:]
    for correction in run.corrections { mended[Key(correction.source), default: 0] += 1 }
    let sources = QualityFacts.sources(run)
    func row(_ name: String, _ counts: [Int64]) -> [String] { [name] + counts.map { grouped($0) } }
    let counts = sources.map { source in
      [
        source.input, mended[Key(source.name.en)] ?? 0, source.rejected, source.merged, source.filtered,
        source.kept,
      ]
    }
    let sums = (0..<6).map { column in counts.reduce(0) { $0 + $1[column] } }
    return DocumentTable(
      columns: [
        .init("数据来源", width: 20), .init("读入行", width: 11, .right), .init("更正格", width: 11, .right),
        .init("退回行", width: 11, .right), .init("合并行", width: 11, .right), .init("不计行", width: 11, .right),
        .init("留用行", width: 11, .right),
      ], rows: zip(sources, counts).map { row($0.name.zh, $1) } + [row("合计", sums)])
  }
}

extension Gate {
  /// Whether it asks something of every member, and so whether it may be told to all of them: a ceiling that rests on what was
  /// done, not on a penalty, a leave or an illness.
  fileprivate var isDuty: Bool {
    guard case .ceiling = effect else { return false }
    let relations = when.queries.compactMap { query in
      if case .records(let relation, _, _) = query { relation } else { nil }
    }
    return !when.isOfIllness && Set(relations).isDisjoint(with: ["penalties", "leave", "member_status"])
  }

  /// A reason's text without the gate's code and without what follows from it.
  fileprivate func duty(_ reason: String) -> String {
    var text = reason[...]
    if text.hasPrefix("\(code) ") { text = text.dropFirst(code.count + 1) }
    guard case .ceiling(let grade) = effect else { return String(text) }
    for consequence in ["，最高\(grade)", "（提醒）"] where text.hasSuffix(consequence) {
      text = text.dropLast(consequence.count)
    }
    return String(text)
  }
}

extension Condition {
  fileprivate var isOfIllness: Bool {
    switch self {
    case .all(let parts): parts.contains(where: \.isOfIllness)
    case .any(let parts): parts.contains { $0.condition.isOfIllness }
    case .not(let part): part.isOfIllness
    case .test(.field("sick_months"), _), .test(.member("sick_months"), _): true
    case .test, .count, .score: false
    }
  }
}
