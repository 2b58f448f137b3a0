import Ingestion
import Publishing
import Records

extension Plan {
  /// True when a source is read of the database and its extract is not there yet.
  var needsExtracts: Bool { sources.contains { $0.relation != nil && $0.files.isEmpty } }

  /// The same with the extracts of a folder as the files of those sources.
  func reading(extracts folder: String) -> Plan {
    var plan = self
    plan.sources = sources.map { source in
      guard source.relation != nil else { return source }
      let name = Extraction.fileName(source.contract.shape.name)
      return Source(
        contract: source.contract, files: [ResolvedFile(path: name, location: "\(folder)/\(name)")],
        patterns: source.patterns, relation: source.relation)
    }
    return plan
  }

  /// The same with its tables read into a new folder, for a look at them; untouched where it has none.
  func extracted(into folder: String) throws(RunError) -> Plan {
    guard needsExtracts else { return self }
    do { try DurableFile.createFolder(folder, mode: 0o700) } catch { throw .operation(error.message) }
    try Extraction.run(self, into: folder)
    return reading(extracts: folder)
  }
}
