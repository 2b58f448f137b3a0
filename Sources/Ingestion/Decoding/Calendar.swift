import Records

/// Canonical dates and times read straight from bytes, by a table of months; nil sends a cell the slow way.
struct Calendar: Sendable {
  /// The first day of each month of the years from `firstYear` on, as days since 1970-01-01, and of the month after the
  /// last.
  private let months: [Int32]

  private static let firstYear = 1900
  private static let years = 256

  /// The one table.
  static let shared = Calendar()

  private init() {
    var months: [Int32] = []
    for month in 0...Calendar.years * 12 {
      let day = Day(year: Calendar.firstYear + month / 12, month: month % 12 + 1, day: 1)
      months.append(day?.number ?? 0)
    }
    self.months = months
  }

  /// `2025-03-12` as days since 1970-01-01.
  @inline(__always)
  func day(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int32? {
    guard end - start == 10 else { return nil }
    return day(word(bytes, start), bytes[start + 8], bytes[start + 9])
  }

  /// `2025-03-12T08:52:00`, with a space for the T or without seconds too, as seconds of `Instant`.
  @inline(__always)
  func time(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    let hasSeconds = end - start == 19
    guard hasSeconds || end - start == 16,
      let day = day(word(bytes, start), bytes[start + 8], bytes[start + 9])
    else { return nil }
    let gap = bytes[start + 10]
    guard gap == UInt8(ascii: " ") || gap == UInt8(ascii: "T"), bytes[start + 13] == UInt8(ascii: ":"),
      let hour = two(bytes[start + 11], bytes[start + 12]), hour < 24,
      let minute = two(bytes[start + 14], bytes[start + 15]), minute < 60
    else { return nil }
    let seconds = Int64(day) * Instant.secondsPerDay + Int64(hour * 3600 + minute * 60)
    guard hasSeconds else { return seconds }
    guard bytes[start + 16] == UInt8(ascii: ":"), let second = two(bytes[start + 17], bytes[start + 18]),
      second < 60
    else { return nil }
    return seconds + Int64(second)
  }

  /// The day of `YYYY-MM-` in a word, first byte lowest, and the two digits after it.
  @inline(__always)
  private func day(_ word: UInt64, _ tens: UInt8, _ ones: UInt8) -> Int32? {
    let digits = word ^ 0x2D30_302D_3030_3030
    guard digits & 0xFFF0_F0FF_F0F0_F0F0 == 0, (digits &+ 0x0006_0600_0606_0606) & 0x00F0_F000_F0F0_F0F0 == 0,
      let day = two(tens, ones)
    else { return nil }
    let year =
      Int(digits & 15) * 1000 + Int(digits >> 8 & 15) * 100 + Int(digits >> 16 & 15) * 10
      + Int(digits >> 24 & 15)
    let month = Int(digits >> 40 & 15) * 10 + Int(digits >> 48 & 15)
    let index = (year - Calendar.firstYear) * 12 + month - 1
    guard 1...12 ~= month, index >= 0, index < months.count - 1 else {
      return Day(year: year, month: month, day: day)?.number
    }
    let first = months[index]
    guard day >= 1, first + Int32(day) <= months[index + 1] else { return nil }
    return first + Int32(day) - 1
  }

  /// Eight bytes, the first lowest.
  @inline(__always)
  private func word(_ bytes: Span<UInt8>, _ start: Int) -> UInt64 {
    let cell = bytes.extracting(start..<start + 8)
    return unsafe UInt64(littleEndian: cell.withUnsafeBytes { unsafe $0.loadUnaligned(as: UInt64.self) })
  }

  @inline(__always)
  private func two(_ tens: UInt8, _ ones: UInt8) -> Int? {
    let high = tens &- UInt8(ascii: "0")
    let low = ones &- UInt8(ascii: "0")
    return high < 10 && low < 10 ? Int(high) * 10 + Int(low) : nil
  }
}
