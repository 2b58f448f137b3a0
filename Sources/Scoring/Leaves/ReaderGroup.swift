import Records

/// Leaves that read one relation in one window and, where they have a column of codes to be told apart by, test
/// the same: one pass over the rows serves them all.
struct ReaderGroup: Sendable {
  private let window: RecordWindow
  /// Empty where the leaves test no column of codes.
  private let codes: [UInt32]
  /// What code `c` is for is `targets[starts[c]..<starts[c + 1]]`; the last code is for missing cells.
  private let starts: [Int]
  private let targets: [Target]

  /// Leaves that look at more than the code.
  private let choosers: [LeafPlan]

  /// A leaf that reads every record of a code.
  private struct Target: Sendable {
    let leaf: Int
    let choice: UInt16
  }

  /// What the leaves read of some rows.
  struct Pick {
    /// In the window; codes decide what they are for.
    fileprivate var rows: [Int32] = []
    /// Of leaves that look at more than the code.
    fileprivate var chosen: [(leaf: Int, rows: [Int32], choices: [UInt16])] = []
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
    self.window = window
    let test = readers[0].source?.filter.code
    codes = test?.codes ?? []
    let areDirect = readers.map { $0.source?.isDirect ?? false }
    choosers = readers.indices.filter { !areDirect[$0] }.map { readers[$0] }
    var starts = [0]
    var targets: [Target] = []
    for code in 0..<(test?.accepted.count ?? 0) {
      for (reader, isDirect) in zip(readers, areDirect) where isDirect {
        guard let source = reader.source, source.filter.code?.accepted[code] ?? false,
          let choice = source.choice(code: code)
        else { continue }
        targets.append(Target(leaf: reader.index, choice: choice))
      }
      starts.append(targets.count)
    }
    self.starts = starts
    self.targets = targets
  }

  /// The rows of a range that the leaves read.
  func pick(_ range: Range<Int>) -> Pick {
    let rows = window.rows(in: range)
    var pick = Pick(rows: targets.isEmpty ? [] : rows)
    for chooser in choosers {
      guard let source = chooser.source else { continue }
      var marks = [Bool](repeating: true, count: rows.count)
      source.filter.narrow(&marks, rows: rows)
      let choices = source.points?.choices(of: marks, rows: rows)
      let chosen = rows.indices.filter { marks[$0] }
      pick.chosen.append(
        (
          chooser.index, chosen.map { rows[$0] },
          choices.map { all in all.isEmpty ? [] : chosen.map { all[$0] } } ?? []
        ))
    }
    return pick
  }

  /// Adds the records of each part to the count after it.
  func count(_ pick: Pick, _ parts: MemberParts, _ counts: inout [Int]) {
    var counts = counts.mutableSpan
    for row in pick.rows {
      let code = code(row)
      counts[parts.part(window.member(Int(row))) + 1] += starts[code + 1] - starts[code]
    }
    for chosen in pick.chosen {
      for row in chosen.rows { counts[parts.part(window.member(Int(row))) + 1] += 1 }
    }
  }

  /// Puts each record where the next of its part goes.
  func place(_ pick: Pick, _ parts: MemberParts, _ next: inout [Int], _ records: inout [SelectedRecord]) {
    var next = next.mutableSpan
    var records = records.mutableSpan
    for row in pick.rows {
      let code = code(row)
      let part = parts.part(window.member(Int(row)))
      for index in starts[code]..<starts[code + 1] {
        records[next[part]] = record(row, leaf: targets[index].leaf, choice: targets[index].choice)
        next[part] += 1
      }
    }
    for chosen in pick.chosen {
      for (index, row) in chosen.rows.enumerated() {
        let part = parts.part(window.member(Int(row)))
        records[next[part]] = record(
          row, leaf: chosen.leaf, choice: chosen.choices.isEmpty ? 0 : chosen.choices[index])
        next[part] += 1
      }
    }
  }

  private func code(_ row: Int32) -> Int { Int(min(codes[Int(row)], UInt32(starts.count - 2))) }

  private func record(_ row: Int32, leaf: Int, choice: UInt16) -> SelectedRecord {
    SelectedRecord(
      time: window.code(Int(row)), row: Int(row), member: window.member(Int(row)), leaf: leaf, choice: choice)
  }
}
