import Publishing
package import Records
import Robustness
import Scoring

/// A window of the table.
package struct RowsAnswer: Hashable, Codable, Sendable {
  /// Rows of the whole view.
  package let total: Int
  package let rows: [BoardRow]
  /// Those that stand in the window, or on its upper edge.
  package let lines: [GradeLine]
}

/// A window of the table while a knob is dragged.
package struct DragAnswer: Hashable, Codable, Sendable {
  /// Against the state at hand.
  package let cost: Readout
  package let total: Int
  package let rows: [BoardRow]
  package let lines: [GradeLine]
}

/// Where a member stands in a view.
package struct FindAnswer: Hashable, Codable, Sendable {
  package let place: Int
}

/// Safe radii of the members of a window.
package struct RadiusAnswer: Hashable, Codable, Sendable {
  package struct Row: Hashable, Codable, Sendable {
    package let memberNo: String
    package let radius: String?
  }

  package let rows: [Row]
}

extension BenchStore {
  package func rowsAnswer(_ text: String, _ window: BenchWindow) throws(BenchProblem) -> RowsAnswer {
    let window = try checked(window)
    let bench = try bench(text)
    let view = bench.view(window)
    let members = view.members(in: window.places)
    var rows = bench.rows(members)
    if let radius = bench.knownRadius {
      for (row, member) in members.enumerated() where rows[row].rank != nil {
        rows[row].radius = RadiusAnswer.text(radius.members[member])
      }
    }
    return RowsAnswer(
      total: view.members.count, rows: rows,
      lines: bench.lines(window.profile, in: view).filter { $0.isIn(window) })
  }

  package func dragAnswer(
    _ text: String, _ knob: String, _ at: Fraction, _ window: BenchWindow
  ) throws(BenchProblem) -> DragAnswer {
    let window = try checked(window)
    guard let answer = try drag(knob, text).answer(at: at) else {
      return try reached(text, knob, at, window)
    }
    let view = answer.view(window)
    return DragAnswer(
      cost: answer.cost, total: view.members.count, rows: answer.rows(view.members(in: window.places)),
      lines: answer.lines(window.profile, in: view).filter { $0.isIn(window) })
  }

  /// A drag to a place between the steps, or beyond the range in which ticks are searched: the table of the state there.
  private func reached(
    _ text: String, _ knob: String, _ at: Fraction, _ window: BenchWindow
  ) throws(BenchProblem) -> DragAnswer {
    let state = try state(text)
    let next = state.turning(try self.knob(knob), to: at, in: model).text
    let (before, after, rows) = (try bench(text), try bench(next), try rowsAnswer(next, window))
    return DragAnswer(
      cost: Readout(before.standings.turned, after.standings.turned, of: after), total: rows.total,
      rows: rows.rows, lines: rows.lines)
  }

  package func findAnswer(
    _ text: String, _ window: BenchWindow, _ number: String
  ) throws(BenchProblem) -> FindAnswer {
    let bench = try bench(text)
    let view = bench.view(try checked(window))
    guard let member = roster.member(number),
      let place = view.members.firstIndex(of: Int32(member))
    else {
      throw BenchProblem(
        .missing, zh: "这张表里没有编号为\(number)的委员", en: "this table has no member with number \(number)")
    }
    return FindAnswer(place: place)
  }

  package func radiusAnswer(_ text: String, _ window: BenchWindow) throws(BenchProblem) -> RadiusAnswer {
    let window = try checked(window)
    let bench = try bench(text)
    let members = bench.view(window).members(in: window.places)
    let radius = bench.radius
    return RadiusAnswer(
      rows: members.map { member in
        RadiusAnswer.Row(
          memberNo: record.members[member].number,
          radius: bench.standings.turned.ranks[member] == 0
            ? nil : radius.map { RadiusAnswer.text($0.members[member]) })
      })
  }
}

extension RadiusAnswer {
  /// In per cent with one digit; 0.0 where nothing is proved.
  static func text(_ thousandths: Int64?) -> String {
    DecimalText.format(Int128(thousandths ?? 0), scale: 1, atLeast: 1)
  }
}

extension GradeLine {
  func isIn(_ window: BenchWindow) -> Bool {
    window.from - 1 <= after && after < window.from + window.count
  }
}

extension BenchStore.PreparedDrag {
  /// nil for a place that is no step of the range, and for one that no file could state.
  fileprivate func answer(at place: Fraction) -> KnobDrag.Answer? {
    let nano = Points(nearest: place).nano
    guard let range, Fraction(nano, Points.one) == place, nano % range.step == 0,
      range.low...range.high ~= nano
    else { return nil }
    // A factor on a fine number may leave one that is too fine for any file, at places between the ends too.
    if case .factor = knob.subject, model.turning([KnobSetting(knob, place)])?.disorder != nil { return nil }
    return drag.answer(at: nano)
  }
}
