import Publishing

/// Why a member has the points, rank and grade of a published run.
package enum Explain {
  /// From the total to the category, the clause, the record and its source rows, and then the grade with its reasons.
  package static func lines(
    run name: String, member: String, in folder: String, observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(name, in: folder)
    let run = try published.rerun(for: .rows, observer)
    let index = try published.index(of: member, in: run.record)
    let explanation = Explanation(run.record, member: index, rowText: try published.rowText(run.record))
    return try explanation.lines()
  }
}
