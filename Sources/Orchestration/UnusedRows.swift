import Records
import Scoring

/// The surviving rows that no leaf of the model used, each with its reason (design.md law 1).
enum UnusedRows {
  /// The code of rows whose records no leaf takes, whether or not a gate counts them.
  static let notSelected = Reason.notSelected.rawValue

  /// In the order of tables and rows; of the tables at some positions alone, where they are given. O(rows + evidence).
  static func list(
    tables: [Table], input: ScoringInput, scores: Scores, withoutRecord: [SetAsideRow],
    positions: [Int]? = nil
  ) -> [SetAsideRow] {
    var marks = recordMarks(tables, input, scores)
    let isContext = marks.map { !$0.contains { $0 != .nothing } }
    for (entry, isEntered) in zip(input.entered, scores.isEntered) where isEntered {
      mark(&marks[Int(entry.row.table)], entry.row, tables, .used)
    }
    let reasons = Dictionary(
      withoutRecord.map { (RowPlace($0.origin), $0) }, uniquingKeysWith: { first, _ in first })
    let filesWithReasons = Set(withoutRecord.map(\.origin.file))
    let parts = (positions ?? Array(tables.indices)).flatMap { index in
      let (table, marks) = (tables[index], marks[index])
      let kind = (isContext[index] ? Reason.context : .noRecord).kind(of: table)
      let ofEvidence = Reason.notSelected.kind(of: table)
      return rows(of: table, marks, input.workers) { row in
        let origin = table.origins[row]
        if filesWithReasons.contains(origin.file), let reason = reasons[RowPlace(origin)] { return reason }
        let isEvidence = !marks.isEmpty && marks[row] == .evidence
        return SetAsideRow(isEvidence ? ofEvidence : kind, origin: origin)
      }
    }
    return input.workers.joined(parts)
  }

  /// What became of a row.
  private enum Mark: UInt8 {
    case nothing, evidence, used
  }

  /// What is made of each surviving row that is not used, or of each of a table without marks, in parts. Shared out.
  private static func rows(
    of table: Table, _ marks: [Mark], _ workers: Workers, _ made: @Sendable (Int) -> SetAsideRow
  ) -> [[SetAsideRow]] {
    let ranges = Workers.ranges(table.live.count, of: 1 << 18)
    return workers.map(ranges.count) { part in
      table.live[ranges[part]].lazy.map(Int.init).filter { marks.isEmpty || marks[$0] != .used }.map(made)
    }
  }

  /// By table its rows' marks; none for a table that no record rests on.
  private static func recordMarks(_ tables: [Table], _ input: ScoringInput, _ scores: Scores) -> [[Mark]] {
    var marks = [[Mark]](repeating: [], count: tables.count)
    for (relation, isUsed) in zip(input.relations, scores.isUsed) {
      switch relation.evidence {
      case .ownRow(let table):
        mark(&marks[table], rows: tables[table].origins.count, relation.members, isUsed, input.workers)
      case .lists(let rows, let starts):
        for record in relation.members.indices {
          for row in rows[Int(starts[record])..<Int(starts[record + 1])] {
            mark(&marks[Int(row.table)], row, tables, isUsed[record] ? .used : .evidence)
          }
        }
      }
    }
    return marks
  }

  /// For a relation of a table's own rows. O(rows), shared out.
  private static func mark(
    _ marks: inout [Mark], rows: Int, _ members: [Int32], _ isUsed: [Bool], _ workers: Workers
  ) {
    let known = marks
    marks = workers.fill(rows) { range, output in
      for row in range {
        let mark = known.isEmpty ? .nothing : known[row]
        guard members[row] != Relation.nobody, mark != .used else {
          output.append(mark)
          continue
        }
        output.append(isUsed[row] ? .used : .evidence)
      }
    }
  }

  private static func mark(_ marks: inout [Mark], _ row: RowReference, _ tables: [Table], _ mark: Mark) {
    if marks.isEmpty {
      marks = Array(repeating: .nothing, count: tables[Int(row.table)].origins.count)
    }
    let index = Int(row.row)
    if marks[index].rawValue < mark.rawValue { marks[index] = mark }
  }

  /// Why a surviving row gave no points, where preparation does not say more.
  private enum Reason: String {
    case notSelected = "NOT_SELECTED"
    case noRecord = "NO_RECORD"
    case context = "CONTEXT"

    /// Of the rows of a table.
    func kind(of table: Table) -> SetAsideKind {
      SetAsideKind(code: rawValue, message: message, source: table.source)
    }

    var message: Message {
      switch self {
      case .notSelected:
        Message(
          zh: "没有指标取用它的记录：不在时段和条件之内，或只供资格和等次规则核对",
          en:
            "no indicator takes its record: it lies outside their windows and conditions, or only a gate reads it"
        )
      case .noRecord: Message(zh: "没有由这一行形成的记录", en: "no record was made of this row")
      case .context: Message(zh: "参照资料：只供其他行核对", en: "reference data that other rows are read with")
      }
    }
  }
}
