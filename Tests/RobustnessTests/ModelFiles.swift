import Definitions
import Foundation
import Scoring

/// Texts of models, decoded in the words of the shipped sources.
enum ModelFiles {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let vocabulary = Result {
    let loaded = try Definitions.load(pipelinePath: root.appending(path: "Pipelines/evaluation.yaml").path)
    return Vocabulary(contracts: loaded.contracts)
  }

  static let names = ["yy-default-1", "anqing-2018", "jinan-2015", "yanbian-2022"]
  static let shipped = Result { try decode(text()) }

  static func text(_ name: String = "yy-default-1") throws -> String {
    if name == "dense" { return dense }
    return try String(contentsOf: root.appending(path: "Pipelines/models/\(name).yaml"), encoding: .utf8)
  }

  static func decode(_ text: String) throws -> Model {
    try ModelFile.decode(text: text, path: "model", vocabulary: vocabulary.get()).model
  }

  /// A number in each place where a model may have one.
  static let dense = """
    model: DENSE
    profiles: [委员, 常委]
    floor: 2
    derive: {attendance: {opens: 120, closes: 60, late_after: 15, left_early_before: 14, exempt_leave: []}}
    categories:
    - code: A
      name: 甲
      start: 7
      cap: {委员: 90, 常委: 91}
      floor: 3
      indicators:
      - code: A1
        name: 全会
        from: attendance
        where: {kind: 全会, covered: {at_least: 0.2, at_most: 0.9}, absent: 0}
        measure: {rate: {of: {present: 1, leave: 0.6}, over: [present, leave, absent], none: 0.5}}
        full: {委员: 11, 常委: 12}
      - code: A2
        name: 学习
        from: study
        where:
          minutes: {at_least: 30}
          any: [{minutes: {more_than: 61}}, {not: {member.months: {less_than: {委员: 4, 常委: 5}}}}]
          all: [{member.sick_months: {at_most: 5}}, {member.sick_months: {at_most: 6}}]
        points: [{where: {minutes: {at_least: 45}}, points: 4}, {points: {委员: 2, 常委: 3}}]
        limits: [{per: date, best: 6}, {per: month, points: 9}, {skip: 1}]
        cap: 12
        floor: 0.5
      - {code: A3, name: 天数, from: study, measure: count, tiers: [{from: 3, points: 1.5}, {from: 8, points: 6}]}
      - {code: A4, name: 按类别, from: study, points: {委员: 5, 常委: 6}}
    - code: B
      name: 乙
      compose: geometric
      full: 80
      indicators:
      - {code: B1, name: 心得, from: study, points: 3, weight: 2, cap: 20, floor: -1}
      - {code: B2, name: 学习日, from: study, measure: count, normalise: {goalposts: [1, 9]}, weight: {委员: 3, 常委: 4}}
      - {code: B3, name: 层级, from: study, measure: count, tiers: [{from: 0, points: 0.5}, {from: 2, points: 1}]}
      - {code: B4, name: 下限, from: study, points: {by: kind, values: {心得: -3}, else: -1}, floor: 0.25}
    - code: C
      name: 丙
      role: bonus
      indicators:
      - {code: C1, name: 提案, from: authorship, points: 25, share: {first: 1/2}}
      - {code: C2, name: 事项, from: merits, points: {by: level, values: {市: 4, 省: 8}, else: 1}}
    gates:
    - {code: V1, name: 年资, when: {months: {less_than: 3}}, set_aside: 不参评}
    - code: V2
      name: 会少
      when:
        any:
        - {count: {from: study, where: {minutes: {at_least: 31}}}, at_least: 1, at_most: 2}
        - all: [{count: {from: reports}, at_most: 0}, {count: {leaf: A2, where: {minutes: {at_most: 99}}}, at_most: 1}]
      ceiling: 合格
    - {code: V3, name: 分少, when: {score: total, less_than: 60}, alert: true}
    rank:
      keys:
      - {name: 甲分, score: A}
      - {name: 长学, count: {leaf: A2, where: {minutes: {at_least: 90}}}}
    grades:
    - {grade: 优秀, from: {委员: 90, 常委: 92}, quota: {share: 0.1, by: sector, pool_under: 5}}
    - {grade: 合格, from: 60.5, quota: {share: 0.8}}
    - {grade: 不合格}
    """
}
