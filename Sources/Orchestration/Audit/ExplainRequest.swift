import Ingestion
import Publishing
import Records

/// Why a member has the points, rank and grade of a published run.
package enum Explain {
  /// From the total to the category, the clause, the record and its source rows, and then the grade with its reasons.
  package static func lines(
    run name: String, member: String, in folder: String, observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(name, in: folder)
    let run = try published.rerun(observer)
    guard let index = run.record.members.firstIndex(where: { Key($0.number) == Key(member) }) else {
      throw .usage(
        Message(
          zh: "\(published.path)：这次运行没有编号为\(member)的委员",
          en: "\(published.path): this run has no member with number \(member)"))
    }
    let data = published.timings.invocation.data
    let files = run.record.files.map { ResolvedFile(path: $0.path, location: "\(data)/\($0.path)") }
    let rows = RawRows(files: files, sources: run.record.files.map(\.source))
    let explanation = Explanation(run.record, member: index) { origin throws(RunError) in
      try text(origin, rows)
    }
    return try explanation.lines()
  }

  private static func text(_ origin: Origin, _ rows: RawRows) throws(RunError) -> String {
    do {
      return RawRows.displayText(try rows.bytes(of: origin))
    } catch {
      throw .operation(error.message)
    }
  }
}
