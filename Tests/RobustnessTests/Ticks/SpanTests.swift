import Committees
import Records
import Robustness
import Scoring
import TestSupport
import Testing

@Suite("the span of a turned number")
struct SpanTests {
  /// Means, bounds on the other side of the start, fills before other limits: random stretches of every number, each with
  /// places in it that are scored exactly.
  @Test("strays from its line by no more than it says", arguments: 1...120 as ClosedRange<UInt64>)
  func slack(seed: UInt64) throws {
    var committee = RandomCommittee(seed: seed)
    committee.addStructures()
    guard committee.model.disorder == nil else { return }
    let base = try Rescoring(committee.model, committee.input)
    var random = SplitMix64(seed: seed &* 89)
    for (index, category) in committee.model.categories.enumerated() {
      let codes = Set(category.node.allCodes.map { Key($0) })
      for path in Knob.paths(of: committee.model) {
        guard let knob = try? Knob(path, of: committee.model), case .number(let place) = knob.subject,
          let owner = place.owner, codes.contains(Key(owner)),
          let range = KnobRange(knob, of: committee.model), range.low < range.high,
          let scorer = try? SpanScorer(base, slots: slots(of: place, committee.model), category: index)
        else { continue }
        expectNear(scorer, committee, range, &random, "seed \(seed) \(path)")
      }
    }
  }

  private func slots(of path: NumberPath, _ model: Model) -> [NumberSlot] {
    model.numbers.enumerated().filter { $1.path == path }.flatMap { place, _ in
      model.profiles.indices.map { NumberSlot(place: place, profile: $0) }
    }
  }

  private func expectNear(
    _ scorer: SpanScorer, _ committee: RandomCommittee, _ range: KnobRange, _ random: inout SplitMix64,
    _ name: String
  ) {
    var scorer = scorer
    let steps = UInt64((range.high - range.low) / range.step)
    let ends = (0..<2).map { _ in range.low + Int64(random.next() % (steps + 1)) * range.step }.sorted()
    guard ends[0] < ends[1] else { return }
    let places = (0..<4).map { _ in ends[0] + Int64(random.next() % UInt64(ends[1] - ends[0])) }
    scorer.turn(low: ends[0], high: ends[1])
    let spans = committee.input.members.indices.map { scorer.value($0) }
    for place in places {
      scorer.turn(low: place, high: place)
      for (member, span) in spans.enumerated() {
        guard let span, let slack = span.slack, let exact = scorer.value(member) else { continue }
        let width = Int128(ends[1] - ends[0])
        let line = Int128(span.low) * Int128(ends[1] - place) + Int128(span.high) * Int128(place - ends[0])
        let distance = (Int128(exact.low) * width - line).magnitude
        #expect(
          distance <= UInt128(slack) * UInt128(width),
          "\(name) member \(member) from \(ends[0]) to \(ends[1]) at \(place)")
      }
    }
  }
}

extension Node {
  fileprivate var allCodes: [String] {
    guard case .group(_, let children) = content else { return [code] }
    return [code] + children.flatMap(\.allCodes)
  }
}
