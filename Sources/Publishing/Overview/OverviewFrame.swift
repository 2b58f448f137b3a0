import Records

/// What every figure of the overview is broken down by: the months of the period, and the 界别 of the run's members.
struct OverviewFrame {
  struct Sector: Hashable {
    let name: String
    /// Members of the run.
    let members: Int
  }

  let period: Period
  /// The greatest first, equal ones in byte order.
  let sectors: [Sector]
  /// By index of the run's members.
  let sectorOfMember: [Int]
  private let sectorOfNumber: [Key: Int]

  /// A group of fewer members shows counts, but no share and no average.
  static let leastForAverages = 3

  init(_ run: RunRecord) {
    var sizes: [Key: Int] = [:]
    for member in run.members { if let sector = member.sector { sizes[Key(sector), default: 0] += 1 } }
    let names = sizes.keys.sorted { left, right in
      let (a, b) = (sizes[left] ?? 0, sizes[right] ?? 0)
      return a == b ? left < right : a > b
    }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let ofMember = run.members.map { $0.sector.flatMap { places[Key($0)] } ?? names.count }
    period = run.identity.period
    sectors = names.map { Sector(name: $0.text, members: sizes[$0] ?? 0) }
    sectorOfMember = ofMember
    sectorOfNumber = Dictionary(
      zip(run.members.map { Key($0.number) }, ofMember), uniquingKeysWith: { first, _ in first })
  }

  /// The place of what has no date.
  var undated: Int { period.months }
  /// The place of what is nobody's, or of somebody without a 界别 or outside of the run.
  var unassigned: Int { sectors.count }

  /// The place of a time's month, from 0; nil for a time outside of the period.
  func month(of time: Int64) -> Int? {
    guard time != Column.missingTime else { return undated }
    let day = Instant(seconds: time).day
    guard period.first <= day, day <= period.last else { return nil }
    return day.month - 1
  }

  /// For each row the place of the 界别 of the member whose number stands in a column.
  func sectors(of numbers: CodedColumn) -> [Int] {
    let byCode = numbers.dictionary.map { sectorOfNumber[Key($0)] ?? unassigned }
    return numbers.codes.map { $0 == CodedColumn.missing ? unassigned : byCode[Int($0)] }
  }
}

/// A count by month and, apart from that, by 界别; each of the two adds up to the total.
struct CountGrid: Hashable {
  /// One per month of the period, then what has no date.
  private(set) var months: [Int]
  /// One per 界别 of the frame, then what is nobody's.
  private(set) var sectors: [Int]
  private(set) var total = 0

  init(_ frame: OverviewFrame) {
    months = Array(repeating: 0, count: frame.undated + 1)
    sectors = Array(repeating: 0, count: frame.unassigned + 1)
  }

  mutating func add(_ count: Int = 1, month: Int, sector: Int) {
    months[month] += count
    sectors[sector] += count
    total += count
  }

  static func + (left: CountGrid, right: CountGrid) -> CountGrid {
    var sum = left
    for month in right.months.indices { sum.months[month] += right.months[month] }
    for sector in right.sectors.indices { sum.sectors[sector] += right.sectors[sector] }
    sum.total += right.total
    return sum
  }
}

/// A part of a whole, exact.
struct Share: Hashable {
  let part: Int
  let whole: Int

  /// In per cent with one decimal, half-up; 「—」 of nothing.
  var text: String {
    guard whole > 0 else { return "—" }
    return DecimalText.format(Rounding.halfUp(Int128(part) * 1000, over: Int128(whole)), scale: 1, atLeast: 1)
      + "%"
  }

  /// A count per head with one decimal, half-up; 「—」 of nobody.
  var ratio: String {
    guard whole > 0 else { return "—" }
    return DecimalText.format(Rounding.halfUp(Int128(part) * 10, over: Int128(whole)), scale: 1, atLeast: 1)
  }
}
