import Records

/// The files that an `item_no` can refer to, by the `item_kind` beside it (model.md §1).
enum ItemKind: String, CaseIterable {
  case proposal = "提案"
  case report = "社情民意"
  case microItem = "微建议"

  var source: String {
    switch self {
    case .proposal: "proposals"
    case .report: "reports"
    case .microItem: "micro_items"
    }
  }

  /// What `FieldSchema.references` says of such a column.
  static let reference = "item_kind"

  /// The kind of each row; nil for a blank or another text.
  static func column(of table: Table) -> [ItemKind?] {
    table.classes(reference, allCases.map(\.rawValue)).map { $0 < 0 ? nil : allCases[Int($0)] }
  }
}
