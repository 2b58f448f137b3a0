package import Records

/// A member who may be meant by a row, for a person to decide. A candidate is never credited.
package struct Candidate: Hashable, Sendable {
  package let number: String
  /// The sum of what agrees, an order and no probability.
  package let weight: Int
  package let supports: [Message]
  package let objections: [Message]
}

/// Looks for the members whom a row that awaits a claim may mean, by what agrees.
///
/// Weights: phone 40; number one step off (a digit other, missing, extra, or two neighbours swapped) 30; name 30 divided
/// by how many of the list bear it, since a common name says less; a former name 25; a name cut short 10; sector 5.
package struct CandidateSearch: Sendable {
  private let members: [ListedMember]
  /// By folded name: how many members bear it.
  private let bearers: [Key: Int]
  /// By folded former name: the numbers of who bore it.
  private let former: [Key: Set<Key>]

  /// Nobody below this weight is named: a sector alone says nothing.
  private static let leastWeight = 10
  private static let most = 5

  /// `tables` as they came out of cleaning.
  package init(_ tables: [Table]) {
    members = tables.first { $0.source == "members" }.map(ListedMember.all) ?? []
    bearers = Dictionary(members.map { (Key($0.foldedName), 1) }, uniquingKeysWith: +)
    var former: [Key: Set<Key>] = [:]
    if let aliases = tables.first(where: { $0.source == "aliases" }) {
      for row in aliases.live.map(Int.init) where Key(aliases.text("kind", row)) == Key("曾用名") {
        former[Key(NameFold.of(aliases.text("alias", row))), default: []]
          .insert(Key(aliases.text("member_no", row)))
      }
    }
    self.former = former
  }

  /// The best five, by weight, then by number. `column` is the reference that nothing resolves; name and phone stand
  /// beside `member_no` only. O(members).
  package func candidates(_ table: Table, row: Int, column: String = "member_no") -> [Candidate] {
    let isOwn = column == "member_no"
    let hint = Hint(
      number: table.text(column, row), name: isOwn ? table.text("name", row) : "",
      phone: isOwn ? table.text("phone", row) : "", sector: isOwn ? table.text("sector", row) : "")
    let found = members.compactMap { candidate($0, hint) }
    let sorted = found.sorted { left, right in
      left.weight != right.weight ? left.weight > right.weight : Key(left.number) < Key(right.number)
    }
    return Array(sorted.prefix(CandidateSearch.most))
  }

  private func candidate(_ member: ListedMember, _ hint: Hint) -> Candidate? {
    var marks: [Mark] = []
    if !hint.number.isEmpty { marks.append(numberMark(member, hint)) }
    if !hint.phone.isEmpty, !member.phone.isEmpty { marks.append(CandidateSearch.phoneMark(member, hint)) }
    if !hint.name.isEmpty { marks.append(nameMark(member, hint)) }
    if !hint.sector.isEmpty {
      marks.append(
        Key(hint.sector) == Key(member.sector)
          ? Mark(5, "界别相同", "same sector") : Mark(0, "界别是\(member.sector)", "the sector is \(member.sector)"))
    }
    let weight = marks.reduce(0) { $0 + $1.weight }
    guard weight >= CandidateSearch.leastWeight else { return nil }
    return Candidate(
      number: member.number, weight: weight, supports: marks.filter { $0.weight > 0 }.map(\.message),
      objections: marks.filter { $0.weight == 0 }.map(\.message))
  }

  private func numberMark(_ member: ListedMember, _ hint: Hint) -> Mark {
    OneStep.apart(hint.number, member.number)
      ? Mark(30, "编号\(hint.number)只差一位", "number \(hint.number) is one digit off")
      : Mark(0, "编号\(hint.number)不像", "number \(hint.number) is unlike")
  }

  private static func phoneMark(_ member: ListedMember, _ hint: Hint) -> Mark {
    Key(hint.phone) == Key(member.phone)
      ? Mark(40, "手机相同", "same phone") : Mark(0, "手机不同", "another phone")
  }

  private func nameMark(_ member: ListedMember, _ hint: Hint) -> Mark {
    let name = NameFold.of(hint.name)
    if Key(name) == Key(member.foldedName) {
      let count = bearers[Key(name)] ?? 1
      let how =
        Key(hint.name) == Key(member.name)
        ? ("姓名相同", "same name") : ("姓名只差空格或点", "same name but for spaces or dots")
      return count == 1
        ? Mark(30, "\(how.0)，名册中唯一", "\(how.1), the only one of the list")
        : Mark(max(1, 30 / count), "\(how.0)，名册中有\(count)位", "\(how.1), borne by \(count) of the list")
    }
    if former[Key(name)]?.contains(Key(member.number)) == true { return Mark(25, "曾用名相同", "a former name") }
    if name.count >= 2, member.foldedName.count > name.count, member.foldedName.hasPrefix(name) {
      return Mark(10, "姓名可能被截短", "the name may have been cut short")
    }
    return Mark(0, "姓名是\(member.name)", "the name is \(member.name)")
  }

  private struct Hint {
    let number: String
    let name: String
    let phone: String
    let sector: String
  }

  private struct Mark {
    let weight: Int
    let message: Message

    init(_ weight: Int, _ zh: String, _ en: String) {
      self.weight = weight
      message = Message(zh: zh, en: en)
    }
  }
}

/// A member of the list as a search reads him.
private struct ListedMember: Sendable {
  let number: String
  let name: String
  let foldedName: String
  let phone: String
  let sector: String

  /// One a number: of several rows of a number the first.
  static func all(in table: Table) -> [ListedMember] {
    var seen: Set<Key> = []
    return table.live.map(Int.init).compactMap { row in
      let number = table.text("member_no", row)
      guard seen.insert(Key(number)).inserted else { return nil }
      let name = table.text("name", row)
      return ListedMember(
        number: number, name: name, foldedName: NameFold.of(name), phone: table.text("phone", row),
        sector: table.text("sector", row))
    }
  }
}

/// Whether two numbers are one slip apart.
enum OneStep {
  /// True when one digit is other, missing or extra, or two neighbours are swapped; false for equal ones.
  static func apart(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    let differing = zip(left, right).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
    if left.count == right.count {
      guard differing.count == 2 else { return differing.count == 1 }
      let (first, second) = (differing[0], differing[1])
      return second == first + 1 && left[first] == right[second] && left[second] == right[first]
    }
    let (short, long) = left.count < right.count ? (left, right) : (right, left)
    guard long.count == short.count + 1 else { return false }
    let place = differing.first ?? short.count
    return Array(long[(place + 1)...]) == Array(short[place...])
  }
}
