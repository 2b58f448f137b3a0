import Records
import TestSupport
import Testing

@testable import Scoring

/// Members scored all at once, by what limits keep of each kind of record.
@Suite("counted leaves")
struct CountedLeafTests {
  static let seeds = Array(1...16 as ClosedRange<UInt64>)

  /// Numbers are turned back and forth past one another, through 0 and below. Each member gets what a whole evaluation
  /// of the turned model gives; asked for alone, what a rescorer gives that was never turned before, form and piece too.
  @Test("agree with a whole evaluation and with records one by one", arguments: seeds)
  func agrees(seed: UInt64) throws {
    let base = try Rescoring(CountedLeafTests.run(seed).model, CountedLeafTests.run(seed).input)
    let committee = CommitteeCounts(base)
    var random = SplitMix64(seed: seed &+ 2000)
    for turn in CountedLeafTests.turns(base.model) {
      var rescorer = Rescorer(base, slots: turn.slots)
      guard let category = rescorer.category, base.obstacles[category] == nil else { continue }
      for nano in turn.places(base, &random) {
        let model = turn.model(base.model, at: nano)
        guard model.categories[category].obstacle == nil else { continue }
        rescorer.turn(to: nano)
        rescorer.count(in: committee)
        try expectAlike(&rescorer, turn, at: nano, Evaluation.score(model, base.input), base, seed)
      }
    }
  }

  private func expectAlike(
    _ rescorer: inout Rescorer, _ turn: NumberTurn, at nano: Int64, _ scores: Scores, _ base: Rescoring,
    _ seed: UInt64
  ) throws {
    let category = try #require(rescorer.category)
    let place = "seed \(seed) \(turn) at \(nano)"
    let expected = scores.cards.map { $0.categories[category].raw.nano }
    let members = Array(expected.indices)
    #expect(rescorer.values(of: members[...])?.raws == expected, "\(place)")
    #expect(rescorer.values(of: members[2..<5])?.raws == Array(expected[2..<5]), "\(place)")
    var fresh = Rescorer(base, slots: turn.slots)
    fresh.turn(to: nano)
    for member in members { #expect(rescorer.value(member) == fresh.value(member), "\(place)") }
  }

  /// What the law above rests on is met: leaves are counted, and in several orders of their amounts.
  @Test func `many turns are answered by counts and many meet new orders`() throws {
    var (turned, counted) = (0, 0)
    var orders = Set<KindOrder>()
    for seed in CountedLeafTests.seeds.prefix(4) {
      let run = CountedLeafTests.run(seed)
      let base = try Rescoring(run.model, run.input)
      let committee = CommitteeCounts(base)
      var random = SplitMix64(seed: seed &+ 2000)
      for turn in CountedLeafTests.turns(base.model) {
        var rescorer = Rescorer(base, slots: turn.slots)
        for nano in turn.places(base, &random) {
          rescorer.turn(to: nano)
          rescorer.count(in: committee)
          turned += 1
          let found = rescorer.counted.compactMap(\.self)
          counted += found.isEmpty ? 0 : 1
          for leaf in found { orders.insert(leaf.counts.order) }
        }
      }
    }
    #expect(counted * 4 > turned, "\(counted) of \(turned)")
    #expect(orders.count > 20, "\(orders.count)")
  }

  private static func run(_ seed: UInt64) -> RandomRun { RandomRun(seed: seed, records: 90) }

  /// Every number of a node alone, and the points under every node by one factor.
  private static func turns(_ model: Model) -> [NumberTurn] {
    let numbers = model.numbers
    let alone = numbers.indices.filter { numbers[$0].path.owner != nil }.map {
      NumberTurn([NumberSlot(place: $0, profile: 0)], model)
    }
    let codes = model.categories.flatMap { model.codes(under: $0.node.code) }
    let factors = codes.map { code in
      let codes = Set(model.codes(under: code))
      let places = numbers.indices.filter {
        numbers[$0].path.role == .points && numbers[$0].path.owner.map(codes.contains) ?? false
      }
      return NumberTurn(
        places.map { NumberSlot(place: $0, profile: 0, multiplied: numbers[$0].amount[0]) }, model)
    }
    return alone + factors.filter { !$0.slots.isEmpty }
  }
}

/// Numbers that are turned as one.
struct NumberTurn: CustomStringConvertible {
  let slots: [NumberSlot]
  let description: String

  init(_ slots: [NumberSlot], _ model: Model) {
    self.slots = slots
    let numbers = model.numbers
    description = slots.map { numbers[$0.place].path.description }.joined(separator: "+")
  }

  /// From where it stands and back to there, in nano.
  func places(_ base: Rescoring, _ random: inout SplitMix64) -> [Int64] {
    guard slots[0].multiplied == nil else {
      return [1_000_000_000, 0, 300_000_000, -1_000_000_000, 1, 2_000_000_000, 1_000_000_000]
    }
    let numbers = base.model.numbers
    let number = numbers[slots[0].place]
    let now = Points(nearest: number.amount[0]).nano
    guard number.path.role == .points else {
      let isCount = ["best", "skip"].contains { number.path.description.hasSuffix($0) }
      return [now] + (isCount ? [0, Points.one, 2 * Points.one] : [now / 2, 2 * now]) + [now]
    }
    let others = numbers.filter { $0.path.role == .points && $0.path.owner == number.path.owner }.map {
      Points(nearest: $0.amount[0]).nano
    }
    var places = [now]
    for other in others.shuffled(using: &random).prefix(2) { places += [other, -other, other + 1] }
    places += [0, -now]
    for _ in 0..<2 { places.append(Int64(random.next() % 6_000_000_000) - 3_000_000_000) }
    return places + [now]
  }

  /// A model with the numbers at a place.
  func model(_ model: Model, at nano: Int64) -> Model {
    let values = Dictionary(
      uniqueKeysWithValues: slots.map { slot in
        let factor = slot.multiplied ?? .one
        return (slot.place, Fraction(factor.numerator * nano, factor.denominator * Points.one))
      })
    var place = 0
    return model.mappingNumbers { _, amount in
      defer { place += 1 }
      return values[place].map { Amount($0, profiles: 1) } ?? amount
    }
  }
}
