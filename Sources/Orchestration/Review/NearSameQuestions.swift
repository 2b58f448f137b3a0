import Ingestion
import Preparation
import Publishing
import Records
import Similarity

/// Asks of records whose texts are nearly the same whether they are one thing.
struct NearSameQuestions {
  private(set) var drafts: [DraftQuestion] = []
  private(set) var counts: [NearSameCount] = []

  /// Rows that deduplication kept, earlier ones first by date and then by key. A pair that was decided about is not asked
  /// about.
  init(_ plan: Plan, _ prepared: Prepared) {
    var pairs: [(table: Table, texts: OrderedTexts, pair: NearPair)] = []
    for contract in plan.sources.map(\.contract) {
      guard let rule = contract.nearSame,
        let table = prepared.tables.first(where: { $0.source == contract.shape.name })
      else { continue }
      let search = NearSameSearch(
        threshold: Threshold(Int(rule.threshold.numerator), Int(rule.threshold.denominator)),
        gramSize: rule.gramSize, minimumLength: rule.minimumLength, workers: Workers(plan.workers))
      let texts = OrderedTexts(table, rule.columns)
      let found = search.pairs(in: texts.folded)
      counts.append(NearSameQuestions.count(table, rule, search, texts, found))
      pairs += found.earliest.map { (table, texts, $0) }
    }
    guard !pairs.isEmpty else { return }
    let people = NamedPeople(prepared)
    drafts = pairs.compactMap { table, texts, pair in
      let rows = (texts.rows[pair.first], texts.rows[pair.second])
      let (first, second) = (table.recordKey(rows.0), table.recordKey(rows.1))
      guard plan.decisions.verdict(table.source, first, second) == nil else { return nil }
      return NearSameComparison(table, earlier: rows.0, later: rows.1, pair).draft(people)
    }
  }

  private static func count(
    _ table: Table, _ rule: NearSameRule, _ search: NearSameSearch, _ texts: OrderedTexts,
    _ found: NearSamePairs
  ) -> NearSameCount {
    var sample: NearSameCount.Sample?
    if !found.isComplete {
      let recall = search.recall(of: found, among: texts.sample(of: found.distinct, table), in: texts.folded)
      sample = NearSameCount.Sample(texts: recall.texts, pairs: recall.pairs, found: recall.found)
    }
    return NearSameCount(
      source: table.source, title: table.shape.title, threshold: rule.threshold, compared: found.compared,
      candidates: found.candidates, cut: found.cut, pairs: found.pairs.count, sample: sample)
  }
}

/// The texts of a source's rows, the earlier first.
private struct OrderedTexts {
  /// Rows of the table, parallel to the texts.
  let rows: [Int]
  let folded: FoldedTexts

  /// All pairs of more texts would take longer than the search.
  static let mostSampled = 2000

  init(_ table: Table, _ columns: [String]) {
    let date = table.shape.date.flatMap { table.column($0) } ?? OrderedTexts.firstDate(table)
    let live = table.live.map(Int.init)
    rows = zip(live, OrderedTexts.ranks(date, live)).map { row, rank in
      (rank: rank, key: Key(table.recordKey(row)), row: row)
    }.sorted { ($0.rank, $0.key) < ($1.rank, $1.key) }.map(\.row)
    let cells = columns.compactMap { table.column($0) }
    var folded = FoldedTexts()
    if cells.count == 1, case .text(let texts) = cells[0] {
      let bytes = texts.bytes.span
      for row in rows { folded.append(utf8: bytes.extracting(texts.places.range(row))) }
      self.folded = folded
      return
    }
    for row in rows {
      folded.append(
        cells.count == 1
          ? cells[0].canonicalText(row) : cells.map { $0.canonicalText(row) }.joined(separator: "\n"))
    }
    self.folded = folded
  }

  /// By row a number that orders as the date's text does, a missing one before all.
  private static func ranks(_ date: Column?, _ rows: [Int]) -> [Int64] {
    switch date {
    case .day(let days): return rows.map { days[$0] == Column.missingDay ? Int64.min : Int64(days[$0]) }
    case .time(let times): return rows.map { times[$0] == Column.missingTime ? Int64.min : times[$0] }
    case let column?:
      let texts = rows.map { Key(column.canonicalText($0)) }
      let ordered = Dictionary(
        Set(texts).sorted().enumerated().map { ($1, Int64($0)) }, uniquingKeysWith: { first, _ in first })
      return texts.map { ordered[$0] ?? Int64.min }
    case nil: return rows.map { _ in 0 }
    }
  }

  private static func firstDate(_ table: Table) -> Column? {
    table.shape.fields.firstIndex { $0.type == .date || $0.type == .time }.map { table.columns[$0] }
  }

  /// The texts with the least digests of their keys, in order: as good as drawn, and the same in every run.
  func sample(of places: [Int], _ table: Table) -> [Int] {
    guard places.count > OrderedTexts.mostSampled else { return places }
    let drawn = places.map { (digest: Digest.bytes(of: [table.recordKey(rows[$0])]), place: $0) }
      .sorted {
        $0.digest == $1.digest ? $0.place < $1.place : $0.digest.lexicographicallyPrecedes($1.digest)
      }
    return drawn.prefix(OrderedTexts.mostSampled).map(\.place).sorted()
  }
}
