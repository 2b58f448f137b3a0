import Publishing
import Records
import Robustness

/// Where a grade changes as a knob is turned, and the stretch in which nothing does.
package struct TicksAnswer: Hashable, Codable, Sendable {
  package struct Tick: Hashable, Codable, Sendable {
    /// The first place, going up, with the grades after.
    package let at: String
    package let changes: Int
    /// The first few, going up; of ticks far from where the knob stands none.
    package let crossings: [Readout.Crossing]
  }

  package struct Still: Hashable, Codable, Sendable {
    package let from: String
    package let to: String
  }

  package let knob: String
  /// Where it stands in the state.
  package let now: String
  package let from: String
  package let to: String
  package let step: String
  /// The nearest, going up.
  package let ticks: [Tick]
  /// How many of all lie at or below where it stands.
  package let below: Int
  /// How many are left out, below those listed and above them.
  package let omittedBelow: Int
  package let omittedAbove: Int
  /// The places around where it stands with the same grades, both ends included; left out where it stands between two steps of
  /// which one has other grades.
  package let still: Still?
  package let words: Words

  /// Ticks on either side that are listed.
  static let most = 2_000
  /// Ticks on either side whose crossings are told.
  static let told = 200

  /// Which of so many ticks are listed.
  static func listed(of count: Int, below: Int) -> Range<Int> {
    max(0, below - most)..<min(count, below + most)
  }
}

extension BenchStore {
  package func ticksAnswer(_ text: String, _ path: String) throws(BenchProblem) -> TicksAnswer {
    let (found, now) = try ticks(path, text)
    let nano = Points(nearest: now).nano
    let below = found.ticks.prefix { $0.at <= nano }.count
    let still = found.still(around: nano, below: below)
    let listed = TicksAnswer.listed(of: found.ticks.count, below: below)
    return TicksAnswer(
      knob: path, now: now.description, from: found.range.low.number, to: found.range.high.number,
      step: found.range.step.number,
      ticks: listed.map { place in
        let tick = found.ticks[place]
        return TicksAnswer.Tick(
          at: tick.at.number, changes: tick.changes.count,
          crossings: abs(place - below) > TicksAnswer.told ? [] : crossings(tick))
      }, below: below, omittedBelow: listed.lowerBound, omittedAbove: found.ticks.count - listed.upperBound,
      still: still.map { TicksAnswer.Still(from: $0.lowerBound.number, to: $0.upperBound.number) },
      words: TicksAnswer.words(still, found, below: below))
  }

  private func crossings(_ tick: KnobTicks.Tick) -> [Readout.Crossing] {
    tick.changes.prefix(Readout.most).map { change in
      let person = record.members[change.member]
      return Readout.Crossing(
        memberNo: person.number, name: person.name, before: change.before, after: change.after)
    }
  }
}

extension TicksAnswer {
  fileprivate static func words(_ still: ClosedRange<Int64>?, _ found: KnobTicks, below: Int) -> Words {
    guard let still else {
      return Words(zh: "正在变动点上：再动一步等次就变", en: "On a tick: the next step changes a grade")
    }
    let (from, to) = (still.lowerBound.number, still.upperBound.number)
    if found.ticks.isEmpty {
      return Words(zh: "从\(from)到\(to)，谁的等次都不变", en: "From \(from) to \(to) nobody's grade changes")
    }
    let range =
      still.lowerBound == still.upperBound
      ? Words(zh: "在\(from)", en: "At \(from)")
      : Words(
        zh: "\(from)到\(to)之间", en: "Between \(from) and \(to)")
    return Words(zh: "\(range.zh)，谁的等次都不变", en: "\(range.en) nobody's grade changes")
  }
}

extension KnobTicks {
  /// As `quiet`, around another place.
  fileprivate func still(around nano: Int64, below: Int) -> ClosedRange<Int64>? {
    let low = below > 0 ? ticks[below - 1].at : range.low
    let high = below < ticks.count ? ticks[below].at - range.step : range.high
    return low <= high && (nano % range.step == 0 || high >= nano) ? low...high : nil
  }
}

extension Int64 {
  /// Nano as a number.
  fileprivate var number: String { Points(nano: self).text(atLeast: 0) }
}
