import Postgres

extension PipelineDecoder {
  /// `{connect: SERVICE|URL, silence: SECONDS}`.
  mutating func database(_ node: YAMLNode) -> PipelineDatabase? {
    hasDatabase = true
    guard let fields = log.fields(node, in: "database", kind: "a database", keys: ["connect", "silence"]),
      let connect = log.required("connect", of: fields, as: "database.connect"),
      let text = log.text(connect, "connect")
    else { return nil }
    let silence = fields["silence"].flatMap { log.integer($0, "silence", atLeast: 1) } ?? 60
    do {
      let target = try ConnectionTarget(text)
      if !target.isRead {
        log.report("connect: libpq, which reads a URL, is not there; install libpq5", at: connect.place)
      }
      return PipelineDatabase(target: target, silence: silence)
    } catch {
      log.report(PipelineDecoder.text(of: error), at: connect.place)
      return nil
    }
  }

  /// The text of a password is not repeated.
  private static func text(of problem: ConnectionTarget.Problem) -> String {
    switch problem {
    case .password:
      "connect: a password must not stand in a definition; use PGPASSWORD, the passfile or the service file"
    case .malformed: "connect: neither the name of a service nor a URL such as postgresql://host/database"
    }
  }

  /// The table or query of a source; nil for a source of files.
  mutating func relation(_ fields: Fields, _ owner: String, at place: Place) -> DatabaseRelation? {
    let stated = ["files", "table", "query"].filter(fields.has)
    guard stated.contains(where: { $0 != "files" }) else { return nil }
    if stated.count > 1 {
      log.report("\(owner): one of files, table, query; found \(stated.joined(separator: ", "))", at: place)
    }
    if fields.has("optional") {
      log.report("\(owner): optional stands with files", at: fields.place(of: "optional"))
    }
    if !hasDatabase {
      log.report("\(owner): \(stated.last ?? "") needs the pipeline's database", at: place)
    }
    if let table = fields["table"] { return log.text(table, "table").map(DatabaseRelation.table) }
    return fields["query"].flatMap { log.text($0, "query") }.map(DatabaseRelation.query)
  }
}
