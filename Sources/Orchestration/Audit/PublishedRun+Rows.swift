import Ingestion
import Publishing
import Records

extension PublishedRun {
  /// The place of a member among the run's.
  func index(of member: String, in run: RunRecord) throws(RunError) -> Int {
    guard let index = run.members.firstIndex(where: { Key($0.number) == Key(member) }) else {
      throw .usage(
        Message(
          zh: "\(path)：这次运行没有编号为\(member)的委员", en: "\(path): this run has no member with number \(member)"))
    }
    return index
  }

  /// Reads the text of the run's rows back from its inputs.
  func rowText(_ run: RunRecord) throws(RunError) -> (Origin) throws(RunError) -> String {
    let data = timings.invocation.data
    let files = run.files.map { ResolvedFile(path: $0.path, location: "\(data)/\($0.path)") }
    let contracts = try plan().sources.map(\.contract)
    let layouts = run.files.map { file in
      contracts.first { $0.shape.name == file.source }?.layout ?? FileLayout()
    }
    let rows = RawRows(files: files, sources: run.files.map(\.source), layouts: layouts)
    return { origin throws(RunError) in
      do throws(IngestionError) {
        return try rows.row(origin).text
      } catch {
        throw .operation(error.message)
      }
    }
  }
}
