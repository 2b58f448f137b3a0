import Records

/// Hot topics and remote consultations: comments of members, and of the public, whose rows the books count as filtered.
struct CommentFacts {
  struct Topic: Hashable {
    var title: String
    /// Members who wrote, each once.
    var members = 0
    var memberComments = 0
    var publicComments = 0
  }

  /// By kind of the activity: 热点关注, 远程协商.
  let ofMembers: RowCount?
  let ofPublic: RowCount?
  /// Hot topics with comments in the period, those with most comments first, then in the order of the rows.
  let topics: [Topic]
  let aspects: AspectCounts

  /// Stands for a title that names a member.
  static let unnamed = "（题目中有姓名）"

  static let kinds = [ActivityDates.hot, ActivityDates.remote]

  init(_ run: RunRecord, _ frame: OverviewFrame, _ dates: ActivityDates, _ taxonomy: [Aspect]) {
    guard let table = run.table("comments"), let activities = run.table("activities") else {
      (ofMembers, ofPublic, topics, aspects) = (nil, nil, [], AspectCounts(taxonomy))
      return
    }
    let outside = CommentFacts.publicRows(run, table)
    let owners = ActivityDates.owners(table, dates.rows)
    let kindOfActivity = activities.classes("kind", CommentFacts.kinds)
    let kindOf = owners.map { $0.flatMap { kindOfActivity[$0] < 0 ? nil : Int(kindOfActivity[$0]) } }
    let times = table.times("posted_at")
    ofMembers = RowCount(
      table, frame, times: times, sectors: frame.sectors(of: table.coded("member_no")),
      classes: CommentFacts.kinds
    ) { kindOf[$0] }
    ofPublic = RowCount(table, frame, rows: outside, times: times, classes: CommentFacts.kinds) { kindOf[$0] }
    let isHot = { (row: Int32) in
      kindOf[Int(row)] == 0 && frame.month(of: times[Int(row)]) != nil
    }
    let (hotMembers, hotPublic) = (table.live.filter(isHot), outside.filter(isHot))
    let names = NameScan(run.members, in: run.tables)
    topics = CommentFacts.topics(table, activities, owners, hotMembers, hotPublic).map { topic in
      var topic = topic
      if names.namesAnother(in: topic.title, than: Relation.nobody) { topic.title = CommentFacts.unnamed }
      return topic
    }
    aspects = AspectCounts(taxonomy, table, members: hotMembers, outside: hotPublic)
  }

  func total(_ kind: String) -> Int { (ofMembers?.total(kind) ?? 0) + (ofPublic?.total(kind) ?? 0) }

  /// The rows that the books filtered because nobody's number stands in them.
  static func publicRows(_ run: RunRecord, _ table: Table) -> [Int32] {
    let origins = Set(
      run.filtered.lazy.filter { $0.code == "PUBLIC" && Key($0.source) == Key(table.source) }.map(\.origin))
    guard !origins.isEmpty else { return [] }
    let isLive = Set(table.live)
    return (0..<Int32(table.rowCount)).filter { row in
      !isLive.contains(row) && origins.contains(table.origins[Int(row)])
    }
  }

  /// Without the kind, which some titles begin with.
  static func title(_ title: String) -> String {
    let kind = "\(ActivityDates.hot)："
    return title.utf8.starts(with: kind.utf8) ? String(title.dropFirst(kind.count)) : title
  }

  private static func topics(
    _ table: Table, _ activities: Table, _ owners: [Int?], _ members: [Int32], _ outside: [Int32]
  ) -> [Topic] {
    let numbers = table.coded("member_no")
    var topics: [Int: Topic] = [:]
    var writers: [Int: Set<UInt32>] = [:]
    for (rows, isPublic) in [(members, false), (outside, true)] {
      for row in rows.lazy.map({ Int($0) }) {
        guard let owner = owners[row] else { continue }
        var topic = topics[owner] ?? Topic(title: title(activities.text("title", owner)))
        if isPublic { topic.publicComments += 1 } else { topic.memberComments += 1 }
        if !isPublic, writers[owner, default: []].insert(numbers.codes[row]).inserted { topic.members += 1 }
        topics[owner] = topic
      }
    }
    return topics.sorted { left, right in
      let (a, b) = (left.value, right.value)
      let (here, there) = (a.memberComments + a.publicComments, b.memberComments + b.publicComments)
      return here == there ? left.key < right.key : here > there
    }.map(\.value)
  }
}

/// Valid comments on hot topics by what they are about. A comment counts for each aspect of which it holds a word, so
/// the counts may add up to more than the comments.
struct AspectCounts {
  struct Line: Hashable {
    let aspect: Aspect
    var members = 0
    var outside = 0

    var total: Int { members + outside }
  }

  /// In the order of the taxonomy.
  private(set) var lines: [Line]
  /// Of no aspect.
  private(set) var unclassified = Line(aspect: Aspect(name: RowCount.unclassified, keywords: []))
  private(set) var comments = 0
  /// Not valid, and so not looked at.
  private(set) var invalid = 0

  init(_ taxonomy: [Aspect]) {
    lines = taxonomy.map { Line(aspect: $0) }
  }

  init(_ taxonomy: [Aspect], _ table: Table, members: [Int32], outside: [Int32]) {
    self.init(taxonomy)
    let isValid = table.flags("valid")
    let words = taxonomy.map { $0.keywords.map { Array($0.utf8) } }
    guard let texts = table.column("text") else { return }
    for (rows, isPublic) in [(members, false), (outside, true)] {
      for row in rows.lazy.map({ Int($0) }) {
        guard isValid[row] else {
          invalid += 1
          continue
        }
        comments += 1
        let bytes = AspectCounts.bytes(texts, row)
        var isFound = false
        for (place, keywords) in words.enumerated()
        where keywords.contains(where: { AspectCounts.holds(bytes, $0) }) {
          isFound = true
          lines[place].add(isPublic)
        }
        if !isFound { unclassified.add(isPublic) }
      }
    }
  }

  private static func bytes(_ texts: Column, _ row: Int) -> [UInt8] {
    if case .text(let column) = texts {
      Array(column.utf8(row))
    } else {
      Array(texts.canonicalText(row).utf8)
    }
  }

  /// True where a text holds a word, byte for byte. O(text · word).
  static func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first, word.count <= text.count else { return false }
    let (text, word) = (text.span, word.span)
    for start in 0...(text.count - word.count) where text[start] == first {
      var length = 1
      while length < word.count, text[start + length] == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }
}

extension AspectCounts.Line {
  fileprivate mutating func add(_ isPublic: Bool) {
    if isPublic { outside += 1 } else { members += 1 }
  }
}
