import Ranking
package import Records
package import Scoring

/// What the members' own papers say, found once for all members of a run.
///
/// A paper of one member holds that member's own lines: no other member's name, and no reason of a leave.
package struct MemberBook: Sendable {
  let run: RunRecord
  let leaves: [LeafPlace]
  private let words: RecordWords
  private let aside: [[AsideLine]]
  /// By member, where the member's records begin.
  private let firstRecords: [Int]
  private let standings: [Standing?]

  /// `refused` are the refused rows that state a member's number. O(rows + records).
  package init(_ run: RunRecord, refused: [RefusedRow] = []) {
    let owners = RowOwners(run)
    let words = RecordWords(run, owners)
    let leaves = LeafPlace.all(run)
    self.run = run
    self.leaves = leaves
    self.words = words
    aside = AsideLines(run, leaves, owners, words, refused: refused).byMember
    var counts = Array(repeating: 0, count: run.members.count + 1)
    for record in run.records { counts[Int(record.member) + 1] += 1 }
    for member in run.members.indices { counts[member + 1] += counts[member] }
    firstRecords = counts
    var standings = [Standing?](repeating: nil, count: run.members.count)
    for standing in run.ranking.standings { standings[Int(standing.member)] = standing }
    self.standings = standings
  }

  /// Where a row stands; nil for one of no table of the run.
  package func place(_ row: RowReference) -> (source: String, path: String, line: Int)? {
    guard run.tables.indices.contains(Int(row.table)),
      run.tables[Int(row.table)].origins.indices.contains(Int(row.row))
    else { return nil }
    let origin = run.origin(row)
    return (run.file(origin).source, run.file(origin).path, Int(origin.firstLine))
  }

  func standing(_ member: Int) -> Standing? { standings[member] }

  func aside(_ member: Int) -> [AsideLine] { aside[member] }

  /// By leaf, then in the order in which limits count them.
  func lines(_ member: Int) -> [CountedLine] {
    run.records[firstRecords[member]..<firstRecords[member + 1]].map(line)
  }

  /// What a record was and gave, also under other numbers of the run's model.
  package func line(_ record: RecordScore) -> CountedLine {
    let leaf = leaves[Int(record.leaf)]
    var (day, text, source) = (Day?.none, "合计", "")
    var points: Points? = record.points
    switch record.subject {
    case .measure: break
    case .entered(let index):
      let entered = run.input.entered[Int(index)]
      (day, text) = (entered.datedOn, "记分 \(words.told(entered.number, member: record.member))")
      source = words.source([entered.row], member: record.member)
    case .record(let index):
      guard let relation = leaf.relation else { break }
      let found = run.input.relations[relation]
      day = Instant(seconds: found.times[Int(index)]).day
      text = words.text(of: Int(index), in: relation, member: record.member)
      source = words.source(found.evidence(Int(index)), member: record.member)
      if leaf.isMeasure { points = nil }
    }
    let lost =
      run.model.categories[leaf.category].role == .deduction
      ? .zero : LeafPlace.loss(record.limited, record.capped, record.shared)
    return CountedLine(
      leaf: Int(record.leaf), day: day, text: text, points: points, lost: lost, source: source)
  }
}
