import Records

/// The counts of `quality.html`, in the order in which the page lists them.
struct QualityFacts {
  /// How many rows have a code, and how many of them each source has.
  struct Line {
    let code: String
    let count: Int64
    let sources: [Share]
  }

  struct Share {
    let source: String
    let count: Int64
  }

  struct Account {
    let name: Message
    var input: Int64 = 0
    var rejected: Int64 = 0
    var merged: Int64 = 0
    var filtered: Int64 = 0
    var kept: Int64 = 0

    var removed: Int64 { rejected + merged + filtered }

    /// Adds what one stage did; a source's `input` is its first stage's and `kept` its last's.
    mutating func add(_ account: StageAccount, isFirst: Bool, isLast: Bool) {
      if isFirst { input += account.input.count }
      rejected += account.rejected.count
      merged += account.merged.count
      filtered += account.filtered.count
      if isLast { kept += account.kept.count }
    }
  }

  let rejections: [Line]
  let findings: [CodeCount]
  let corrections: [Line]
  /// Layers in the order of the stages.
  let merges: [(layer: Message, line: Line)]
  let filtered: [Line]
  let unused: [Line]
  let stages: [Account]
  let sources: [Account]
  let byteKinds: [String]
  let bytes: [(source: String, counts: [Int64])]
  let files: [(path: String, source: String, rows: Int64, size: Int64, encoding: String, sha256: String)]

  init(_ run: RunRecord) {
    let title = QualityFacts.titles(run)
    let rejected = run.quarantine.lazy.map(\.rejection.finding)
    rejections = QualityFacts.lines(rejected.map { ($0.source, $0.code) }, title)
    findings = CodeCount.of(run.findings).sorted { $0.count > $1.count }
    corrections = QualityFacts.lines(run.corrections.lazy.map { ("", $0.rule) }, title)
    filtered = QualityFacts.lines(run.filtered.lazy.map { ($0.source, $0.code) }, title)
    unused = QualityFacts.lines(run.unused.lazy.map { ($0.source, $0.code) }, title)
    merges = Stage.allCases.flatMap { stage in
      QualityFacts.lines(
        run.merges.lazy.filter { $0.stage == stage }.map { ($0.source, stage.rawValue) }, title
      )
      .map { (CodeWords.stage(stage), $0) }
    }
    stages = QualityFacts.stages(run.books)
    sources = QualityFacts.sources(run)
    byteKinds = run.byteCounts.first?.map(\.kind) ?? []
    bytes = QualityFacts.bytes(run, title)
    files = run.inputs.map { input in
      (input.name, title(input.source), input.rows, input.size, input.encoding, input.sha256)
    }
  }

  /// The Chinese name of a source, or its key where no table says it.
  private static func titles(_ run: RunRecord) -> (String) -> String {
    let titles = Dictionary(
      run.tables.map { (Key($0.source), $0.shape.title) }, uniquingKeysWith: { first, _ in first })
    return { titles[Key($0)] ?? $0 }
  }

  /// Rows by code and source. Equal entries mostly follow one another, so the table is asked once for each such run.
  private static func counts(_ entries: some Sequence<(source: String, code: String)>) -> [Key: [Key: Int64]]
  {
    var counts: [Key: [Key: Int64]] = [:]
    var (last, length) = (("", ""), Int64(0))
    for entry in entries {
      if entry != last {
        if length > 0 { counts[Key(last.1), default: [:]][Key(last.0), default: 0] += length }
        (last, length) = (entry, 0)
      }
      length += 1
    }
    if length > 0 { counts[Key(last.1), default: [:]][Key(last.0), default: 0] += length }
    return counts
  }

  /// The most frequent first, codes and the sources of each; equal counts in byte order.
  private static func lines(
    _ entries: some Sequence<(source: String, code: String)>, _ title: (String) -> String
  ) -> [Line] {
    let counts = counts(entries)
    let lines = counts.keys.sorted().map { code in
      let sources = (counts[code] ?? [:]).sorted {
        $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
      }
      return Line(
        code: code.text, count: sources.reduce(0) { $0 + $1.value },
        sources: sources.map { Share(source: title($0.key.text), count: $0.value) })
    }
    return lines.enumerated().sorted { left, right in
      left.element.count == right.element.count
        ? left.offset < right.offset : left.element.count > right.element.count
    }.map(\.element)
  }

  private static func stages(_ books: Books) -> [Account] {
    Stage.accounted.compactMap { stage in
      let accounts = books.accounts.filter { $0.stage == stage }
      guard !accounts.isEmpty else { return nil }
      var sum = Account(name: CodeWords.stage(stage))
      for account in accounts { sum.add(account, isFirst: true, isLast: true) }
      return sum
    }
  }

  /// What became of the rows of each source, by its title and its name.
  static func sources(_ run: RunRecord) -> [Account] {
    let (books, title) = (run.books, titles(run))
    var names: [String] = []
    for account in books.accounts where names.last != account.source { names.append(account.source) }
    return names.map { name in
      let accounts = books.accounts.filter { $0.source == name }
      var sum = Account(name: Message(zh: title(name), en: name))
      for (index, account) in accounts.enumerated() {
        sum.add(account, isFirst: index == 0, isLast: index == accounts.count - 1)
      }
      return sum
    }
  }

  private static func bytes(
    _ run: RunRecord, _ title: (String) -> String
  ) -> [(source: String, counts: [Int64])] {
    var lines: [(source: String, counts: [Int64])] = []
    for (file, classes) in zip(run.files, run.byteCounts) {
      let counts = classes.map(\.count)
      let name = title(file.source)
      if let last = lines.last, last.source == name {
        lines[lines.count - 1].counts = zip(last.counts, counts).map { $0 + $1 }
      } else {
        lines.append((name, counts))
      }
    }
    return lines
  }
}
