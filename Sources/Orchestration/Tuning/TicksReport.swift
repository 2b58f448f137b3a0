import CSV
import Publishing
import Records
import Robustness
import Scoring

/// For each knob the values at which any grade changes, who changes, and the stretch in which nobody does.
package struct TicksReport: Codable, Hashable, Sendable {
  package struct Entry: Codable, Hashable, Sendable {
    package let knob: String
    package let now: String?
    /// The first and the last value that was searched, and the step between two.
    package let from: String?
    package let to: String?
    package let step: String?
    /// The values around the present one with the same grades; nil where it stands beside a change that is finer than a
    /// step.
    package let holdsFrom: String?
    package let holdsTo: String?
    package let ticks: [Tick]
    /// How many of them lie at or below the present value.
    package let ticksBelow: Int
    /// Why there are no ticks; nil where they were searched.
    package let obstacle: String?
  }

  package struct Tick: Codable, Hashable, Sendable {
    /// The first value, going up, with the grades after.
    package let at: String
    package let changes: [Change]
  }

  package struct Change: Codable, Hashable, Sendable {
    package let profile: String
    package let memberNo: String
    package let name: String
    package let gradeBefore: String
    package let gradeAfter: String
  }

  package let run: String
  package let title: String
  package let period: String
  package let model: String
  package let isExample: Bool
  package let knobs: [Entry]

  /// Searches the knobs on the run's cores. Throws for a run without grades.
  init(_ run: RunRecord, _ basis: TickBasis, _ knobs: [Knob]) throws(RunError) {
    guard run.isGraded else { throw run.noGrades("ticks") }
    self.run = run.identity.directory
    title = run.identity.title
    period = run.identity.period.description
    model = run.model.id
    isExample = run.model.isExample
    self.knobs = basis.search(knobs) { knob in
      do throws(KnobTicks.Obstacle) {
        return Entry(try basis.ticks(knob), run)
      } catch {
        return Entry(knob, knob.single(in: run.model), "\(error.message.zh) \(error.message.en)")
      }
    }
  }

  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }

  /// A row for each change of grade; for a knob without any, one row with nothing of a tick.
  package var csv: String {
    var writer = CSVWriter()
    writer.row([
      "knob", "now", "searched_from", "searched_to", "holds_from", "holds_to", "at", "profile", "member_no",
      "name", "grade_before", "grade_after", "obstacle",
    ])
    for knob in knobs {
      if knob.ticks.isEmpty { write(knob, nil, nil, to: &writer) }
      for tick in knob.ticks {
        for change in tick.changes { write(knob, tick, change, to: &writer) }
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func write(_ knob: Entry, _ tick: Tick?, _ change: Change?, to writer: inout CSVWriter) {
    writer.text(knob.knob)
    for number in [knob.now, knob.from, knob.to, knob.holdsFrom, knob.holdsTo, tick?.at] {
      writer.number(number ?? "")
    }
    for text in [
      change?.profile, change?.memberNo, change?.name, change?.gradeBefore, change?.gradeAfter, knob.obstacle,
    ] { writer.text(text ?? "") }
    writer.endRow()
  }
}

extension TicksReport.Entry {
  fileprivate init(_ found: KnobTicks, _ run: RunRecord) {
    knob = found.knob.description
    now = found.now.description
    from = TicksReport.text(found.range.low)
    to = TicksReport.text(found.range.high)
    step = TicksReport.text(found.range.step)
    holdsFrom = found.quiet.map { TicksReport.text($0.lowerBound) }
    holdsTo = found.quiet.map { TicksReport.text($0.upperBound) }
    obstacle = nil
    ticksBelow = found.below
    ticks = found.ticks.map { tick in
      TicksReport.Tick(
        at: TicksReport.text(tick.at),
        changes: tick.changes.map { change in
          let member = run.members[change.member]
          return TicksReport.Change(
            profile: run.model.profiles[run.cards[change.member].profile], memberNo: member.number,
            name: member.name, gradeBefore: change.before, gradeAfter: change.after)
        })
    }
  }

  fileprivate init(_ knob: Knob, _ now: Fraction?, _ obstacle: String) {
    self.knob = knob.description
    self.now = now?.description
    (from, to, step, holdsFrom, holdsTo) = (nil, nil, nil, nil, nil)
    (ticks, ticksBelow) = ([], 0)
    self.obstacle = obstacle
  }
}

extension RunRecord {
  /// False for a quarter, and for a model without grades.
  var isGraded: Bool { input.period.isYear && !model.grades.isEmpty }

  /// What a question about grades is answered with where there are none.
  func noGrades(_ question: String) -> RunError {
    .usage(
      Message(
        zh: "\(identity.directory)不评等次（季度运行，或办法没有等次）；\(question)要一次年度运行",
        en:
          "\(identity.directory) grants no grades (a quarter, or a model without them); \(question) needs a run of a year"
      ))
  }
}

extension TicksReport {
  fileprivate static func text(_ nano: Int64) -> String { Points(nano: nano).text(atLeast: 0) }
}

extension KnobTicks.Obstacle {
  /// For the column where ticks would stand.
  fileprivate var message: Message {
    switch self {
    case .noGrades: Message(zh: "不评等次", en: "no grades")
    case .differs: Message(zh: "各类不同，请用@分别问", en: "differs by profile: ask each with @")
    case .population:
      Message(
        zh: "在按全体折算的指标之内，请用whatif", en: "within an indicator measured against all members: use whatif")
    case .weight:
      Message(zh: "几何平均的权重，请用whatif", en: "a weight of a geometric mean: use whatif")
    case .tooLarge: Message(zh: "算不精确", en: "beyond exact arithmetic")
    case .fixed: Message(zh: "不能再动", en: "cannot move")
    }
  }
}
