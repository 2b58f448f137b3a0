import Publishing
import Records

/// A bar of block characters.
enum Bar {
  /// Filled by the share of `part` in `whole`, rounded down.
  static func of(_ part: Int64, outOf whole: Int64, width: Int) -> String {
    let filled = whole > 0 ? Int(min(Int64(width), max(0, part) * Int64(width) / whole)) : 0
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }
}

/// A number of bytes for people.
enum ByteSize {
  /// In the largest decimal unit that leaves a whole part, with one digit after the point: `12.3 MB`.
  static func text(_ bytes: Int64) -> String {
    let units: [(Int64, String)] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB")]
    guard let (size, unit) = units.first(where: { bytes >= $0.0 }) else { return "\(bytes) B" }
    return "\(bytes / size).\(bytes % size * 10 / size) \(unit)"
  }

  /// In the largest binary unit that leaves no rest: `8 MiB`.
  static func binary(_ bytes: Int) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")]
    guard let (size, unit) = units.first(where: { bytes >= $0.0 && bytes % $0.0 == 0 }) else {
      return "\(grouped(bytes)) B"
    }
    return "\(bytes / size) \(unit)"
  }
}

/// A time for people.
enum Seconds {
  /// In hundredths, half-up: `0.31 s`.
  static func text(_ milliseconds: Int64) -> String {
    DecimalText.format(Int128((milliseconds + 5) / 10), scale: 2, atLeast: 2) + " s"
  }
}

/// A count with its English noun: `1 row`, `61,204 rows`.
func counted(_ number: some BinaryInteger, _ noun: String) -> String {
  "\(grouped(number)) \(plural(noun, number))"
}
