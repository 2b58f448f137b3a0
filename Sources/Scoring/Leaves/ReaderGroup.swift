import Records

/// Leaves that read one relation in one window and, where they have a column of codes to be told apart by, test
/// the same: one pass over the rows serves them all.
struct ReaderGroup: Sendable {
  private let window: RecordWindow
  /// Empty where the leaves test no column of codes.
  private let codes: Codes
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
  struct Pick: Sendable {
    /// What codes decide on.
    fileprivate let rows: DealtRows
    /// Of leaves that look at more than the code.
    fileprivate let chosen: [(leaf: Int, rows: DealtRows)]
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
    codes = test?.codes ?? Codes([], below: 0)
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

  /// The rows of a range that the leaves read, and a mark for each of them.
  func pick(_ range: Range<Int>, _ parts: MemberParts, _ isUsed: inout [Bool]) -> Pick {
    let rows = window.rows(in: range)
    let direct = targets.isEmpty ? [] : rows.filter { hasTargets(code(Int($0))) }
    for row in direct { isUsed[Int(row) - range.lowerBound] = true }
    var chosen: [(leaf: Int, rows: DealtRows)] = []
    for chooser in choosers {
      guard let source = chooser.source else { continue }
      var marks = [Bool](repeating: true, count: rows.count)
      source.filter.narrow(&marks, rows: rows)
      let choices = source.points?.choices(of: marks, rows: rows) ?? []
      let places = rows.indices.filter { marks[$0] }
      for place in places { isUsed[Int(rows[place]) - range.lowerBound] = true }
      chosen.append(
        (
          chooser.index,
          dealt(
            places.map { rows[$0] }, choices.isEmpty ? [] : places.map { choices[$0] }, of: range, parts)
        ))
    }
    return Pick(rows: dealt(direct, [], of: range, parts), chosen: chosen)
  }

  private func dealt(
    _ rows: [Int32], _ choices: [UInt16], of range: Range<Int>, _ parts: MemberParts
  ) -> DealtRows {
    DealtRows(rows, choices: choices, of: range, waves: parts.waves.count) { row in
      parts.wave(window.member(Int(row)))
    }
  }

  /// Adds the records of each of a wave's parts to the count after it.
  func count(_ pick: Pick, _ wave: WaveParts, _ counts: inout [Int]) {
    var counts = counts.mutableSpan
    for index in pick.rows.indices(wave.number) {
      let row = pick.rows.row(index)
      let code = code(row)
      counts[wave.place(ofMember: window.member(row)) + 1] += starts[code + 1] - starts[code]
    }
    for (_, rows) in pick.chosen {
      for index in rows.indices(wave.number) {
        counts[wave.place(ofMember: window.member(rows.row(index))) + 1] += 1
      }
    }
  }

  /// Puts each record of a wave's parts where the next of its part goes.
  func place(
    _ pick: Pick, _ wave: WaveParts, _ next: inout [Int], _ records: inout MutableSpan<SelectedRecord>
  ) {
    var next = next.mutableSpan
    for index in pick.rows.indices(wave.number) {
      let row = pick.rows.row(index)
      let code = code(row)
      let place = wave.place(ofMember: window.member(row))
      for target in starts[code]..<starts[code + 1] {
        records[next[place]] = record(row, leaf: targets[target].leaf, choice: targets[target].choice)
        next[place] += 1
      }
    }
    for (leaf, rows) in pick.chosen {
      for index in rows.indices(wave.number) {
        let row = rows.row(index)
        let place = wave.place(ofMember: window.member(row))
        records[next[place]] = record(row, leaf: leaf, choice: rows.choice(index))
        next[place] += 1
      }
    }
  }

  private func hasTargets(_ code: Int) -> Bool { starts[code + 1] > starts[code] }

  private func code(_ row: Int) -> Int { Int(min(codes[row], UInt32(starts.count - 2))) }

  private func record(_ row: Int, leaf: Int, choice: UInt16) -> SelectedRecord {
    SelectedRecord(
      time: window.code(row), row: row, member: window.member(row), leaf: leaf, choice: choice)
  }
}
