import Records
import Robustness
import Scoring

/// One number of YY-DEFAULT-1 put at another value, all else as it is.
struct Turn {
  let path: String
  let value: Fraction

  /// Numbers of every kind, each moved by a tenth to a half.
  static let all = [
    Turn(path: "A1.of.leave", value: Fraction(1, 2)), Turn(path: "A1.full@委员", value: Fraction(18)),
    Turn(path: "A3.points.else", value: Fraction(5, 2)), Turn(path: "A3.points.walk_in", value: Fraction(2)),
    Turn(path: "A3.cap@委员", value: Fraction(18)), Turn(path: "B1.points", value: Fraction(6)),
    Turn(path: "B3.cap", value: Fraction(6)), Turn(path: "B.cap", value: Fraction(16)),
    Turn(path: "C2.points.市", value: Fraction(4)), Turn(path: "C.cap", value: Fraction(12)),
    Turn(path: "D1.points.else", value: Fraction(3, 2)), Turn(path: "D1.cap", value: Fraction(5)),
    Turn(path: "D2.points", value: Fraction(3, 4)), Turn(path: "E1.points", value: Fraction(3)),
    Turn(path: "F1.cap", value: Fraction(3)), Turn(path: "F2.2.points", value: Fraction(3, 2)),
    Turn(path: "F2.cap", value: Fraction(4)), Turn(path: "G6.points.市", value: Fraction(5)),
    Turn(path: "G.cap", value: Fraction(15)), Turn(path: "H1.points", value: Fraction(-8)),
    Turn(path: "H3.1.points.absent", value: Fraction(-3)), Turn(path: "H4.points.2", value: Fraction(-1)),
    Turn(path: "优秀.from", value: Fraction(88)), Turn(path: "合格.from", value: Fraction(65)),
    Turn(path: "优秀.share", value: Fraction(3, 20)),
  ]

  /// `turn,path,value`; turn 0 is the model as it is and has no line.
  static var lines: String {
    "turn,path,value\n"
      + all.enumerated().map { place, turn in
        "\(place + 1),\(turn.path),\(Points(nearest: turn.value).text(atLeast: 0))\n"
      }.joined()
  }
}

/// A turn with what it gave and how long it takes.
struct TimedTurn: Encodable {
  let path: String
  let value: String
  /// Of all members scored, ranked and graded again: the median.
  let ms: Double
  let standings: TurnedStandings

  private enum CodingKeys: CodingKey { case path, value, ms }

  /// So many times is a turn made to be timed.
  private static let times = 9

  init(_ turn: Turn, _ basis: TickBasis) throws {
    let knob = KnobTurn(basis, try Knob(turn.path, of: basis.rescoring.model))
    let nano = Points(nearest: turn.value).nano
    path = turn.path
    value = Points(nearest: turn.value).text(atLeast: 0)
    guard let standings = knob.standings(at: nano) else { throw TurnError(path: turn.path) }
    self.standings = standings
    let spent = (0..<TimedTurn.times).map { _ in Stopwatch.time { knob.standings(at: nano) }.ms }
    ms = spent.sorted()[TimedTurn.times / 2]
  }

  /// `turn,member,total,rank,grade`: totals in hundredths, no rank nor grade for who is set aside, `-` for who is left to
  /// the committee.
  static func lines(_ turns: [TimedTurn], _ basis: TickBasis) throws -> [UInt8] {
    var text = Text()
    text.add("turn,member,total,rank,grade\n")
    let names = basis.rescoring.model.grades.map(\.name)
    let unturned = TurnedStandings(try Outcome(basis.rescoring.model, basis.rescoring.input))
    for (turn, standings) in ([unturned] + turns.map(\.standings)).enumerated() {
      for member in standings.totals.indices {
        text.add(turn, width: 1)
        text.comma()
        text.add(member, width: 1)
        text.add(",\(standings.totals[member] / (Points.one / 100)),")
        if standings.ranks[member] > 0 { text.add(Int(standings.ranks[member]), width: 1) }
        text.comma()
        let grade = standings.grades[member]
        if grade >= 0 { text.add(names[Int(grade)]) }
        if grade == TurnedStandings.referred { text.add("-") }
        text.endLine()
      }
    }
    return text.bytes
  }
}

/// A turn that the model cannot take.
struct TurnError: Error, CustomStringConvertible {
  let path: String

  var description: String { "\(path): no turn under the model in Pipelines" }
}
