import Preparation
import Records

/// Replays the lines of the decisions file: which stand in the end, and which cannot.
///
/// A line stands unless a later line that stands undoes it. Depends on the lines' order only.
struct DecisionReplay {
  private var lines: [Line] = []
  private var problems: [DecisionProblem] = []
  private let sources: [String]

  var result: (decisions: Decisions, problems: [DecisionProblem]) {
    (Decisions(standing.compactMap(\.decision)), problems)
  }

  /// `sources` are the pipeline's.
  init(_ table: Table, sources: [String]) {
    self.sources = sources
    var places: [Key: Int] = [:]
    for row in table.live {
      let line = Line(table, Int(row))
      if let first = places[Key(line.number)] {
        report(
          line, "决定号\(line.number)已用于第\(lines[first].line)行；请换一个号",
          "decision_no \(line.number) was used on line \(lines[first].line); give this line another")
      } else {
        read(line, places)
        places[Key(line.number)] = lines.count
        lines.append(line)
      }
    }
    contradictions()
  }

  private mutating func report(_ line: Line, _ zh: String, _ en: String) {
    problems.append(DecisionProblem(line: line.line, message: Message(zh: zh, en: en)))
  }

  private mutating func read(_ line: Line, _ places: [Key: Int]) {
    if line.action == "撤销" {
      if places[Key(line.undoes)] == nil {
        report(
          line, "没有更早的决定“\(line.undoes)”可以撤销；请在undoes写明要撤销的决定号",
          "no earlier decision '\(line.undoes)' to undo; name it in undoes")
      }
    } else if line.source.isEmpty || line.recordKey.isEmpty || line.member.isEmpty == line.other.isEmpty {
      report(
        line, "\(line.action)需要source、record_key，以及member_no和other_key之一",
        "\(line.verb) needs source, record_key, and one of member_no and other_key")
    } else if !sources.contains(where: { Key($0) == Key(line.source) }) {
      report(
        line, "流程没有来源“\(line.source)”；请写以下之一：\(sources.joined(separator: "、"))",
        "the pipeline has no source '\(line.source)'; write one of \(sources.joined(separator: ", "))")
    } else if line.source == "members" {
      report(
        line, "两个编号是同一位委员的，请写在aliases（编号对照）里",
        "that two numbers are one member stands in aliases, not here")
    } else if Key(line.other) == Key(line.recordKey) {
      report(line, "一条记录不能与自己相比", "a record is not compared with itself")
    }
  }

  /// The lines that no later standing line undoes.
  private var standing: [Line] {
    var undone: Set<Key> = []
    var standing: [Line] = []
    for line in lines.reversed() where !undone.contains(Key(line.number)) {
      if line.action == "撤销" { undone.insert(Key(line.undoes)) } else { standing.append(line) }
    }
    return standing.reversed()
  }

  /// Two standing lines of one record that cannot both be true; the later one is reported.
  private mutating func contradictions() {
    var verdicts: [[Key]: Line] = [:]
    var owners: [[Key]: Line] = [:]
    var targets: [[Key]: Line] = [:]
    for line in standing {
      let record = [Key(line.source), Key(line.recordKey)]
      if let before = verdicts[line.pair], before.action != line.action {
        contradict(line, before)
      }
      verdicts[line.pair] = line
      guard line.action == "同一" else { continue }
      if line.other.isEmpty {
        if let before = owners[record], Key(before.member) != Key(line.member) { contradict(line, before) }
        owners[record] = line
      } else {
        if let before = targets[record], Key(before.other) != Key(line.other) { contradict(line, before) }
        targets[record] = line
        if let before = circle(from: line, targets) { contradict(line, before) }
      }
    }
  }

  /// The line that leads a chain of equal records back to where the given one starts.
  private func circle(from line: Line, _ targets: [[Key]: Line]) -> Line? {
    var current = line
    var steps = 0
    while let next = targets[[Key(line.source), Key(current.other)]], steps <= targets.count {
      if Key(next.other) == Key(line.recordKey) { return next }
      current = next
      steps += 1
    }
    return nil
  }

  private mutating func contradict(_ line: Line, _ before: Line) {
    report(
      line, "与第\(before.line)行的决定\(before.number)矛盾；请另写一行撤销其中之一",
      "contradicts decision \(before.number) of line \(before.line); undo one of them in a new line")
  }
}

extension DecisionReplay {
  /// A line of the file as it stands.
  fileprivate struct Line {
    let line: Int32
    let number: String
    let action: String
    let source: String
    let recordKey: String
    let member: String
    let other: String
    let undoes: String

    init(_ table: Table, _ row: Int) {
      line = table.origins[row].firstLine
      number = table.text("decision_no", row)
      action = table.text("action", row)
      source = table.text("source", row)
      recordKey = table.text("record_key", row)
      member = table.text("member_no", row)
      other = table.text("other_key", row)
      undoes = table.text("undoes", row)
    }

    var verb: String { action == "同一" ? "same" : action == "不同" ? "not_same" : "undo" }

    /// What is compared; two records in either order.
    var pair: [Key] {
      other.isEmpty
        ? [Key(source), Key(recordKey), Key("member"), Key(member)]
        : [Key(source)] + [Key(recordKey), Key(other)].sorted()
    }

    var decision: Decision? {
      guard action != "撤销" else { return nil }
      return Decision(
        number: number, verdict: action == "同一" ? .same : .different, source: source, recordKey: recordKey,
        subject: other.isEmpty ? .member(member) : .record(other))
    }
  }
}
