import Publishing

/// What became of every row that names a member, in a published run.
package enum WhyNot {
  /// A heading with the counts, then source by source each row to its end: used, merged into which, refused by
  /// which rule, filtered, not used, awaiting a claim; with the row's own text.
  package static func lines(
    run name: String, member: String, in folder: String, observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(name, in: folder)
    let computed = try published.rerun(for: .rows, observer)
    let run = computed.record
    let index = try published.index(of: member, in: run)
    let rows = MemberRows(computed, member: index).rows
    return try Journey(run, member: index, rows: rows, rowText: try published.rowText(run)).lines()
  }
}
