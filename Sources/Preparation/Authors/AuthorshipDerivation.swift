import Records

extension Derivation {
  /// One record per member × item, of his strongest row (model.md §2.4).
  mutating func deriveAuthorship() -> Authorship {
    guard let schema = schema(.authorship), let position = rows.position("proposals"),
      let peoplePosition = rows.position("proposal_people")
    else { return Authorship() }
    let people = rows.tables[peoplePosition]
    let reader = AuthorReader(proposals: rows.tables[position], people: people, roster: roster)
    let authorship = strongestAuthors(reader)
    var records = RecordList()
    var recorded: [Author] = []
    for author in authorship.strongest {
      if let reason = obstacle(author.member, time: author.time) {
        setAside(author.row, of: people, reason)
        continue
      }
      records.append(
        member: author.member, time: author.time, key: reader.proposals.recordKey(Int(author.item)),
        row: author.proposal,
        evidence: [
          RowReference(table: position, row: Int(author.proposal)),
          RowReference(table: peoplePosition, row: Int(author.row)),
        ])
      recorded.append(author)
    }
    setAsideUncredited(reader.proposals, credited: Set(recorded.map(\.proposal)))
    relations.append(
      records.relation(schema, own: reader.proposals, derived: fields(of: recorded, reader: reader)))
    return authorship
  }

  private mutating func strongestAuthors(_ reader: AuthorReader) -> Authorship {
    var best: [UInt64: Author] = [:]
    for row in reader.people.live {
      guard let author = reader.author(row) else {
        setAside(row, of: reader.people, .noMember)
        continue
      }
      guard author.member >= 0 else {
        setAside(row, of: reader.people, .outsideRun)
        continue
      }
      let key = UInt64(author.member) << 32 | UInt64(author.item)
      if let other = best[key] {
        let isStronger = Author.isStronger(author, other)
        setAside(isStronger ? other.row : row, of: reader.people, .sameItem)
        if !isStronger { continue }
      }
      best[key] = author
    }
    var authorship = Authorship()
    authorship.items = reader.items
    authorship.strongest = best.keys.sorted().compactMap { best[$0] }
    for (place, author) in authorship.strongest.enumerated() {
      authorship.byItem[author.item, default: []].append(place)
    }
    return authorship
  }

  private mutating func setAsideUncredited(_ proposals: Table, credited: Set<Int32>) {
    for row in proposals.live where !credited.contains(row) { setAside(row, of: proposals, .notAuthor) }
  }

  private func fields(of authors: [Author], reader: AuthorReader) -> [String: Column] {
    let counts = reader.authorCounts()
    let roles = authors.map { $0.role < Role.authors.count ? UInt32($0.role) : CodedColumn.missing }
    return [
      "role": .coded(CodedColumn(codes: roles, dictionary: Role.authors.map(\.rawValue))),
      "position": .integer(authors.map(\.position)),
      "authors": .integer(authors.map { counts[Int($0.proposal)] }),
      "item": .text(TextColumn(authors.map { reader.proposals.recordKey(Int($0.item)) })),
    ]
  }
}
