import Records

/// All activities, in order of their numbers.
struct Programme {
  /// The last day that the sample tells of.
  static let lastDay = civil(2026, 9, 30)
  static let years = [2025, 2026]

  private(set) var activities: [Activity] = []
  /// Indices by kind and year.
  private var places: [String: [Int]] = [:]

  init() {
    for year in [2023, 2024] { addPast(year) }
    for year in Programme.years { addYear(year) }
  }

  /// Indices of the activities of a kind and year.
  func indices(_ kinds: [String], year: Int) -> [Int] {
    kinds.flatMap { places["\(year) \($0)"] ?? [] }.sorted()
  }

  /// Of earlier years of the term only openings of plenaries and standing meetings are told, for absence counts.
  private mutating func addPast(_ year: Int) {
    let opening = year == 2023 ? civil(2023, 1, 5) : civil(2024, 1, 9)
    var list = [
      Activity(
        kind: "全会", title: "\(year)年全体会议开幕会", audience: "全体委员", day: opening,
        halfDays: [.morning(opening)], place: "市会议中心", host: nil)
    ]
    for (index, month) in [3, 6, 9, 12].enumerated() {
      let day = Programme.weekday(1, from: civil(year, month, 12))
      list.append(
        Activity(
          kind: "常委会", title: "\(year)年第\(index + 1)次常委会会议", audience: "全体常委", day: day,
          halfDays: [.morning(day)], place: "机关一楼会议厅", host: nil))
    }
    number(list, year: year)
  }

  private mutating func addYear(_ year: Int) {
    var planner = YearPlanner(year: year)
    number(planner.plan().filter { ($0.halfDays.last?.end.day ?? $0.day) <= Programme.lastDay }, year: year)
  }

  private mutating func number(_ list: [Activity], year: Int) {
    let order = list.indices.sorted { (list[$0].day, $0) < (list[$1].day, $1) }
    for (rank, index) in order.enumerated() {
      var activity = list[index]
      activity.number = "HD\(year)" + Programme.padded(rank + 1, 3)
      places["\(year) \(activity.kind)", default: []].append(activities.count)
      activities.append(activity)
    }
  }

  /// The first such weekday (1 = Monday) on or after a day that is a working day.
  static func weekday(_ weekday: Int, from day: Day) -> Day {
    var day = day
    while day.weekday != weekday || !Holidays.isWorking(day) { day = day.adding(days: 1) }
    return day
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
