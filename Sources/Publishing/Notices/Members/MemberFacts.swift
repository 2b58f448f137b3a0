import Ranking
import Records
import Scoring

extension MemberBook {
  /// What the fields of a member's own papers hold besides those of the run.
  func facts(_ member: Int) -> [String: NoticeValue] {
    let person = run.members[member]
    let card = run.cards[member]
    func points(_ points: Points) -> NoticeValue { .text(points.text(decimals: run.model.decimals)) }
    var values: [String: NoticeValue] = [
      "number": .text(person.number), "name": .text(person.name), "profile": .text(person.profile),
      "post": .text(person.post), "sector": .text(person.sector ?? ""),
      "committee": .text(person.committee ?? ""),
      "total": points(card.total), "base": points(card.base), "bonus": points(card.bonus),
      "deduction": points(card.deduction),
      "counted": .count(card.leaves.listed.reduce(0) { $0 + $1.kept }),
      "uncounted": .count(aside(member).count),
    ]
    values.merge(standing(of: member)) { $1 }
    values.merge(nextGrade(card)) { $1 }
    return values
  }

  private func standing(of member: Int) -> [String: NoticeValue] {
    let standing = standing(member)
    let ranked = run.ranking.standings.count { $0.profile == run.cards[member].profile && $0.rank != nil }
    let reasons = (standing?.reasons ?? []).map { reason in
      reason.text.hasPrefix("\(reason.code) ")
        ? String(reason.text.dropFirst(reason.code.count + 1)) : reason.text
    }
    return [
      "is_ranked": .flag(standing?.rank != nil), "rank": .text(standing?.rank.map { "\($0)" } ?? ""),
      "ranked": .count(ranked), "is_shared": .flag((standing?.sharing ?? 1) > 1),
      "sharing": .count(standing?.sharing ?? 1), "is_graded": .flag(standing?.grade != nil),
      "grade": .text(standing?.grade ?? ""), "has_reasons": .flag(!reasons.isEmpty),
      "reasons": .list(reasons.map { ["reason": .text($0)] }.marked),
    ]
  }

  /// The lowest grade line above a total; none for who is set aside, whom no points bring a grade.
  private func nextGrade(_ card: Scorecard) -> [String: NoticeValue] {
    let above = run.model.grades.last { grade in
      grade.from.map { Points(nearest: $0[card.profile]) > card.total } ?? false
    }
    let next = card.setAsideBy == nil ? above : nil
    let line = next?.from.map { Points(nearest: $0[card.profile]) } ?? .zero
    let decimals = run.model.decimals
    return [
      "has_next": .flag(next != nil), "next_grade": .text(next?.name ?? ""),
      "next_line": .text(line.text(decimals: decimals)),
      "next_distance": .text((line - card.total).text(decimals: decimals)),
    ]
  }
}
