import Ranking
import Records

/// Somebody on a list that was made public.
package struct ListedHolder: Hashable, Sendable {
  package let number: String
  package let name: String
  package let sector: String

  package init(number: String, name: String, sector: String) {
    self.number = number
    self.name = name
    self.sector = sector
  }
}

/// What a run's list of the top grade says otherwise than one that was made public before.
///
/// It is as public as the list: who is on it no more is told without the grade in its place.
package struct ListChanges: Sendable {
  private enum Change {
    case added(ListedHolder)
    case removed(ListedHolder)
    case corrected(from: ListedHolder, to: ListedHolder)
  }

  private let changes: [Change]

  /// A holder is the same by the member's number.
  package init(from before: [ListedHolder], to run: RunRecord) {
    let old = Dictionary(before.map { (Key($0.number), $0) }, uniquingKeysWith: { first, _ in first })
    let now = NoticeTable.top(run).map { standing in
      let member = run.members[Int(standing.member)]
      return ListedHolder(number: member.number, name: member.name, sector: member.sector ?? "")
    }
    let new = Dictionary(now.map { (Key($0.number), $0) }, uniquingKeysWith: { first, _ in first })
    changes = Set(old.keys).union(new.keys).sorted().compactMap { number in
      switch (old[number], new[number]) {
      case (nil, let holder?): .added(holder)
      case (let holder?, nil): .removed(holder)
      case (let from?, let to?):
        Key(from.name) == Key(to.name) && Key(from.sector) == Key(to.sector)
          ? nil : .corrected(from: from, to: to)
      case (nil, nil): nil
      }
    }
  }

  package var isEmpty: Bool { changes.isEmpty }

  var facts: [String: NoticeValue] {
    [
      "added_members": .count(changes.count { if case .added = $0 { true } else { false } }),
      "removed_members": .count(changes.count { if case .removed = $0 { true } else { false } }),
      "corrected_members": .count(changes.count { if case .corrected = $0 { true } else { false } }),
    ]
  }

  /// In the order of the members' numbers.
  func table(grade: String) -> DocumentTable {
    let rows = changes.enumerated().map { index, change -> [String] in
      let cells =
        switch change {
        case .added(let holder): [holder.name, holder.sector, "未列入", "列入\(grade)等次"]
        case .removed(let holder): [holder.name, holder.sector, "列入\(grade)等次", "不再列入"]
        case .corrected(let from, let to):
          [to.name, to.sector, "\(from.name)，\(from.sector)", "\(to.name)，\(to.sector)"]
        }
      return ["\(index + 1)"] + cells
    }
    return DocumentTable(
      columns: [
        .init("序号", width: 7), .init("姓名", width: 15), .init("界别", width: 20), .init("原公示", width: 24),
        .init("更正为", width: 24),
      ], rows: rows)
  }
}
