import Ranking
import Records
import Scoring
import TestSupport

/// A run whose totals are entered by hand: categories A (base), G (bonus), H (deduction) of one leaf each.
struct RankingFixture {
  struct Entrant {
    let number: String
    let amounts: [(leaf: String, points: String)]
    var sector: String?
    var post = "委员"
    var profile = "委员"
    var months = 12

    init(
      _ number: String, _ amounts: [(leaf: String, points: String)], sector: String? = "经济界",
      post: String = "委员",
      profile: String = "委员", months: Int = 12
    ) {
      self.number = number
      self.amounts = amounts
      self.sector = sector
      self.post = post
      self.profile = profile
      self.months = months
    }

    /// A total, all base.
    init(
      _ number: String, _ total: String, sector: String? = "经济界", post: String = "委员", profile: String = "委员"
    ) {
      self.init(number, [("A1", total)], sector: sector, post: post, profile: profile)
    }
  }

  var period = Period(year: 2025)
  var profiles = ["委员"]
  var floor: String?
  var prorate: [String] = []
  var gates: [Gate] = []
  var keys: [RankKey] = []
  var grades: [Grade] = RankingFixture.grades(quota: nil)
  var relations: [Relation] = []
  var extra: [Node] = []
  var workers = Workers.one

  static func amount(_ text: String, profiles: Int = 1) -> Amount {
    guard let value = Fraction(text: text) else { preconditionFailure("no number: \(text)") }
    return Amount(value, profiles: profiles)
  }

  /// 优秀 from 90, 合格 from 60, 基本合格 from 50, 不合格.
  static func grades(quota: Quota?, second: Quota? = nil, profiles: Int = 1) -> [Grade] {
    [
      Grade(name: "优秀", from: amount("90", profiles: profiles), quota: quota),
      Grade(name: "合格", from: amount("60", profiles: profiles), quota: second),
      Grade(name: "基本合格", from: amount("50", profiles: profiles), quota: nil),
      Grade(name: "不合格", from: nil, quota: nil),
    ]
  }

  static func quota(
    _ share: String, by: String? = "sector", poolUnder: String = "0", rounding: Quota.RoundingMode = .down,
    tied: Quota.Tied = .sameRank, tie: Quota.Tie = .refer, profiles: Int = 1
  ) -> Quota {
    Quota(
      share: amount(share, profiles: profiles), by: by, poolUnder: amount(poolUnder, profiles: profiles),
      rounding: rounding, tied: tied, tie: tie)
  }

  func model() -> Model {
    let roles: [(String, Scoring.Category.Role)] = [("A", .base), ("G", .bonus), ("H", .deduction)]
    let categories = roles.map { code, role in
      let leaf = Node(
        code: code + "1", name: code, clause: code,
        content: .leaf(Leaf(selection: nil, award: .entered)))
      let children = [leaf] + (role == .base ? extra : [])
      return Scoring.Category(
        role: role, start: nil,
        node: Node(code: code, name: code, clause: code, content: .group(.sum, children)))
    }
    return Model(
      id: "TEST-1", title: "测试", isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
      profiles: profiles, windows: [], prorate: prorate,
      floor: floor.map { RankingFixture.amount($0, profiles: profiles.count) }, categories: categories,
      gates: gates, rankKeys: keys, grades: grades)
  }

  func rank(_ entrants: [Entrant]) throws -> RankingOutcome {
    let (model, input, scores) = try scored(entrants)
    return RankingOutcome(
      numbers: input.members.map(\.number), result: Ranking.rank(model, input, scores))
  }

  func scored(_ entrants: [Entrant]) throws -> (model: Model, input: ScoringInput, scores: Scores) {
    let sorted = entrants.sorted { Key($0.number) < Key($1.number) }
    let members = sorted.map {
      Member.fixture($0.number, profile: $0.profile, post: $0.post, sector: $0.sector, months: $0.months)
    }
    let entered = sorted.enumerated().flatMap { index, entrant in
      entrant.amounts.enumerated().map { place, amount in
        EnteredPoints(
          number: "\(entrant.number)/\(place)", member: Int32(index), indicator: amount.leaf,
          points: RankingFixture.amount(amount.points)[0], datedOn: Day(text: "2025-02-01") ?? Day(number: 0),
          row: RowReference(table: 0, row: 0))
      }
    }
    let input = ScoringInput(
      period: period, members: members, relations: relations, entered: entered, workers: workers)
    let model = model()
    return (model, input, try Evaluation.score(model, input))
  }
}

struct RankingOutcome {
  let numbers: [String]
  let result: RankingResult

  /// `rank number grade` per line of the ranking, `-` for what is missing.
  var lines: [String] {
    result.standings.map { standing in
      "\(standing.rank.map(String.init) ?? "-") \(numbers[Int(standing.member)]) \(standing.grade ?? "-")"
    }
  }

  func standing(_ number: String) -> Standing? {
    result.standings.first { numbers[Int($0.member)] == number }
  }

  /// The reason trail as `ranking.csv` prints it.
  func reasons(_ number: String) -> String {
    (standing(number)?.reasons ?? []).map(\.text).joined(separator: "；")
  }

  /// `group members seats candidates holders tied`.
  var seats: [String] {
    result.seats.map { "\($0.group) \($0.members) \($0.seats) \($0.candidates) \($0.holders) \($0.tied)" }
  }
}
