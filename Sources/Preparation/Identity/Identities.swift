import Records

/// What the member list, the old numbers and the decisions say about who is who.
struct Identities {
  /// Of all members of the list.
  let numbers: Set<Key>
  /// Old number → the number that its row gives.
  private let successors: [Key: String]
  /// Name and phone → number; nil when several members have both. Empty where no source states them.
  private let people: [Key: String?]
  private let owners: [RecordName: Decision]
  private let deniedOwners: [RecordName: Set<Key>]
  /// Members' numbers have this many digits; nil when the contract states no width.
  private let width: Int?

  init(_ rows: Staged, decisions: Decisions) {
    let members = rows.table("members")
    let search = EqualRows(workers: rows.workers)
    let asksForPeople = rows.tables.contains { table in
      table.source != "members" && table.column("name") != nil && table.column("phone") != nil
        && !table.live.isEmpty
    }
    let readsMembers = rows.numbers == nil || asksForPeople
    let surviving = readsMembers ? members.map { (table: $0, rows: SameKey.survivors(of: $0, search)) } : nil
    numbers = rows.numbers ?? surviving.map { Identities.numbers(in: $0.table, rows: $0.rows) } ?? []
    people = asksForPeople ? surviving.map { Identities.people(in: $0.table, rows: $0.rows) } ?? [:] : [:]
    width = members.flatMap { $0.shape.fields.first { $0.key == "member_no" }?.codeWidth }
    successors = rows.table("aliases").map { Identities.successors(in: $0, search) } ?? [:]
    owners = decisions.owners
    deniedOwners = decisions.deniedOwners
  }

  /// The current number that a text means: itself, or what an old number leads to. A current number is never
  /// an old one; a chain of old numbers is followed to its end, a loop leads nowhere.
  func number(for text: String) -> String? {
    var current = text
    var visited: Set<Key> = []
    while !numbers.contains(Key(current)) {
      guard visited.insert(Key(current)).inserted, let next = successor(of: current) else { return nil }
      current = next
    }
    return current
  }

  /// By place in `texts`: true for what is no current number. Shared out.
  func areUnclear(_ texts: [String], workers: Workers) -> [Bool] {
    workers.fill(texts.count, of: 8192) { range, output in
      for place in range { output.append(!numbers.contains(Key(texts[place]))) }
    }
  }

  /// The only member with that name and phone.
  func number(name: String, phone: String) -> String? {
    guard !name.isEmpty, !phone.isEmpty else { return nil }
    return people[Identities.personKey(name: name, phone: phone)] ?? nil
  }

  /// Who is said to own a row.
  func owner(_ record: RecordName) -> Decision? { owners[record] }

  /// True when a decision says that the row is not this member's.
  func isDenied(_ number: String, _ record: RecordName) -> Bool {
    deniedOwners[record]?.contains(Key(number)) ?? false
  }

  private func successor(of text: String) -> String? {
    if let next = successors[Key(text)] { return next }
    guard width != nil else { return nil }
    var digits = Substring(text)
    while digits.utf8.first == UInt8(ascii: "0") {
      digits = digits.dropFirst()
      if let next = successors[Key(String(digits))] { return next }
    }
    return nil
  }

  private static func numbers(in table: Table, rows: [Int32]) -> Set<Key> {
    guard let column = table.column("member_no") else { return [] }
    var numbers = Set<Key>(minimumCapacity: rows.count)
    for row in rows { numbers.insert(Key(column.canonicalText(Int(row)))) }
    return numbers
  }

  private static func people(in table: Table, rows: [Int32]) -> [Key: String?] {
    guard let names = table.column("name"), let phones = table.column("phone"),
      let numbers = table.column("member_no")
    else { return [:] }
    var people: [Key: String?] = [:]
    for row in rows.lazy.map({ Int($0) }) where !names.isMissing(row) && !phones.isMissing(row) {
      let key = personKey(name: names.canonicalText(row), phone: phones.canonicalText(row))
      people.updateValue(people.keys.contains(key) ? nil : numbers.canonicalText(row), forKey: key)
    }
    return people
  }

  private static func successors(in table: Table, _ search: EqualRows) -> [Key: String] {
    let kinds = table.classes("kind", ["旧编号"])
    var successors: [Key: String] = [:]
    for row in SameKey.survivors(of: table, search) where kinds[Int(row)] == 0 {
      successors[Key(table.text("alias", Int(row)))] = table.text("member_no", Int(row))
    }
    return successors
  }

  private static func personKey(name: String, phone: String) -> Key { Key(name + "\u{1F}" + phone) }
}

extension FieldSchema {
  fileprivate var codeWidth: Int? {
    if case .code(let width) = type { return width }
    return nil
  }
}
