import Records
import Scoring

/// The surviving rows that no leaf of the model used, each with its reason (design.md law 1).
enum UnusedRows {
  /// In the order of tables and rows. O(rows + evidence).
  static func list(
    tables: [Table], input: ScoringInput, model: Model, records: [RecordScore], withoutRecord: [SetAsideRow]
  ) -> [SetAsideRow] {
    let used = marks(tables, usedRows(input, model: model, records: records))
    let evidence = evidenceMarks(tables, input.relations)
    let reasons = Dictionary(
      withoutRecord.map { (Place($0.origin), $0) }, uniquingKeysWith: { first, _ in first })
    return tables.indices.flatMap { index in
      let isContext = !evidence[index].contains(true)
      return tables[index].live.compactMap { row -> SetAsideRow? in
        guard !used[index][Int(row)] else { return nil }
        let origin = tables[index].origins[Int(row)]
        if let reason = reasons[Place(origin)] { return reason }
        let reason: Reason =
          evidence[index][Int(row)] ? .notSelected : isContext ? .context : .noRecord
        return SetAsideRow(
          code: reason.rawValue, message: reason.message, source: tables[index].source, origin: origin)
      }
    }
  }

  /// Why a surviving row gave no points, where preparation does not say more.
  private enum Reason: String {
    case notSelected = "NOT_SELECTED"
    case noRecord = "NO_RECORD"
    case context = "CONTEXT"

    var message: Message {
      switch self {
      case .notSelected:
        Message(
          zh: "所成的记录不在任何指标的时段和条件之内",
          en: "its record lies outside every indicator's window and condition")
      case .noRecord: Message(zh: "没有由这一行形成的记录", en: "no record was made of this row")
      case .context: Message(zh: "参照资料：只供其他行核对", en: "reference data that other rows are read with")
      }
    }
  }

  private struct Place: Hashable {
    let file: UInt32
    let byte: Int64

    init(_ origin: Origin) {
      file = origin.file
      byte = origin.byteStart
    }
  }

  private static func marks(_ tables: [Table], _ rows: some Sequence<RowReference>) -> [[Bool]] {
    var marks = tables.map { Array(repeating: false, count: $0.origins.count) }
    for row in rows { marks[Int(row.table)][Int(row.row)] = true }
    return marks
  }

  private static func evidenceMarks(_ tables: [Table], _ relations: [Relation]) -> [[Bool]] {
    var marks = tables.map { Array(repeating: false, count: $0.origins.count) }
    for relation in relations {
      switch relation.evidence {
      case .ownRow(let table):
        for row in relation.members.indices where relation.members[row] != Relation.nobody {
          marks[table][row] = true
        }
      case .lists(let rows, _):
        for row in rows { marks[Int(row.table)][Int(row.row)] = true }
      }
    }
    return marks
  }

  private static func usedRows(
    _ input: ScoringInput, model: Model, records: [RecordScore]
  ) -> [RowReference] {
    let relations = model.leaves.map { leaf -> Relation? in
      guard case .leaf(let content) = leaf.node.content, let selection = content.selection else { return nil }
      return input.relation(selection.relation)
    }
    var rows: [RowReference] = []
    for record in records {
      switch record.subject {
      case .record(let index):
        if let relation = relations[Int(record.leaf)] {
          rows.append(contentsOf: relation.evidence(Int(index)))
        }
      case .entered(let index): rows.append(input.entered[Int(index)].row)
      case .measure: continue
      }
    }
    return rows
  }
}
