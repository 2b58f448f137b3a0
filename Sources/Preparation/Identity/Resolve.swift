import Records

/// Turns "who" and "what" into known members and rows (model.md §1): old numbers, name with phone, decisions;
/// rows that remain unclear are refused, comments of the public are filtered.
func resolve(_ rows: Staged, decisions: Decisions) -> Staged {
  var next = rows
  var fates = rows.noFates
  let identities = Identities(rows, decisions: decisions)
  next.numbers = identities.numbers
  let credit = MemberCredit(identities: identities)
  for position in rows.tables.indices {
    credit.resolve(position, in: &next, fates: &fates[position])
  }
  let check = ReferenceCheck(rows: next, fates: fates)
  for position in rows.tables.indices {
    check.check(position, in: &next, fates: &fates[position])
  }
  if let comments = next.position("comments") {
    filterPublic(next.tables[comments], fates: &fates[comments])
  }
  next.findings += UnusedDecisions(rows, decisions).findings
  next.close(.resolve, fates: fates)
  return next
}

/// A comment without a member is one of the public.
private func filterPublic(_ comments: Table, fates: inout [Int32: Fate]) {
  let members = comments.coded("member_no").codes
  let message = Message(
    zh: "群众发言，计入概况，不计委员分", en: "a comment of the public: counted in the overview, scores for no one")
  for row in comments.live where members[Int(row)] == CodedColumn.missing && fates[row] == nil {
    fates[row] = .filtered(code: "PUBLIC", message: message)
  }
}
