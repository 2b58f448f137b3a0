import Records
import Scoring
import TestSupport
import Testing

@Suite("scoring again under turned numbers")
struct RescorerTests {
  /// Every number and every node's factor, at several places: as the turned model scored from nothing.
  @Test("agrees with a whole evaluation", arguments: 1...60 as ClosedRange<UInt64>)
  func agrees(seed: UInt64) throws {
    let run = RandomRun(seed: seed, hasMeans: seed % 3 == 0)
    let base = try Rescoring(run.model, run.input)
    var random = SplitMix64(seed: seed &+ 1000)
    let numbers = run.model.numbers
    for place in numbers.indices where numbers[place].path.owner != nil {
      let now = Points(nearest: numbers[place].amount[0]).nano
      let isCount =
        numbers[place].path.description.hasSuffix("best") || numbers[place].path.description.hasSuffix("skip")
      for _ in 0..<3 {
        let step = Int64(random.next() % 2_000_000_001)
        let value =
          isCount
          ? Int64(random.next() % 4) * Points.one : Int64((Int128(now) * Int128(step)) / Int128(Points.one))
        try expectAlike(
          base, [place: Fraction(value, Points.one)], [NumberSlot(place: place, profile: 0)], value, seed)
      }
    }
    for category in run.model.categories {
      for code in run.model.codes(under: category.node.code) {
        let codes = Set(run.model.codes(under: code))
        let places = numbers.indices.filter {
          numbers[$0].path.role == .points && numbers[$0].path.owner.map(codes.contains) ?? false
        }
        let factor = Int64(random.next() % 2_000_000_001)
        let slots = places.map { NumberSlot(place: $0, profile: 0, multiplied: numbers[$0].amount[0]) }
        var values: [Int: Fraction] = [:]
        for place in places {
          let number = numbers[place].amount[0]
          values[place] = Fraction(number.numerator * factor, number.denominator * Points.one)
        }
        try expectAlike(base, values, slots, factor, seed)
      }
    }
  }

  private func expectAlike(
    _ base: Rescoring, _ values: [Int: Fraction], _ slots: [NumberSlot], _ nano: Int64, _ seed: UInt64
  ) throws {
    var rescorer = Rescorer(base, slots: slots)
    guard let category = rescorer.category, base.obstacles[category] == nil else { return }
    var place = 0
    let turned = base.model.mappingNumbers { _, amount in
      defer { place += 1 }
      return values[place].map { Amount($0, profiles: 1) } ?? amount
    }
    guard turned.categories[category].obstacle == nil else { return }
    let scores = try Evaluation.score(turned, base.input)
    rescorer.turn(to: nano)
    for member in base.input.members.indices {
      let expected = scores.cards[member].categories[category].raw.nano
      #expect(rescorer.value(member)?.raw == expected, "seed \(seed) \(values) member \(member)")
    }
  }
}
