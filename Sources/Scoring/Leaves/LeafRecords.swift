import Records

/// The records that a leaf reads, by member and in `≺`, with what they are judged by.
struct LeafRecords {
  /// nil where the run lacks the relation, and for leaves of entered points only.
  let tests: RecordTests?
  /// The records of member `m` are `records[starts[m]..<starts[m + 1]]`.
  let starts: [Int]
  let records: [Int32]

  /// No records.
  init(members: Int) {
    tests = nil
    starts = Array(repeating: 0, count: members + 1)
    records = []
  }

  /// The records of `index` that `mask` holds.
  init(tests: RecordTests, index: RecordIndex, mask: [Bool]) {
    var starts = [0]
    starts.reserveCapacity(index.starts.count)
    var records: [Int32] = []
    for member in 0..<(index.starts.count - 1) {
      for position in index.starts[member]..<index.starts[member + 1] where mask[Int(index.order[position])] {
        records.append(index.order[position])
      }
      starts.append(records.count)
    }
    self.tests = tests
    self.starts = starts
    self.records = records
  }

  func count(_ member: Int) -> Int { starts[member + 1] - starts[member] }
}
