import Records

/// The item of each proposal (model.md §2.4).
enum Items {
  /// By row of `proposals`: the row at the end of its `merged_into` chain while each status is 归并.
  ///
  /// A blank or an unknown number ends a chain; a loop ends it before its first repetition.
  static func ends(of proposals: Table) -> [Int32] {
    let next = KeyIndex(proposals).rows(proposals.coded("merged_into"))
    let isMerged = proposals.classes("status", ["归并"]).map { $0 == 0 }
    var ends = [Int32](0..<Int32(proposals.rowCount))
    for row in proposals.live {
      var end = row
      var visited: Set<Int32> = [row]
      while isMerged[Int(end)], next[Int(end)] >= 0, visited.insert(next[Int(end)]).inserted {
        end = next[Int(end)]
      }
      ends[Int(row)] = end
    }
    return ends
  }
}
