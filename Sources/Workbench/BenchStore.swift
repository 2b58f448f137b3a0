package import Publishing
import Ranking
import Records
import Robustness
import Scoring

/// A run in memory and the states of it that were looked at last: every answer that needs no file.
///
/// States are named by their texts, so that several pages may ask at once; all functions may be called from any thread.
package final class BenchStore: Sendable {
  package let record: RunRecord
  /// What texts about members are held to.
  let withheld: PrivacyScan
  let run: Outcome
  let roster: Roster
  private let benches: Shelf<Bench>
  private let drags: Shelf<PreparedDrag>
  private let found: Shelf<KnobTicks>
  private let book = Shelf<MemberBook>(most: 1)
  private let listed = Shelf<[KnobEntry]>(most: 1)
  let start: Bench

  /// A knob ready to be dragged in a state.
  struct PreparedDrag: Sendable {
    let knob: Knob
    let drag: KnobDrag
    /// nil where the knob stands at different numbers.
    let range: KnobRange?
    /// That the knob is turned of.
    let model: Model
  }

  /// Scores the committee once. Phone and identity numbers are withheld whatever else is.
  package init(_ record: RunRecord, withheld: PrivacyScan = PrivacyScan()) throws(BenchProblem) {
    self.record = record
    self.withheld = withheld
    run = Outcome(model: record.model, cards: record.cards, ranking: record.ranking)
    roster = Roster(record.members)
    let most = min(12, max(3, 400_000 / max(1, record.members.count)))
    (benches, drags, found) = (Shelf(most: most), Shelf(most: most), Shelf(most: 4 * most))
    do throws(Bench.Problem) { start = try Bench(run, record.input, BenchState(), roster) } catch {
      throw BenchProblem(error)
    }
  }

  var model: Model { record.model }

  /// What records were, in the words of members' own papers.
  func memberBook() throws(BenchProblem) -> MemberBook {
    try book.value("") { () throws(BenchProblem) in MemberBook(record) }
  }

  func state(_ text: String) throws(BenchProblem) -> BenchState {
    let state: BenchState
    do throws(BenchState.Problem) { state = try BenchState(text: text, of: model) } catch {
      throw BenchProblem(error)
    }
    for setting in state.settings {
      if case .factor = setting.knob.subject, setting.value < .zero {
        throw BenchProblem(
          .wrong, zh: "\(setting.knob)：倍数不得小于0", en: "\(setting.knob): a factor is 0 or more")
      }
    }
    return state
  }

  func bench(_ text: String) throws(BenchProblem) -> Bench { try bench(try state(text)) }

  private func bench(_ state: BenchState) throws(BenchProblem) -> Bench {
    guard !state.settings.isEmpty else { return start }
    return try benches.value(state.text) { () throws(BenchProblem) in
      do throws(Bench.Problem) { return try Bench(run, record.input, state, roster) } catch {
        throw BenchProblem(error)
      }
    }
  }

  func knob(_ path: String) throws(BenchProblem) -> Knob {
    do throws(Knob.Problem) { return try Knob(path, of: model) } catch {
      throw BenchProblem(.missing, zh: "办法里没有\(path)", en: "the model has no '\(path)'")
    }
  }

  /// The knobs of the model as it was run, with how far each may go.
  var knobs: [KnobEntry] {
    get throws(BenchProblem) {
      try listed.value("") { () throws(BenchProblem) in
        start.basis.knobs.map { KnobEntry($0, model) }
      }
    }
  }

  /// The bench that a knob of a state is turned on, and where the knob stands: a factor is turned from the model before it.
  func turning(
    _ knob: Knob, _ state: BenchState
  ) throws(BenchProblem) -> (bench: Bench, now: Fraction?) {
    guard let before = state.beforeFactor(knob, in: model) else {
      let bench = try bench(state)
      return (bench, knob.single(in: bench.model))
    }
    return (try bench(before.state), before.value)
  }

  /// How far a knob may go in a state: as far as in the model as it was run, where that may be.
  func range(_ knob: Knob, on bench: Bench) throws(BenchProblem) -> KnobRange {
    guard let range = searched(knob, on: bench) else {
      throw BenchProblem(KnobTicks.Obstacle.differs, of: knob)
    }
    return range
  }

  private func searched(_ knob: Knob, on bench: Bench) -> KnobRange? {
    KnobRange(knob, of: bench.model, wanted: KnobRange(knob, of: model))
  }

  func drag(_ path: String, _ text: String) throws(BenchProblem) -> PreparedDrag {
    let state = try state(text)
    let knob = try knob(path)
    return try drags.value("\(state.text)#\(path)") { () throws(BenchProblem) in
      let (bench, _) = try turning(knob, state)
      return PreparedDrag(
        knob: knob, drag: bench.drag(knob, from: try self.bench(state)), range: searched(knob, on: bench),
        model: bench.model)
    }
  }

  func ticks(_ path: String, _ text: String) throws(BenchProblem) -> (ticks: KnobTicks, now: Fraction) {
    let state = try state(text)
    let knob = try knob(path)
    let (bench, now) = try turning(knob, state)
    guard let now else { throw BenchProblem(KnobTicks.Obstacle.differs, of: knob) }
    let ticks = try found.value("\(state.text)#\(path)") { () throws(BenchProblem) in
      let range = try range(knob, on: bench)
      do throws(KnobTicks.Obstacle) { return try bench.ticks(knob, in: range) } catch {
        throw BenchProblem(error, of: knob)
      }
    }
    return (ticks, now)
  }

  /// The window with a profile that the model has.
  func checked(_ window: BenchWindow) throws(BenchProblem) -> BenchWindow {
    try check(profile: window.profile)
    return window
  }

  func check(profile: Int) throws(BenchProblem) {
    guard model.profiles.indices.contains(profile) else {
      throw BenchProblem(
        .missing, zh: "profile：没有第\(profile)类", en: "profile: there is no profile \(profile)")
    }
  }
}

extension BenchProblem {
  init(_ obstacle: KnobTicks.Obstacle, of knob: Knob) {
    let (zh, en) =
      switch obstacle {
      case .noGrades: ("这次运行不评等次", "this run grants no grades")
      case .differs: ("各类数值不同，请在路径后写@和类别", "it differs by profile: write @ and a profile behind the path")
      case .population:
        (
          "在按全体折算的指标之内，变动点无法逐一找出；可以拖动",
          "it lies within an indicator measured against all members; it can be dragged"
        )
      case .weight: ("几何平均的权重，变动点无法逐一找出；可以拖动", "it is a weight of a geometric mean; it can be dragged")
      case .tooLarge: ("算不精确", "beyond exact arithmetic")
      case .fixed: ("不能再动", "it cannot move")
      }
    self.init(.wrong, zh: "\(knob)：\(zh)", en: "\(knob): \(en)")
  }
}
