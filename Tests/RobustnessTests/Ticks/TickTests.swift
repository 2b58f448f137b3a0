import Ranking
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("ticks")
struct TickTests {
  /// Every place of a coarse grid is evaluated as a whole: no tick is missed and none is invented.
  @Test("are all that a walk over every step finds", arguments: 1...60 as ClosedRange<UInt64>)
  func exhaustive(seed: UInt64) throws {
    let committee = RandomCommittee(seed: seed)
    let basis = try TickBasis(committee.model, committee.input)
    var random = SplitMix64(seed: seed &* 77)
    let knobs = basis.knobs
    for _ in 0..<4 {
      let knob = knobs[Int(random.next() % UInt64(knobs.count))]
      guard let whole = KnobRange(knob, of: committee.model) else { continue }
      let coarse = max(whole.step, (whole.high - whole.low) / 90 / whole.step * whole.step)
      let range = KnobRange(
        low: (whole.low + (whole.low < 0 ? 0 : coarse - 1)) / coarse * coarse,
        high: whole.high / coarse * coarse, step: coarse)
      guard range.low < range.high else { continue }
      try expectSame(basis, knob, range, seed)
    }
  }

  private func expectSame(_ basis: TickBasis, _ knob: Knob, _ range: KnobRange, _ seed: UInt64) throws {
    let found: KnobTicks
    do throws(KnobTicks.Obstacle) {
      found = try basis.ticks(knob, in: range)
    } catch {
      return
    }
    var before = try grades(basis, knob, range.low)
    var ticks = found.ticks[...]
    for place in stride(from: range.low + range.step, through: range.high, by: Int(range.step)) {
      let after = try grades(basis, knob, place)
      let expected = after.indices.filter { before[$0] != after[$0] }.map {
        KnobTicks.GradeChange(member: $0, before: before[$0] ?? "", after: after[$0] ?? "")
      }
      let own = ticks.first.flatMap { $0.at == place ? $0.changes : nil } ?? []
      if !own.isEmpty { ticks = ticks.dropFirst() }
      #expect(own == expected, "seed \(seed) \(knob) at \(Points(nano: place).text(atLeast: 0))")
      before = after
    }
    #expect(ticks.isEmpty, "seed \(seed) \(knob)")
  }

  private func grades(_ basis: TickBasis, _ knob: Knob, _ nano: Int64) throws -> [String?] {
    let model = try #require(
      basis.rescoring.model.turning([KnobSetting(knob, Fraction(nano, Points.one))]))
    let outcome = try Outcome(model, basis.rescoring.input)
    var grades = [String?](repeating: nil, count: basis.rescoring.input.members.count)
    for standing in outcome.ranking.standings { grades[Int(standing.member)] = standing.grade }
    return grades
  }

  /// Nothing is said to have no ticks that was not searched.
  @Test(
    "a number that is not searched says why",
    arguments: [
      ("I1.weight", .category(.mean)), ("I.full", .category(.mean)), ("I.factor", .category(.mean)),
      ("J1.cap", .category(.bound)), ("K1.limits.1.points", .limits), ("V.when.score.at_least", .condition),
    ] as [(String, KnobTicks.Obstacle)])
  func obstacles(_ path: String, _ obstacle: KnobTicks.Obstacle) throws {
    func leaf(
      _ code: String, _ award: Award, limits: [Limit] = [], cap: Int64? = nil, share: MeanShare = MeanShare()
    ) -> Node {
      Node(
        code: code, name: code, clause: code, cap: cap.map { Amount(Fraction($0), profiles: 1) },
        share: share,
        content: .leaf(
          Leaf(
            selection: Selection(relation: "r", window: "year", condition: .always), award: award,
            limits: limits)))
    }
    let one = Amount(.one, profiles: 1)
    let indicators = ["I1", "I2"].map {
      leaf($0, .measure(.count, worth: .full(one)), share: MeanShare(weight: one))
    }
    let records = Award.perRecord(.constant(one), times: nil, share: .whole)
    let nodes = [
      Node(code: "I", name: "I", clause: "I", content: .group(.arithmetic(full: one), indicators)),
      Node(code: "J", name: "J", clause: "J", content: .group(.sum, [leaf("J1", records, cap: -1)])),
      Node(
        code: "K", name: "K", clause: "K",
        content: .group(
          .sum,
          [
            leaf(
              "K1", records,
              limits: [Limit(per: [], rule: .points(one)), Limit(per: [.date], rule: .best(one))])
          ])),
    ]
    let model = Model(
      id: "R-1", title: "测试", isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
      profiles: ["委员"],
      windows: [], prorate: [], floor: nil,
      categories: nodes.map { Scoring.Category(role: .base, start: nil, node: $0) },
      gates: [
        Gate(
          code: "V", name: "v", when: .score(.total, [Comparison(.atLeast, one)]), effect: .ceiling("不合格"))
      ], rankKeys: [],
      grades: [Grade(name: "合格", from: one, quota: nil), Grade(name: "不合格", from: nil, quota: nil)])
    let input = ScoringInput(
      period: Period(year: 2025), members: [.fixture("1")],
      relations: [.fixture("r", [], [RecordFixture(0, "2025-03-01", "k")])], entered: [])
    let basis = try TickBasis(model, input)
    #expect(throws: obstacle) {
      try basis.ticks(Knob(path, of: model), in: KnobRange(low: 0, high: Points.one, step: 1_000_000))
    }
  }
}
