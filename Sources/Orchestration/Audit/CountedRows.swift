import Publishing
import Ranking
import Records
import Scoring

/// The rows on which records of a member rest that a gate or a rank key counts.
struct CountedRows {
  /// By row: the gates' codes and the rank keys' names, in the model's order.
  private let readers: [RowPlace: [String]]

  init(_ run: RunRecord, member: Int) {
    var readers: [RowPlace: [String]] = [:]
    guard let tests = try? MemberTests(run.model, of: run.input) else {
      self.readers = [:]
      return
    }
    for (name, query) in run.model.namedQueries {
      guard case .records(let source, let window, let condition) = query,
        let relation = run.input.relation(source)
      else { continue }
      let marks = tests.marks(relation, window: window, condition)
      for record in marks.indices where marks[record] && relation.members[record] == Int32(member) {
        for row in relation.evidence(record) {
          let place = RowPlace(run.tables[Int(row.table)].origins[Int(row.row)])
          if readers[place]?.last != name { readers[place, default: []].append(name) }
        }
      }
    }
    self.readers = readers
  }

  /// Why no indicator takes a row's record: a code and words.
  func reason(_ origin: Origin) -> String {
    guard let names = readers[RowPlace(origin)] else {
      return "NOT_SELECTED  没有指标取用它的记录：不在它们的时段和条件之内  "
        + "no indicator takes its record: it lies outside their windows and conditions"
    }
    return "COUNTED_ONLY  没有指标取用它的记录，只有\(names.joined(separator: "、"))核对它  "
      + "no indicator takes its record: only \(names.joined(separator: ", ")) counts it"
  }
}

extension Model {
  /// What gates count by their codes, and rank keys by their names.
  fileprivate var namedQueries: [(name: String, query: CountQuery)] {
    gates.flatMap { gate in gate.when.queries.map { (gate.code, $0) } }
      + rankKeys.compactMap { key in
        if case .count(let query) = key.measure { (key.name, query) } else { nil }
      }
  }
}
