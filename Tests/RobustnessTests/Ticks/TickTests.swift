import Committees
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
      guard let range = coarse(knob, committee.model) else { continue }
      try expectSame(basis, knob, range, seed)
    }
  }

  /// Numbers that choose records, members and orders, and the least total.
  @Test("of numbers in conditions are all that a walk finds", arguments: 1...20 as ClosedRange<UInt64>)
  func conditions(seed: UInt64) throws {
    var committee = RandomCommittee(seed: seed)
    committee.addConditions()
    let basis = try TickBasis(committee.model, committee.input)
    var random = SplitMix64(seed: seed &* 79)
    let knobs = basis.knobs.filter { isCondition($0, committee.model) }
    for _ in 0..<3 {
      let knob = knobs[Int(random.next() % UInt64(knobs.count))]
      guard let range = coarse(knob, committee.model) else { continue }
      try expectSame(basis, knob, range, seed, mayRefuse: false)
    }
  }

  /// Means, bounds on the other side of the start, fills of points before other limits.
  @Test(
    "of means and of limits that act on one another are all that a walk finds",
    arguments: 1...20 as ClosedRange<UInt64>)
  func structures(seed: UInt64) throws {
    var committee = RandomCommittee(seed: seed)
    committee.addStructures()
    guard committee.model.contradiction == nil else { return }
    let basis = try TickBasis(committee.model, committee.input)
    var random = SplitMix64(seed: seed &* 83)
    let knobs = basis.knobs
    for _ in 0..<3 {
      let knob = knobs[Int(random.next() % UInt64(knobs.count))]
      guard let range = coarse(knob, committee.model) else { continue }
      try expectSame(basis, knob, range, seed)
    }
  }

  private func isCondition(_ knob: Knob, _ model: Model) -> Bool {
    guard case .number(let path) = knob.subject else { return false }
    return !model.compared(path).isEmpty || path.description == "floor"
  }

  /// Ninety steps of what a knob may be, caps below one event and grades out of reach among them.
  private func coarse(_ knob: Knob, _ model: Model) -> KnobRange? {
    guard let whole = KnobRange(knob, of: model, isInOrder: { $0.contradiction == nil }) else {
      return nil
    }
    let coarse = max(whole.step, (whole.high - whole.low) / 90 / whole.step * whole.step)
    let range = KnobRange(
      low: (whole.low + (whole.low < 0 ? 0 : coarse - 1)) / coarse * coarse,
      high: whole.high / coarse * coarse, step: coarse)
    return range.low < range.high ? range : nil
  }

  private func expectSame(
    _ basis: TickBasis, _ knob: Knob, _ range: KnobRange, _ seed: UInt64, mayRefuse: Bool = true
  ) throws {
    let found: KnobTicks
    do throws(KnobTicks.Obstacle) {
      found = try basis.ticks(knob, in: range)
    } catch {
      #expect(mayRefuse && [.population, .weight].contains(error), "seed \(seed) \(knob) \(error)")
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
    arguments: [("I1.full", .population), ("M1.weight", .weight)] as [(String, KnobTicks.Obstacle)])
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
      leaf(
        $0, .measure(.count, worth: .full(one)), share: MeanShare(weight: one, normalisation: .minMax))
    }
    let roots = ["M1", "M2"].map {
      leaf($0, .measure(.count, worth: .full(one)), share: MeanShare(weight: one))
    }
    let nodes = [
      Node(code: "I", name: "I", clause: "I", content: .group(.arithmetic(full: one), indicators)),
      Node(code: "M", name: "M", clause: "M", content: .group(.geometric(full: one), roots)),
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
