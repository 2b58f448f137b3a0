import Ingestion
import Preparation
import Records
import Scoring

/// What a shard of a source on disk says of that source, or several say together.
struct ShardScore: Sendable {
  /// Members with records of the source.
  private(set) var members: [Int32] = []
  private(set) var scores: MemberScores?
  var apart: RowsApart?
  /// Of the source, from `resolve` on.
  private(set) var accounts: [StageAccount]
  private(set) var rejections: [Rejection] = []
  private(set) var findings: [Finding] = []
  private(set) var corrections: [Correction] = []
  private(set) var filtered: [SetAsideRow] = []
  private(set) var unused: [SetAsideRow] = []
  /// Of the rows that were scored.
  private(set) var tally = Tally()
  var remarks = CharacterRemarks()

  /// `accounts` have no row in them.
  init(_ accounts: [StageAccount]) {
    self.accounts = accounts
  }

  /// Keeps what a run in which some members are scored alone says of the source whose table is at a position. O(members + rows
  /// of the source).
  mutating func add(
    _ run: ScoredRun, of members: [Int32], _ position: Int, _ files: [SourceFile], _ workers: Workers
  ) {
    let prepared = run.prepared
    let table = prepared.tables[position]
    let source = table.source
    self.members = members
    scores = MemberScores(members, of: run.scores)
    let own = prepared.accounts.filter { $0.source == source }
    for index in accounts.indices { accounts[index].formUnion(own[index]) }
    tally = table.tally(
      table.live, fileNumbers: files.map { RowID(file: $0, offset: 0).file }, workers: workers)
    rejections = prepared.rejections.filter { $0.finding.source == source }
    findings = prepared.findings.filter { $0.source == source }
    corrections = prepared.corrections.filter { $0.source == source }
    filtered = prepared.filtered.filter { $0.source == source }
    unused = run.unused
  }

  /// Adds what another shard says, but for its members' scores.
  mutating func formUnion(_ other: ShardScore) {
    for index in accounts.indices { accounts[index].formUnion(other.accounts[index]) }
    rejections += other.rejections
    findings += other.findings
    corrections += other.corrections
    filtered += other.filtered
    unused += other.unused
    tally.formUnion(other.tally)
    remarks.formUnion(other.remarks)
  }
}

extension Prepared {
  /// Those who have records of a source's rows, ascending. O(members + records).
  func members(of source: String) -> [Int32] {
    var isHere = [Bool](repeating: false, count: members.count)
    if let relation = relations.first(where: { $0.name == source }) {
      for member in relation.members where member != Relation.nobody { isHere[Int(member)] = true }
    }
    return isHere.indices.filter { isHere[$0] }.map(Int32.init)
  }
}
