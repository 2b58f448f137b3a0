import Records

/// What a run came to and how far it may be trusted, in a sentence each.
enum RunSentences {
  static func outcome(_ run: RunRecord) -> Message {
    let distributions = run.distributions
    let zh = distributions.map { distribution in
      let grades = distribution.grades.filter { $0.members > 0 }.map { "\($0.grade)\(grouped($0.members))" }
      let setAside = distribution.setAside.reduce(0) { $0 + $1.members }
      let parts =
        ["\(distribution.profile)\(grouped(distribution.ranked))人参加排名"] + grades
        + (setAside > 0 ? ["另有\(grouped(setAside))人不参加排名"] : [])
      return parts.joined(separator: "，")
    }.joined(separator: "；")
    let en = distributions.map { "\($0.profile) \(grouped($0.ranked)) ranked" }.joined(separator: ", ")
    let isGraded = distributions.contains { !$0.grades.isEmpty }
    return Message(
      zh: zh + (isGraded ? "。" : "；本期不评等次。"), en: en + (isGraded ? "." : "; no grades in this run."))
  }

  static func trust(_ run: RunRecord) -> Message {
    let totals = BooksTotals(run.books)
    let claims = run.quarantine.count { $0.rejection.finding.code == "AWAITING_CLAIM" }
    let waiting =
      claims > 0
      ? Message(zh: "，其中\(grouped(claims))行待认领", en: ", \(grouped(claims)) of them awaiting a claim")
      : Message(zh: "", en: "")
    return Message(
      zh: "依据\(grouped(totals.read))行原始记录，账目步步相符；退回\(grouped(totals.rejected))行"
        + "（\(totals.rejectedShare)%）\(waiting.zh)。",
      en: "\(grouped(totals.read)) rows read and the books close at every stage; "
        + "\(grouped(totals.rejected)) rejected (\(totals.rejectedShare) %)\(waiting.en).")
  }
}
