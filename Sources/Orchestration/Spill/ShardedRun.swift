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

/// Prepares and scores a run of which one source is on disk: as many shards of its rows at a time as there are workers, each with all
/// rows of the other sources, and puts together what each says of that source.
struct ShardedRun {
  private let plan: Plan
  private let rows: IngestedRows
  private let position: Int
  private let source: String
  private var spilled: SpilledRows
  /// Without a row of the source.
  private let rest: ScoredRun
  private var scores: ScoresByMember
  private var sum: ShardScore
  /// By member: whether a shard has records of his.
  private var isTaken: [Bool]

  /// The scores of all rows. Throws what scoring throws, and where rows cannot be read back. O(rows), and for each shard
  /// O(members + rows of the other sources).
  static func run(
    _ plan: Plan, _ rows: IngestedRows, _ spilled: SpilledRows, position: Int, between mutate: Mutation
  ) throws(RunError) -> ScoredRun {
    let rest = try Run.scored(
      plan, Run.prepared(plan, rows.tables, rows.files, between: mutate), keepsRecords: false)
    var run = ShardedRun(plan, rows, spilled, position, rest)
    try run.setMembersApart()
    System.releaseFreeMemory()
    try run.scoreShards(between: mutate)
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
    let name = spilled.shape.name
    source = name
    scores = ScoresByMember(rest: rest.scores)
    sum = ShardScore(rest.prepared.accounts.filter { $0.source == name })
    isTaken = Array(repeating: false, count: rest.input.members.count)
  }

  /// Sets those apart who share a key with another, and those to whom a row is credited that names no member.
  private mutating func setMembersApart() throws(RunError) {
    let workers = Workers(plan.workers)
    try ShardedRun.reading { () throws(IngestionError) in try spilled.setApartWhoShareKeys(workers) }
    var tables = rows.tables
    tables[position] = try ShardedRun.reading { () throws(IngestionError) in
      try spilled.table(spilled.shardCount, workers).table
    }
    let unclear = Run.prepared(plan, tables, rows.files) { _, _ in }
    spilled.setApart(
      unclear.corrections.filter { $0.source == source && $0.column == SpillChoice.memberColumn }
        .map(\.after))
  }

  /// All shards, the last one when no member is in any other that is not done.
  private mutating func scoreShards(between mutate: Mutation) throws(RunError) {
    let shards = self
    let results = Workers(plan.workers).map(spilled.shardCount) { shard in
      Result { () throws(RunError) in try shards.score(shard, .one, between: mutate) }
    }
    for result in results { try take(result.get()) }
    try take(score(spilled.shardCount, Workers(plan.workers), between: mutate))
  }

  private mutating func take(_ shard: ShardScore) {
    for member in shard.members {
      precondition(!isTaken[Int(member)], "the rows of a member are in one shard")
      isTaken[Int(member)] = true
    }
    if let scored = shard.scores { scores.take(scored) }
    if let apart = shard.apart { spilled.append(apart) }
    sum.formUnion(shard)
  }

  /// Prepares and scores the rows of a shard, and keeps what it says of the source alone.
  private func score(
    _ shard: Int, _ workers: Workers, between mutate: Mutation
  ) throws(RunError) -> ShardScore {
    var score = ShardScore(sum.accounts.map { StageAccount(stage: $0.stage, source: source) })
    var plan = plan
    plan.workers = workers.count
    var tables = rows.tables
    (tables[position], score.apart) = try ShardedRun.reading { () throws(IngestionError) in
      try spilled.table(shard, workers)
    }
    guard tables[position].rowCount > 0 else { return score }
    score.remarks = CharacterRemarks(tables[position], workers)
    let prepared = Run.prepared(plan, tables, rows.files, known: rest.prepared.known, between: mutate)
    tables = []
    let members = prepared.members(of: source)
    let run = try Run.scored(plan, prepared, keepsRecords: false, only: members, unusedOf: [position])
    score.add(run, of: members, position, rows.files, workers)
    System.releaseFreeMemory()
    return score
  }

  /// In the order that no number of shards changes: what is said of the source's rows by their places.
  private func joined() -> ScoredRun {
    var run = rest
    run.prepared.known = nil
    run.scores = scores.scores
    run.prepared.accounts = run.prepared.accounts.map { account in
      sum.accounts.first { $0.source == account.source && $0.stage == account.stage } ?? account
    }
    run.prepared.rejections += ShardedRun.sorted(sum.rejections) { $0.origin }
    run.prepared.findings += ShardedRun.sorted(sum.findings) { $0.origin }
    run.prepared.corrections += ShardedRun.sorted(sum.corrections) { $0.origin }
    run.prepared.filtered += ShardedRun.sorted(sum.filtered) { $0.origin }
    run.unused += ShardedRun.sorted(sum.unused) { $0.origin }
    run.scored = (source, sum.tally)
    run.remarks = sum.remarks.findings
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
