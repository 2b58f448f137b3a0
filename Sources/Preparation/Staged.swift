import Records

/// What a stage did with a row that it neither kept nor merged.
enum Fate {
  case rejected(Finding)
  case filtered(code: String, message: Message)
}

/// The tables between two stages, and what became of the rows on the way.
struct Staged {
  var tables: [Table]
  let workers: Workers
  /// Those of all members of the list, once they are known.
  var numbers: Set<Key>?
  /// Members who have no part in a row that stays for the others.
  var voidedParts: Set<VoidedPart> = []
  /// By table: what one layer of deduplication found out for the next.
  var sameKeys: [SameKeyRows?]
  var findings: [Finding] = []
  var corrections: [Correction] = []
  /// Rows refused because nothing tells whose they are.
  var unclaimed: [UnclaimedRow] = []
  private(set) var rejections: [Rejection] = []
  private(set) var merged: [MergedRows] = []
  private(set) var filtered: [SetAsideRow] = []
  private var accountsByTable: [[StageAccount]]
  private(set) var booked: [BookedRows?]
  let fileNumbers: [UInt64]
  private let positions: [Key: Int]

  init(tables: [Table], files: [SourceFile], numbers: Set<Key>? = nil, workers: Workers = .one) {
    self.tables = tables
    self.numbers = numbers
    self.workers = workers
    fileNumbers = files.map { RowID(file: $0, offset: 0).file }
    positions = Dictionary(
      tables.enumerated().map { (Key($1.source), $0) }, uniquingKeysWith: { first, _ in first })
    accountsByTable = tables.map { _ in [] }
    booked = tables.map { _ in nil }
    sameKeys = tables.map { _ in nil }
  }

  /// Index of a source's table; nil when the source is not declared.
  func position(_ source: String) -> Int? { positions[Key(source)] }

  func table(_ source: String) -> Table? { position(source).map { tables[$0] } }

  /// For each source its stages in order.
  var accounts: [StageAccount] { accountsByTable.flatMap { $0 } }

  /// Ends a stage: takes out the rows that have a fate or were merged, lists them in the order of rows, and books
  /// every table.
  mutating func close(_ stage: Stage, fates: [[Int32: Fate]]? = nil, merged: [MergedRows] = []) {
    let before = tables.map(\.live)
    var accounts = tables.map { StageAccount(stage: stage, source: $0.source) }
    for position in tables.indices {
      var removed = (fates?[position].keys).map { $0.sorted() } ?? []
      for row in removed {
        if let fate = fates?[position][row] { record(fate, row: row, position, in: &accounts[position]) }
      }
      for layer in merged where layer.table == position && !layer.rows.isEmpty {
        removed += layer.rows
        self.merged.append(layer)
      }
      if !removed.isEmpty { takeOut(removed, from: position) }
    }
    for (position, account) in tallied(accounts, before: before, merged).enumerated() {
      booked[position] = BookedRows(live: tables[position].live, tally: account.kept)
      accountsByTable[position].append(account)
    }
  }

  /// No row of any table has a fate yet.
  var noFates: [[Int32: Fate]] { tables.map { _ in [:] } }

  private mutating func record(
    _ fate: Fate, row: Int32, _ position: Int, in account: inout StageAccount
  ) {
    let table = tables[position]
    let id = table.origins.rowID(Int(row), fileNumbers: fileNumbers)
    switch fate {
    case .rejected(let finding):
      account.rejected.insert(id)
      rejections.append(Rejection(finding: finding, origin: table.origins[Int(row)]))
    case .filtered(let code, let message):
      account.filtered.insert(id)
      let kind = SetAsideKind(code: code, message: message, source: table.source)
      filtered.append(kind, origin: table.origins[Int(row)])
    }
  }

  private mutating func takeOut(_ rows: [Int32], from position: Int) {
    var isTaken = [Bool](repeating: false, count: tables[position].rowCount)
    for row in rows { isTaken[Int(row)] = true }
    let live = tables[position].live
    let ranges = Workers.ranges(live.count, of: Staged.rowsOfTask)
    let isOut = isTaken
    let counts = workers.map(ranges.count) { part in live[ranges[part]].count { !isOut[Int($0)] } }
    tables[position].live = unsafe workers.array(of: counts) { part, buffer in
      var place = 0
      for row in live[ranges[part]] where !isOut[Int(row)] {
        unsafe buffer.initializeElement(at: place, to: row)
        place += 1
      }
    }
  }

  /// How many rows a task looks through.
  static let rowsOfTask = 1 << 18
}

/// A member's part in a row, taken out by an adjustment that names him.
struct VoidedPart: Hashable {
  let table: Int
  let row: Int32
  let member: Key
}
