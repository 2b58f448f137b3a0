import Ranking
import Records
import Scoring

/// The search of a knob between few places of which nothing can change: the grades of all members are made at each.
struct StepSearch {
  let basis: TickBasis
  let knob: Knob
  let range: KnobRange

  /// A number of a condition is compared with the values that records and members have, so that what the condition says
  /// changes where it passes one of them and nowhere else.
  func conditionTicks(_ compared: [ComparedNumber]) throws(KnobTicks.Obstacle) -> [KnobTicks.Tick] {
    let model = basis.rescoring.model
    let tests = MemberTests(model, basis.rescoring.input, basis.rescoring.scores)
    let profiles = knob.profile.map { [$0] } ?? Set(model.profiles.indices)
    var places: Set<Int64> = []
    for number in compared where !number.isReminder(in: model) {
      for value in tests.values(number.subject, profiles: profiles) {
        let place = number.turn(value, step: range.step) * Int128(range.step)
        if place > Int128(range.low), place <= Int128(range.high) { places.insert(Int64(place)) }
      }
    }
    let turn = KnobTurn(basis, knob)
    if turn.isByMember {
      return try ticks(places.sorted(), name: name) { nano throws(KnobTicks.Obstacle) in
        guard let standings = turn.standings(at: nano) else { throw .tooLarge }
        return standings.grades
      }
    }
    return try ticks(places.sorted(), name: \.self) { nano throws(KnobTicks.Obstacle) in
      try grades(nano) { model throws(KnobTicks.Obstacle) in try turned(model, compared) }
    }
  }

  /// The least total of a model: who is below it has it, and no other total moves, so that grades change only where it
  /// passes a sum, a limit, or a number that a gate compares a total with.
  func floorTicks() throws(KnobTicks.Obstacle) -> [KnobTicks.Tick] {
    let model = basis.rescoring.model
    let totals = model.numbersComparedWithTotals
    var marks = Set(basis.ranked.joined().map { basis.sums[$0] })
    marks.formUnion(basis.limits.joined().filter { $0 > .min })
    for number in totals { marks.formUnion(number.byProfile.map { Points(nearest: $0).nano }) }
    var places: Set<Int64> = []
    for mark in marks {
      for place in -1...2 {
        let nano = (mark / range.step + Int64(place)) * range.step
        if nano > range.low, nano <= range.high { places.insert(nano) }
      }
    }
    return try ticks(places.sorted(), name: \.self) { nano throws(KnobTicks.Obstacle) in
      try grades(nano) { model throws(KnobTicks.Obstacle) in try scored(model) }
    }
  }

  /// `grades` gives those of all members with the knob at a place.
  private func ticks<Grade: Equatable>(
    _ places: [Int64], name: (Grade) -> String, _ grades: (Int64) throws(KnobTicks.Obstacle) -> [Grade]
  ) throws(KnobTicks.Obstacle) -> [KnobTicks.Tick] {
    guard !places.isEmpty else { return [] }
    var before = try grades(range.low)
    var ticks: [KnobTicks.Tick] = []
    for place in places {
      let after = try grades(place)
      let changes = after.indices.filter { before[$0] != after[$0] }.map {
        KnobTicks.GradeChange(member: $0, before: name(before[$0]), after: name(after[$0]))
      }
      if !changes.isEmpty { ticks.append(KnobTicks.Tick(at: place, changes: changes)) }
      before = after
    }
    return ticks
  }

  private func name(_ grade: Int32) -> String {
    switch grade {
    case TurnedStandings.referred: Grading.referred
    case TurnedStandings.none: ""
    default: basis.rescoring.model.grades[Int(grade)].name
    }
  }

  private func grades(
    _ nano: Int64, _ ranking: (Model) throws(KnobTicks.Obstacle) -> RankBasis
  ) throws(KnobTicks.Obstacle) -> [String] {
    let setting = KnobSetting(knob, Fraction(nano, Points.one))
    guard let model = basis.rescoring.model.turning([setting]) else { throw .tooLarge }
    let found = try ranking(model)
    return Ranking.places(model, basis.rescoring.input, found).map { $0.grade ?? "" }
  }

  /// What the ranking rests on in a turned model, of which only what the number reaches is made anew.
  private func turned(
    _ model: Model, _ compared: [ComparedNumber]
  ) throws(KnobTicks.Obstacle) -> RankBasis {
    let tests = MemberTests(model, basis.rescoring.input, basis.rescoring.scores)
    var found = basis.official
    for number in compared {
      switch number.reader {
      case .key(let key) where !number.isOfKept:
        found = found.counting(key: key, of: model, tests)
      case .gate(let gate) where !number.isOfKept:
        if case .setAside = model.gates[gate].effect {
          guard !model.categories.contains(where: { $0.obstacle == .mean }) else { return try scored(model) }
          found = found.settingAside(tests.setAside)
        } else {
          found = found.asking(gate: gate, of: model, tests)
        }
      default: return try scored(model)
      }
    }
    return found
  }

  private func scored(_ model: Model) throws(KnobTicks.Obstacle) -> RankBasis {
    let input = basis.rescoring.input
    do throws(ScoringError) {
      return RankBasis(model, input, try Evaluation.score(model, input, keepsRecords: false))
    } catch { throw .tooLarge }
  }
}

extension ComparedNumber {
  /// A gate that only reminds asks, which decides no grade.
  fileprivate func isReminder(in model: Model) -> Bool {
    guard case .gate(let gate) = reader else { return false }
    return model.gates[gate].effect == .alert
  }
}

extension Model {
  /// The numbers that gates compare a total with.
  fileprivate var numbersComparedWithTotals: [Amount] { gates.flatMap { $0.when.numbersComparedWithTotals } }
}

extension Condition {
  fileprivate var numbersComparedWithTotals: [Amount] {
    switch self {
    case .all(let parts): parts.flatMap(\.numbersComparedWithTotals)
    case .any(let parts): parts.flatMap(\.condition.numbersComparedWithTotals)
    case .not(let part): part.numbersComparedWithTotals
    case .score(.total, let comparisons): comparisons.map(\.bound)
    case .count, .score, .test: []
    }
  }
}
