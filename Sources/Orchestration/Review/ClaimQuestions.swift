import Preparation
import Publishing
import Records

/// Asks whose each row is that awaits a claim.
struct ClaimQuestions {
  private let rows: IngestedRows
  private let search: CandidateSearch
  private let members: [Key: Int]

  /// Sources in which a row of one member changes what others get.
  private static let shared = Set(["proposal_people", "adjustments", "penalties", "aliases"].map { Key($0) })

  init(_ rows: IngestedRows, members: [Member]) {
    self.rows = rows
    search = CandidateSearch(rows.tables)
    self.members = Dictionary(
      members.enumerated().map { (Key($1.number), $0) }, uniquingKeysWith: { first, _ in first })
  }

  func draft(_ unclaimed: UnclaimedRow) -> DraftQuestion {
    let table = rows.tables[Int(unclaimed.row.table)]
    let row = Int(unclaimed.row.row)
    let key = table.recordKey(row)
    let stated = ["member_no", "name", "phone"].map { column in
      table.text(column == "member_no" ? unclaimed.column : column, row)
    }.filter { !$0.isEmpty }.joined(separator: " · ")
    let found = search.candidates(table, row: row, column: unclaimed.column)
    return DraftQuestion(
      kind: .claim, source: table.source, recordKey: key, origin: table.origins[row],
      message: Message(
        zh: "\(table.shape.title)\(key)是谁的？行中写着：\(stated)",
        en: "whose is \(table.source) \(key)? It states: \(stated)"),
      answers: found.map { answer($0, table.source, key) })
  }

  private func answer(_ candidate: Candidate, _ source: String, _ key: String) -> DraftAnswer {
    let decision = Decision(
      number: "?", verdict: .same, source: source, recordKey: key, subject: .member(candidate.number))
    return DraftAnswer(
      subject: candidate.number,
      remedy: DraftAnswer.line(decision),
      supports: candidate.supports, objections: candidate.objections,
      supposed: Supposition(decision: decision),
      members: ClaimQuestions.shared.contains(Key(source))
        ? nil : members[Key(candidate.number)].map { [$0] } ?? [])
  }
}
