import Records

/// What a stage did with a row that it did not keep.
enum Fate {
  case rejected(Finding)
  case merged(survivor: Int32, key: String)
  case filtered(code: String, message: Message)
}

/// The tables between two stages, and what became of the rows on the way.
struct Staged {
  var tables: [Table]
  /// Members who have no part in a row that stays for the others.
  var voidedParts: Set<VoidedPart> = []
  var findings: [Finding] = []
  var corrections: [Correction] = []
  private(set) var rejections: [Rejection] = []
  private(set) var merges: [Merge] = []
  private(set) var filtered: [SetAsideRow] = []
  private var accountsByTable: [[StageAccount]]
  private let fileNumbers: [UInt64]
  private let positions: [Key: Int]

  init(tables: [Table], files: [SourceFile]) {
    self.tables = tables
    fileNumbers = files.map { RowID(file: $0, offset: 0).file }
    positions = Dictionary(
      tables.enumerated().map { (Key($1.source), $0) }, uniquingKeysWith: { first, _ in first })
    accountsByTable = tables.map { _ in [] }
  }

  /// Index of a source's table; nil when the source is not declared.
  func position(_ source: String) -> Int? { positions[Key(source)] }

  func table(_ source: String) -> Table? { position(source).map { tables[$0] } }

  /// For each source its stages in order.
  var accounts: [StageAccount] { accountsByTable.flatMap { $0 } }

  /// Ends a stage: takes out the rows that have a fate, lists them in the order of rows, and books every
  /// table.
  mutating func close(_ stage: Stage, fates: [[Int32: Fate]]) {
    for position in tables.indices {
      var account = StageAccount(stage: stage, source: tables[position].source)
      account.input = tally(tables[position].live, of: tables[position])
      let removed = fates[position]
      for row in removed.keys.sorted() {
        if let fate = removed[row] { record(fate, row: row, table: tables[position], in: &account) }
      }
      if !removed.isEmpty {
        tables[position].live.removeAll { removed[$0] != nil }
      }
      account.kept = removed.isEmpty ? account.input : tally(tables[position].live, of: tables[position])
      accountsByTable[position].append(account)
    }
  }

  /// No row of any table has a fate yet.
  var noFates: [[Int32: Fate]] { tables.map { _ in [:] } }

  private mutating func record(_ fate: Fate, row: Int32, table: Table, in account: inout StageAccount) {
    let origin = table.origins[Int(row)]
    let id = RowID(filePrefix: fileNumbers[Int(origin.file)], offset: origin.byteStart)
    switch fate {
    case .rejected(let finding):
      account.rejected.insert(id)
      rejections.append(Rejection(finding: finding, origin: origin))
    case .merged(let survivor, let key):
      account.merged.insert(id)
      merges.append(
        Merge(
          stage: account.stage, source: table.source, merged: origin,
          survivor: table.origins[Int(survivor)], key: key))
    case .filtered(let code, let message):
      account.filtered.insert(id)
      filtered.append(SetAsideRow(code: code, message: message, source: table.source, origin: origin))
    }
  }

  private func tally(_ rows: [Int32], of table: Table) -> Tally {
    var tally = Tally()
    for row in rows {
      let origin = table.origins[Int(row)]
      tally.insert(RowID(filePrefix: fileNumbers[Int(origin.file)], offset: origin.byteStart))
    }
    return tally
  }
}

/// A member's part in a row, taken out by an adjustment that names him.
struct VoidedPart: Hashable {
  let table: Int
  let row: Int32
  let member: Key
}
