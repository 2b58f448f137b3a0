import Publishing
import Records

/// Turns what a run tells into lines. Times are what has passed since the meter was made, so that a line is a function of
/// what was told and when.
package struct ProgressMeter: Sendable {
  private var part = RunPart.ingest
  private var partStart = Duration.zero
  private var total: Int64 = 0
  private var bytes: Int64 = 0
  private var rows = 0
  private var quarters: Int64 = 0

  /// A quarter of a part is told only when the part has lasted as long.
  private static let longPart = Duration.seconds(5)
  private static let labelWidth = 14

  package init() {}

  /// Takes in what was told. Returns a line for a log where one is due: at the end of a part, and at each quarter of a
  /// part that takes long.
  package mutating func take(_ progress: RunProgress, at now: Duration) -> String? {
    switch progress {
    case .begins(let part, let total):
      self = ProgressMeter()
      (self.part, self.total, partStart) = (part, total, now)
      return nil
    case .read(let bytes, let rows):
      self.bytes += bytes
      self.rows += rows
      return quarter(at: now)
    case .ends: return line([amounts, elapsed(now)])
    }
  }

  /// The line that is drawn anew again and again, at most `columns` wide: stage, bar, share, rows, rates and time left
  /// where bytes are read; stage and time passed elsewhere. A narrow line leaves the rates out first.
  package func line(at now: Duration, columns: Int) -> String {
    guard total > 0 else { return DisplayWidth.cut(line([elapsed(now)]), columns) }
    let share = DisplayWidth.rightAligned("\(percent) %", 6)
    let narrow = part.label + "  " + Bar.of(bytes, outOf: total, width: 8) + share
    let wide = line([Bar.of(bytes, outOf: total, width: 18) + share, rowsText, rates(now), left(now)])
    let isFit = DisplayWidth.of(wide) <= columns
    return isFit ? wide : DisplayWidth.cut("\(narrow)  \(left(now, "剩余"))", columns)
  }

  private func line(_ parts: [String]) -> String {
    DisplayWidth.padded(part.label, ProgressMeter.labelWidth)
      + parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private mutating func quarter(at now: Duration) -> String? {
    guard total > 0, bytes < total, now - partStart >= ProgressMeter.longPart else { return nil }
    let reached = bytes * 4 / total
    guard reached > quarters else { return nil }
    quarters = reached
    return line(["\(reached * 25) %", amounts, rates(now), left(now)])
  }

  private var percent: Int64 { min(100, bytes * 100 / total) }

  private var rowsText: String { counted(rows, "row") }

  private var amounts: String { total > 0 ? "\(rowsText)  \(ByteSize.text(bytes))" : "" }

  private func elapsed(_ now: Duration) -> String { Seconds.text((now - partStart).milliseconds) }

  private func rates(_ now: Duration) -> String {
    let milliseconds = max(1, (now - partStart).milliseconds)
    let rowRate = Int64(rows) * 1000 / milliseconds
    let byteRate = bytes * 1000 / milliseconds
    return "\(grouped(rowRate)) rows/s  \(ByteSize.text(byteRate))/s"
  }

  /// From the bytes read so far; nothing before the first and after the last.
  private func left(_ now: Duration, _ word: String = "剩余 left") -> String {
    guard bytes > 0, bytes < total else { return "" }
    let milliseconds = Int128((now - partStart).milliseconds) * Int128(total - bytes) / Int128(bytes)
    let seconds = Int64(clamping: (milliseconds + 999) / 1000)
    let text = seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    return "\(word) \(text)"
  }
}
