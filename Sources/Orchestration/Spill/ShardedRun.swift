import Ingestion
import Preparation
import Records
import Scoring
import SystemCalls

/// What scoring was done on and what it gave.
struct ScoredRun {
  var prepared: Prepared
  var input: ScoringInput
  var scores: Scores
  /// Rows that no leaf used, in the order of tables and rows.
  var unused: [SetAsideRow]
  /// Of a source on disk, whose table has no row: which rows were scored.
  var scored: (source: String, tally: Tally)?
  /// Of the texts on disk.
  var remarks: [Finding] = []
}

/// Prepares and scores a run of which one source is on disk: a shard of its rows after another, each with all rows of the other
/// sources, and puts together what each says of that source.
struct ShardedRun {
  private let plan: Plan
  private let rows: IngestedRows
  private let position: Int
  private let source: String
  private var spilled: SpilledRows
  /// Without a row of the source.
  private let rest: ScoredRun
  private var scores: ScoresByMember
  private var accounts: [StageAccount]
  private var found = Found()
  private var remarks = CharacterRemarks()
  private var tally = Tally()
  /// By member: whether a shard has records of his.
  private var isTaken: [Bool]

  /// What preparation says of the source's rows.
  private struct Found {
    var rejections: [Rejection] = []
    var findings: [Finding] = []
    var corrections: [Correction] = []
    var filtered: [SetAsideRow] = []
    var unused: [SetAsideRow] = []
  }

  /// The scores of all rows. Throws what scoring throws, and where rows cannot be read back. O(rows), and for each shard
  /// O(members + rows of the other sources).
  static func run(
    _ plan: Plan, _ rows: IngestedRows, _ spilled: SpilledRows, position: Int, between mutate: Mutation
  ) throws(RunError) -> ScoredRun {
    let rest = try Run.scored(
      plan, Run.prepared(plan, rows.tables, rows.files, between: mutate), keepsRecords: false)
    var run = ShardedRun(plan, rows, spilled, position, rest)
    try run.setMembersApart()
    for shard in 0...run.spilled.shardCount {
      System.releaseFreeMemory()
      try run.take(shard, between: mutate)
    }
    System.releaseFreeMemory()
    return run.joined()
  }

  private init(
    _ plan: Plan, _ rows: IngestedRows, _ spilled: SpilledRows, _ position: Int, _ rest: ScoredRun
  ) {
    self.plan = plan
    self.rows = rows
    self.position = position
    self.spilled = spilled
    self.rest = rest
    source = spilled.shape.name
    let name = source
    scores = ScoresByMember(rest: rest.scores)
    accounts = rest.prepared.accounts.filter { $0.source == name }
    isTaken = Array(repeating: false, count: rest.input.members.count)
  }

  private var workers: Workers { Workers(plan.workers) }

  /// Sets those apart who share a key with another, and those to whom a row is credited that names no member.
  private mutating func setMembersApart() throws(RunError) {
    try ShardedRun.reading { () throws(IngestionError) in
      try spilled.setApartWhoShareKeys(Workers(plan.workers))
    }
    var tables = rows.tables
    tables[position] = try loaded(spilled.shardCount)
    let unclear = Run.prepared(plan, tables, rows.files) { _, _ in }
    spilled.setApart(
      unclear.corrections.filter { $0.source == source && $0.column == SpillChoice.memberColumn }
        .map(\.after))
  }

  private mutating func loaded(_ shard: Int) throws(RunError) -> Table {
    try ShardedRun.reading { () throws(IngestionError) in
      try spilled.table(shard, Workers(plan.workers))
    }
  }

  /// Prepares and scores the rows of a shard.
  private mutating func take(_ shard: Int, between mutate: Mutation) throws(RunError) {
    var tables = rows.tables
    tables[position] = try loaded(shard)
    guard tables[position].rowCount > 0 else { return }
    remarks.formUnion(CharacterRemarks(tables[position], workers))
    let prepared = Run.prepared(plan, tables, rows.files, between: mutate)
    tables = []
    let run = try Run.scored(plan, prepared, keepsRecords: false, unusedOf: [position])
    scores.take(members(in: run), of: run.scores)
    add(run)
  }

  /// The members with records of the source in a shard; the rows of each are in one alone.
  private mutating func members(in run: ScoredRun) -> [Int32] {
    var isHere = [Bool](repeating: false, count: isTaken.count)
    if let relation = run.input.relation(source) {
      for member in relation.members where member != Relation.nobody { isHere[Int(member)] = true }
    }
    let members = isHere.indices.filter { isHere[$0] }
    for member in members {
      precondition(!isTaken[member], "the rows of a member are in one shard")
      isTaken[member] = true
    }
    return members.map(Int32.init)
  }

  private mutating func add(_ run: ScoredRun) {
    let prepared = run.prepared
    let own = prepared.accounts.filter { $0.source == source }
    for index in accounts.indices { accounts[index].formUnion(own[index]) }
    let table = prepared.tables[position]
    tally.formUnion(
      table.tally(
        table.live, fileNumbers: rows.files.map { RowID(file: $0, offset: 0).file }, workers: workers))
    found.rejections += prepared.rejections.filter { $0.finding.source == source }
    found.findings += prepared.findings.filter { $0.source == source }
    found.corrections += prepared.corrections.filter { $0.source == source }
    found.filtered += prepared.filtered.filter { $0.source == source }
    found.unused += run.unused
  }

  /// In the order that no number of shards changes: what is said of the source's rows by their places.
  private func joined() -> ScoredRun {
    var run = rest
    run.scores = scores.scores
    run.prepared.accounts = run.prepared.accounts.map { account in
      accounts.first { $0.source == account.source && $0.stage == account.stage } ?? account
    }
    run.prepared.rejections += ShardedRun.sorted(found.rejections) { $0.origin }
    run.prepared.findings += ShardedRun.sorted(found.findings) { $0.origin }
    run.prepared.corrections += ShardedRun.sorted(found.corrections) { $0.origin }
    run.prepared.filtered += ShardedRun.sorted(found.filtered) { $0.origin }
    run.unused += ShardedRun.sorted(found.unused) { $0.origin }
    run.scored = (source, tally)
    run.remarks = remarks.findings
    return run
  }

  /// A stable sort by file and place.
  private static func sorted<Item>(_ items: [Item], by origin: (Item) -> Origin?) -> [Item] {
    let keys = items.enumerated().map { index, item in
      (origin(item)?.file ?? 0, origin(item)?.byteStart ?? -1, index)
    }
    return keys.sorted { $0 < $1 }.map { items[$0.2] }
  }

  private static func reading<Read>(
    _ body: () throws(IngestionError) -> Read
  ) throws(RunError) -> Read {
    do { return try body() } catch { throw .operation(error.message) }
  }
}
