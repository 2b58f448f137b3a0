import Ranking
import Records
import Robustness
import Scoring

/// Who got and who lost a seat of a quota, group by group.
struct SeatTable {
  private let seats: [SeatChange]

  init(_ facts: ComparisonFacts, profile: String) {
    seats = SeatChange.list(
      facts.comparison, before: facts.before.ranking, after: facts.after.ranking
    ).filter { Key($0.profile) == Key(profile) }
  }

  func write(to markup: inout Markup) {
    guard !seats.isEmpty else { return }
    markup.heading("h3", "名额得失", "seats got and lost")
    markup.element("table", ["class": "seats"]) { markup in
      markup.element("thead") { markup in
        markup.element("tr") { markup in
          for word in ["等次", "分组", "席位", "得", "失"] {
            markup.element("th", ["scope": "col"], text: word)
          }
        }
      }
      markup.element("tbody") { markup in
        for change in seats { row(change, to: &markup) }
      }
    }
  }

  private func row(_ change: SeatChange, to markup: inout Markup) {
    let count = CauseWords.arrow(change.seatsBefore.map(String.init), String(change.seatsAfter))
    let people = [change.gained, change.lost].map { holders in
      holders.map { "\($0.number) \($0.name)" }.joined(separator: "、")
    }
    markup.element("tr") { markup in
      for cell in [change.grade, change.group, count] + people { markup.element("td", text: cell) }
    }
  }
}

/// Members of one of the runs alone.
struct MembershipTable {
  private let rows: [[String]]
  private let isGraded: Bool

  init(_ facts: ComparisonFacts, profile: String) {
    let comparison = facts.comparison
    let isGraded = comparison.ladders.isGraded
    self.isGraded = isGraded
    let sides = [
      ("新进", comparison.joined, comparison.mixtures[.all]), ("离开", comparison.left, comparison.mixtures[[]]),
    ]
    rows = sides.flatMap { word, indices, run in
      indices.filter { Key(run.input.members[$0].profile) == Key(profile) }.map { index in
        let (member, place) = (run.input.members[index], run.places[index])
        let grade = isGraded ? [place.grade ?? "—"] : []
        return [word, member.number, member.name] + grade + [
          place.rank.map(String.init) ?? "—", run.cards[index].total.text(decimals: run.model.decimals),
        ]
      }
    }
  }

  func write(to markup: inout Markup) {
    guard !rows.isEmpty else { return }
    markup.heading("h3", "新进和离开", "joined and left")
    markup.element("table", ["class": "joined"]) { markup in
      markup.element("thead") { markup in
        markup.element("tr") { markup in
          for word in ["", "编号", "姓名"] + (isGraded ? ["等次"] : []) + ["名次", "总分"] {
            markup.element("th", ["scope": "col"], text: word)
          }
        }
      }
      markup.element("tbody") { markup in
        for cells in rows {
          markup.element("tr") { markup in
            for cell in cells { markup.element("td", text: cell) }
          }
        }
      }
    }
  }
}
