import Records
import Scoring

/// The rows of a source counted by month, 界别 and class: those of the period, and how many lie outside of it.
struct RowCount {
  struct Class: Hashable {
    let name: String
    var grid: CountGrid
  }

  let source: String
  /// Of the source, as 提案.
  let title: String
  /// Rows in all, the surviving ones unless others were given.
  let rows: Int
  /// Rows dated outside of the period, which are in no other figure.
  private(set) var elsewhere = 0
  private(set) var all: CountGrid
  /// They add up to `all`.
  private(set) var classes: [Class]

  /// What has no class, month or 界别 of its own.
  static let unclassified = Aspect.unclassified

  /// Counts `rows` of a table (nil: the surviving ones). `times` and `sectors` have an entry per row of the table; without
  /// `sectors` every row is nobody's. `classOf` gives a place in `names`.
  init(
    _ table: Table, _ frame: OverviewFrame, rows: [Int32]? = nil, times: [Int64], sectors: [Int]? = nil,
    classes names: [String] = [], classOf: (Int) -> Int? = { _ in nil }
  ) {
    let rows = rows ?? table.live
    source = table.source
    title = table.shape.title
    self.rows = rows.count
    all = CountGrid(frame)
    classes = (names + [RowCount.unclassified]).map { Class(name: $0, grid: CountGrid(frame)) }
    for row in rows.lazy.map({ Int($0) }) {
      guard let month = frame.month(of: times[row]) else {
        elsewhere += 1
        continue
      }
      let sector = sectors?[row] ?? frame.unassigned
      all.add(month: month, sector: sector)
      classes[classOf(row) ?? names.count].grid.add(month: month, sector: sector)
    }
    if names.isEmpty || classes.last?.grid.total == 0 { classes.removeLast() }
  }

  /// Counts by the values of a column, in the order of its contract.
  init(
    _ table: Table, _ frame: OverviewFrame, times: [Int64], sectors: [Int]? = nil, by column: String
  ) {
    let values = table.values(of: column)
    let places = table.classes(column, values)
    self.init(table, frame, times: times, sectors: sectors, classes: values) { row in
      places[row] < 0 ? nil : Int(places[row])
    }
  }

  /// The count of some classes together.
  func grid(_ names: Set<String>) -> CountGrid? {
    let chosen = classes.filter { names.contains($0.name) }
    return chosen.dropFirst().reduce(chosen.first?.grid) { sum, next in sum.map { $0 + next.grid } }
  }

  /// Leaves some classes out of the lists; they stay in `all`.
  mutating func keepClasses(where isKept: (Class) -> Bool) { classes = classes.filter(isKept) }

  func total(_ names: String...) -> Int { grid(Set(names))?.total ?? 0 }
}

extension Table {
  /// The values that a column's contract lists; of a column without a list those that are there, in byte order.
  func values(of column: String) -> [String] {
    guard let place = shape.index(of: column) else { return [] }
    if case .category(let values) = shape.fields[place].type { return values }
    return columns[place].encoded().dictionary.map(Key.init).sorted().prefix(Int(Int8.max)).map(\.text)
  }
}

extension RunRecord {
  /// The rows of a source; nil for one that the pipeline does without.
  func table(_ source: String) -> Table? { tables.first { Key($0.source) == Key(source) } }

  func relation(_ name: String) -> Relation? { input.relations.first { Key($0.name) == Key(name) } }
}
