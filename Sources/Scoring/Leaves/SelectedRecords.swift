import Records

/// The records of some rows of a relation that its leaves read, by part of the members.
struct SelectedRecords: Sendable {
  private let records: [SelectedRecord]
  /// The records of part `p` are `records[starts[p]..<starts[p + 1]]`.
  private let starts: [Int]
  /// By row: whether a leaf reads it.
  let isUsed: [Bool]

  /// O(rows × groups + records × tests + parts).
  init(_ groups: [ReaderGroup], rows: Range<Int>, parts: MemberParts) {
    var found: [SelectedRecord] = []
    found.reserveCapacity(2 * rows.count)
    for group in groups { group.append(rows, to: &found) }
    var isUsed = [Bool](repeating: false, count: rows.count)
    for record in found { isUsed[record.row - rows.lowerBound] = true }
    self.isUsed = isUsed
    (records, starts) = parts.sorted(found)
  }

  func records(_ part: Int) -> ArraySlice<SelectedRecord> { records[starts[part]..<starts[part + 1]] }
}

/// Leaves that read one relation in one window and, where they have a column of codes to be told apart by, test
/// the same: one pass over the rows serves them all.
struct ReaderGroup: Sendable {
  private let readers: [LeafPlan]
  private let window: RecordWindow
  /// nil where the leaves test no column of codes.
  private let codes: [UInt32]?
  /// What code `c` is for is `targets[starts[c]..<starts[c + 1]]`; the last code is for missing cells.
  private let starts: [Int]
  private let targets: [Target]

  /// A leaf that accepts a code.
  private struct Target: Sendable {
    /// Index into the group's readers.
    let reader: Int
    let leaf: Int
    /// What a record of the code is worth; nil where more than the code decides that, or decides at all.
    let choice: UInt16?
  }

  /// The groups of the leaves that read a relation, in the leaves' order.
  static func groups(_ readers: [LeafPlan]) -> [ReaderGroup] {
    var groups: [(window: Key, field: Int?, readers: [LeafPlan])] = []
    for reader in readers {
      guard let source = reader.source else { continue }
      let window = Key(source.windowName)
      let field = source.filter.code?.field
      if let known = groups.firstIndex(where: { $0.window == window && $0.field == field }) {
        groups[known].readers.append(reader)
      } else {
        groups.append((window, field, [reader]))
      }
    }
    return groups.compactMap { group in
      group.readers[0].source.map { ReaderGroup(group.readers, $0.window) }
    }
  }

  private init(_ readers: [LeafPlan], _ window: RecordWindow) {
    self.readers = readers
    self.window = window
    let filters = readers.compactMap { $0.source?.filter }
    codes = filters.first?.code?.codes
    var starts = [0]
    var targets: [Target] = []
    for code in 0..<(filters.first?.code?.accepted.count ?? 0) {
      for (reader, plan) in readers.enumerated() where filters[reader].code?.accepted[code] ?? false {
        let choice = filters[reader].isCodeOnly ? plan.source?.choice(code: code) : nil
        targets.append(Target(reader: reader, leaf: plan.index, choice: choice))
      }
      starts.append(targets.count)
    }
    self.starts = starts
    self.targets = targets
  }

  /// Appends the records of some rows that the leaves read.
  func append(_ range: Range<Int>, to found: inout [SelectedRecord]) {
    let rows = window.rows(in: range)
    guard let codes else {
      for reader in readers { append(rows, reader, to: &found) }
      return
    }
    var candidates = [[Int32]](repeating: [], count: readers.count)
    let missing = UInt32(starts.count - 2)
    for row in rows {
      let code = Int(min(codes[Int(row)], missing))
      for index in starts[code]..<starts[code + 1] {
        let target = targets[index]
        if let choice = target.choice {
          found.append(record(Int(row), leaf: target.leaf, choice: choice))
        } else {
          candidates[target.reader].append(row)
        }
      }
    }
    for reader in readers.indices where !candidates[reader].isEmpty {
      append(candidates[reader], readers[reader], to: &found)
    }
  }

  private func append(_ rows: [Int32], _ reader: LeafPlan, to found: inout [SelectedRecord]) {
    guard let source = reader.source else { return }
    var marks = [Bool](repeating: true, count: rows.count)
    source.filter.narrowByRest(&marks, rows: rows)
    let choices = source.points?.choices(of: marks, rows: rows) ?? []
    for index in rows.indices where marks[index] {
      found.append(
        record(Int(rows[index]), leaf: reader.index, choice: choices.isEmpty ? 0 : choices[index]))
    }
  }

  private func record(_ row: Int, leaf: Int, choice: UInt16) -> SelectedRecord {
    SelectedRecord(
      time: window.code(row), row: row, member: window.member(row), leaf: leaf, choice: choice)
  }
}
