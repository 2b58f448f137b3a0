import Records
import Robustness
import Scoring
import TestSupport

/// Two random runs of a small committee: data, rules, members and quotas differ as the seed says. The same seed gives the
/// same pair.
struct RandomPair {
  let before: Model
  let after: Model
  let differing: Causes
  private let people: [[Person]]
  private let records: [[Record]]

  private struct Person {
    let number: Int
    let sector: String
    let profile: String
    let post: String
  }

  private struct Record {
    let relation: String
    let number: Int
    let time: String
    let key: String
    let kind: String
  }

  static let poolSize = 14

  init(seed: UInt64, differing: Causes = .all, sharesCategories: Bool = false) throws {
    var random = SplitMix64(seed: seed)
    let rules = [RandomPair.rules(&random, hasC: true), RandomPair.rules(&random, hasC: sharesCategories)]
    let quotas = (0..<2).map { _ in RandomPair.quota(&random) }
    let (rule, quota) = (differing.contains(.rules) ? 1 : 0, differing.contains(.quota) ? 1 : 0)
    before = try ModelFiles.decode(rules[0] + RandomPair.grades(rules[0].utf8.count, quotas[0]))
    after = try ModelFiles.decode(rules[rule] + RandomPair.grades(rules[rule].utf8.count, quotas[quota]))
    self.differing = differing
    people = (0..<2).map { _ in RandomPair.people(&random) }
    records = (0..<2).map { _ in RandomPair.records(&random) }
  }

  /// The models' decoded inputs by raw value of the causes; what does not differ is of the run before.
  var inputs: [ScoringInput] { Causes.subsets.map(input) }

  func input(_ causes: Causes) -> ScoringInput {
    let causes = causes.intersection(differing)
    let list = people[causes.contains(.population) ? 1 : 0].sorted { $0.number < $1.number }
    let all = records[causes.contains(.data) ? 1 : 0]
    let members = list.map {
      Member.fixture("\(1000 + $0.number)", profile: $0.profile, post: $0.post, sector: $0.sector)
    }
    let relations = ["study", "merits", "penalties"].map { name in
      Relation.fixture(
        name, [("kind", .category([]))],
        all.filter { $0.relation == name }.compactMap { record in
          list.firstIndex { $0.number == record.number }.map {
            RecordFixture(Int32($0), record.time, record.key, ["kind": .text(record.kind)])
          }
        })
    }
    return ScoringInput(
      period: Period(year: 2025), members: members, relations: relations, entered: [])
  }

  func model(_ causes: Causes) -> Model {
    let causes = causes.intersection(differing)
    return (causes.contains(.rules) ? after : before).taking(
      quotasOf: causes.contains(.quota) ? after : before)
  }

  private static func rules(_ random: inout SplitMix64, hasC: Bool) -> String {
    func number(_ below: UInt64) -> UInt64 { random.next() % below }
    let extra =
      hasC
      ? "- {code: C, name: 丙, indicators: [{code: C1, name: 表彰, from: merits, where: {kind: 表彰}, points: \(1 + number(4))}]}\n"
      : ""
    return """
      model: R\(number(1000))
      profiles: [委员, 常委]
      decimals: \(number(3))
      floor: \(number(3))
      categories:
      - {code: A, name: 甲, cap: \(5 + number(6)), indicators: [
          {code: A1, name: 学习日, from: study, where: {kind: 学习日}, points: \(1 + number(3)).\(number(9)), cap: 6},
          {code: A2, name: 心得, from: study, where: {kind: 心得}, points: {委员: 2/3, 常委: 1.5}}]}
      - {code: B, name: 乙, start: \(number(3)), indicators: [{code: B1, name: 公益, from: merits, where: {kind: 公益}, points: 1.\(number(9))}]}
      \(extra)- {code: H, name: 扣分, role: deduction, indicators: [{code: H1, name: 代签, from: penalties, points: -\(1 + number(3))}]}
      gates:
      - {code: V1, name: 学习少, when: {count: {from: study}, at_most: \(number(2))}, ceiling: 合格}
      - {code: X1, name: 主席, when: {post: 主席}, set_aside: 不参评}
      - {code: X2, name: 屡犯, when: {count: {from: penalties}, at_least: \(3 + number(2))}, set_aside: 暂缓}
      rank: {keys: [{name: 基础分, score: base}, {name: 甲, score: A}, {name: 学习, count: {from: study}, prefer: less}]}

      """
  }

  private static func quota(_ random: inout SplitMix64) -> String {
    let roundings = ["down", "nearest", "up"]
    let ties = ["exclude", "include", "refer"]
    let by = random.next() % 3 == 0 ? "" : "by: sector, pool_under: 3, "
    return
      "{share: 0.\(1 + random.next() % 6), \(by)rounding: \(roundings[Int(random.next() % 3)]), tied: same_rank, tie: \(ties[Int(random.next() % 3)])}"
  }

  private static func grades(_ salt: Int, _ quota: String) -> String {
    "grades: [{grade: 优秀, from: \(6 + salt % 3), quota: \(quota)}, {grade: 合格, from: 4}, {grade: 不合格}]\n"
  }

  private static func people(_ random: inout SplitMix64) -> [Person] {
    (0..<poolSize).compactMap { number in
      let (out, sector, profile, post) = (random.next(), random.next(), random.next(), random.next())
      guard out % 8 != 0 else { return nil }
      return Person(
        number: number, sector: ["工", "农", "商"][Int(sector % 3)], profile: profile % 5 == 0 ? "常委" : "委员",
        post: post % 13 == 0 ? "主席" : "委员")
    }
  }

  private static func records(_ random: inout SplitMix64) -> [Record] {
    (0..<110).map { place in
      let (kind, number, day) = (random.next(), random.next(), random.next())
      let (relation, name) = [
        ("study", "学习日"), ("study", "心得"), ("merits", "公益"), ("merits", "公益"), ("merits", "表彰"),
        ("penalties", "代签"),
      ][Int(kind % 6)]
      return Record(
        relation: relation, number: Int(number % UInt64(poolSize)), time: "2025-0\(1 + day % 9)-1\(day % 7)",
        key: "k\(place)", kind: name)
    }
  }
}
