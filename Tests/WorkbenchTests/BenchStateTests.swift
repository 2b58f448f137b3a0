import Committees
import Records
import Robustness
import Scoring
import Testing
import Workbench

@Suite("state of the bench")
struct BenchStateTests {
  private static let model = RandomCommittee(seed: 1).model

  /// States that a model may not have are states too: the bench refuses them.
  @Test("as a text it is the same state", arguments: 1...100 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var committee = RandomCommittee(seed: seed)
    let paths = Knob.paths(of: committee.model)
    var state = BenchState()
    for _ in 0..<committee.number(6) {
      let knob = try Knob(paths[committee.number(paths.count)], of: committee.model)
      let value = Fraction(Int64(committee.number(40)) - 5, Int64(1 + committee.number(6)))
      state = state.turning(knob, to: value, in: committee.model)
    }
    #expect(try BenchState(text: state.text, of: committee.model) == state, "\(state.text)")
    let isPlain = state.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
    #expect(isPlain, "\(state.text)")
  }

  @Test(arguments: [
    ("A", BenchState.Problem.noSetting("A")), ("A.factor=", .noSetting("A.factor=")),
    ("A.factor=x", .noSetting("A.factor=x")), ("%FF=1", .noSetting("%FF=1")),
    ("Z.factor=1", .noKnob("Z.factor")),
  ])
  func `what is no state of the model is refused`(_ text: String, _ problem: BenchState.Problem) {
    #expect(throws: problem) { try BenchState(text: text, of: BenchStateTests.model) }
  }

  @Test func `a knob turned again keeps its place, turned back it is gone`() throws {
    let model = BenchStateTests.model
    let (one, other) = (try Knob("A.factor", of: model), try Knob("B.factor", of: model))
    let both = BenchState().turning(one, to: Fraction(2), in: model).turning(
      other, to: Fraction(3), in: model)
    #expect(both.text == "A.factor=2&B.factor=3")
    #expect(both.turning(one, to: Fraction(3, 2), in: model).text == "A.factor=1.5&B.factor=3")
    #expect(both.turning(one, to: Fraction(1), in: model).text == "B.factor=3")
    #expect(
      both.turning(one, to: Fraction(1), in: model).turning(other, to: Fraction(1), in: model) == BenchState()
    )
  }
}
