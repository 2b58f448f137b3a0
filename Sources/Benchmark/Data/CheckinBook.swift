/// The rows of checkins.csv. What a row says is a function of seed and position; dirt is told by the position in the
/// file, so a row that is there twice can be dirty in one place only.
struct CheckinBook {
  static let mostRows = 999_999_999
  static let codeWidth = 6
  static let year = YearDates(2025)
  static let kinds = ["会议", "调研", "视察", "学习", "值班"].map { Array($0.utf8) }

  let rows: Int
  let members: Int
  let activities: Int
  private let chance: Chance
  private let places = Places.cells

  init(rows: Int, members: Int, activities: Int, seed: UInt64) {
    self.rows = rows
    self.members = members
    self.activities = activities
    chance = Chance(seed: seed)
  }

  /// What one check-in says.
  struct Checkin: Hashable {
    var number: Int
    var activity: Int
    var member: Int
    var day: Int
    var second: Int
    var kind: Int
    var place: Int
  }

  /// What becomes of a position in the file.
  enum Fate: Hashable {
    case new
    /// An earlier row again, every cell of it.
    case again
    /// An earlier member and activity again, under a new number and later that day.
    case later
  }

  /// 2.5 % each of `again` and `later`; the first row is new.
  func fate(_ position: Int) -> Fate {
    guard position > 0 else { return .new }
    switch chance.draw(.fate, position).below(1000, from: 0) {
    case ..<25: return .again
    case ..<50: return .later
    default: return .new
    }
  }

  /// The row at a position before dirt.
  func checkin(at position: Int) -> Checkin {
    switch fate(position) {
    case .new: return fresh(position)
    case .again: return fresh(origin(of: position))
    case .later:
      var checkin = fresh(origin(of: position))
      checkin.number = position + 1
      checkin.second += 60 + chance.draw(.detail, position).below(5400, from: 0)
      return checkin
    }
  }

  /// The new row that a repeat repeats; anywhere before it.
  func origin(of position: Int) -> Int {
    var origin = position
    repeat { origin = chance.draw(.origin, origin).below(origin, from: 0) } while fate(origin) != .new
    return origin
  }

  /// A fifth of the members make 44 % of the check-ins, and each member comes on few days, so that daily limits and
  /// caps decide something.
  private func fresh(_ position: Int) -> Checkin {
    let content = chance.draw(.content, position)
    let detail = chance.draw(.detail, position)
    let isActive = content.below(10, from: 40) < 3
    let member = isActive ? content.below(members / 5, from: 0) * 5 : content.below(members, from: 0)
    let slot = detail.below(16, from: 0)
    return Checkin(
      number: position + 1, activity: content.below(activities, from: 20), member: member,
      day: chance.draw(.day, member * 16 + slot).below(365, from: 0),
      second: 8 * 3600 + detail.below(13 * 3600, from: 8), kind: CheckinBook.kind(detail.below(20, from: 32)),
      place: detail.below(places.count, from: 40))
  }

  private static func kind(_ twentieth: Int) -> Int {
    switch twentieth {
    case ..<7: 0
    case ..<10: 1
    case ..<12: 2
    case ..<17: 3
    default: 4
    }
  }

  /// What is wrong with the row at a position: 2 % have a damaged member's number that can be mended, 0.1 % are bad.
  func dirt(_ position: Int) -> Dirt? {
    let draw = chance.draw(.fate, position)
    switch draw.below(10_000, from: 32) {
    case ..<10: return Dirt.bad[draw.below(4, from: 8)]
    case ..<110: return .spaces
    case ..<210: return .noZeros
    default: return nil
    }
  }

  enum Dirt: Hashable {
    case spaces, noZeros
    case unknownMember, noSuchDay, unknownKind, short

    static let bad: [Dirt] = [.unknownMember, .noSuchDay, .unknownKind, .short]
  }
}

extension CheckinBook {
  /// The file in parts of some megabytes, each made when it is asked for.
  func lazyParts() -> some Sequence<[UInt8]> {
    let size = 65_536
    let starts = stride(from: 0, to: rows, by: size)
    return starts.lazy.map { start in
      var text = Text()
      text.bytes.reserveCapacity(size * 96)
      if start == 0 { text.add("流水号,活动编号,委员编号,时间,类别,地点\n") }
      for position in start..<min(start + size, rows) {
        write(checkin(at: position), dirt(position), to: &text)
      }
      return text.bytes
    }
  }

  private func write(_ checkin: Checkin, _ dirt: Dirt?, to text: inout Text) {
    text.bytes.append(UInt8(ascii: "C"))
    text.add(checkin.number, width: rows < 100_000_000 ? 8 : 9)
    text.comma()
    text.bytes.append(UInt8(ascii: "A"))
    text.add(checkin.activity + 1, width: 5)
    text.comma()
    writeMember(checkin, dirt, to: &text)
    text.comma()
    if dirt == .noSuchDay { text.add("2025-02-30") } else { text.add(CheckinBook.year.texts[checkin.day]) }
    text.bytes.append(UInt8(ascii: " "))
    writeTime(checkin.second, to: &text)
    text.comma()
    if dirt == .unknownKind { text.add("团建") } else { text.add(CheckinBook.kinds[checkin.kind]) }
    if dirt != .short {
      text.comma()
      text.add(places[checkin.place])
    }
    text.endLine()
  }

  private func writeMember(_ checkin: Checkin, _ dirt: Dirt?, to text: inout Text) {
    let code = checkin.member + 1
    switch dirt {
    case .spaces,
      .noZeros where code >= 100_000:
      text.add("  ")
      text.add(code, width: CheckinBook.codeWidth)
      text.add(" ")
    case .noZeros: text.add(code, width: 1)
    case .unknownMember: text.add(Roll.mostMembers + 1 + code % 1000, width: CheckinBook.codeWidth)
    default: text.add(code, width: CheckinBook.codeWidth)
    }
  }

  private func writeTime(_ second: Int, to text: inout Text) {
    text.add(second / 3600, width: 2)
    text.bytes.append(UInt8(ascii: ":"))
    text.add(second / 60 % 60, width: 2)
    text.bytes.append(UInt8(ascii: ":"))
    text.add(second % 60, width: 2)
  }
}
