import Foundation
package import Postgres
import Publishing
import Records

/// Puts a published run into a database, exactly once, and points the portal's views to it.
package struct DatabasePublication: Sendable {
  private let target: ConnectionTarget
  private let run: PublishedRun
  /// Of the manifest: the same digest is the same run.
  private let digest: String

  /// `name` and `folder` as for a published run.
  package init(run name: String, in folder: String, to target: ConnectionTarget) throws(RunError) {
    self.target = target
    run = try PublishedRun(name, in: folder)
    digest = try run.manifestDigest()
  }

  private var directory: String { run.manifest.run.directory }

  /// Loads the run, which must be approved, unless the database has it, points to it, and says what was done.
  ///
  /// All happens in one transaction. Where the connection breaks while it is committed, the database is asked whether it was.
  package func publish() throws(RunError) -> [String] {
    try ApprovalGate(run: run).check(apart: Set(DatabasePublication.files))
    try checkErasure()
    let tables = try tables()
    var last: Int?
    do throws(LoadFailure) {
      return try transfer(tables, after: &last)
    } catch {
      switch error {
      case .other(let error): throw error
      case .server(let error) where error.kind == .lost || error.kind == .silence:
        return try asked(error, tables, after: last)
      case .server(let error): throw .database(error, target, .publishing)
      }
    }
  }

  /// After a broken connection only the database knows; it may take some seconds to be back. `last` as for `transfer`.
  private func asked(
    _ loss: PostgresError, _ tables: [PublishedTable], after last: Int?
  ) throws(RunError) -> [String] {
    guard let last else { throw .database(loss, target, .publishing) }
    var answer: [String]?
    for attempt in 0..<5 {
      if attempt > 0 { Thread.sleep(forTimeInterval: 1) }
      do throws(PostgresError) {
        answer = try committed(tables, after: last)
        break
      } catch {
        guard attempt == 4 else { continue }
        throw .operation(
          Message(
            zh: "数据库\(target.text)：\(loss.message)，随后也连不上，不知道是否已经写入；请在服务器可用后再发布一次，同一次运行只会写入一次",
            en:
              "database \(target.text): \(loss.message), and it cannot be asked: it is not known whether the run was loaded; publish "
              + "again once the server is there, a run is loaded once"))
      }
    }
    guard let answer else { throw .database(loss, target, .publishing) }
    return answer
  }

  /// Takes the run's newest publication back: the one before it is current again.
  package func takeBack() throws(RunError) -> [String] {
    do throws(PostgresError) {
      let connection = try begin()
      let taken = try connection.query(
        """
        UPDATE dutyrank.publication SET is_taken_back = true WHERE number = (
          SELECT max(number) FROM dutyrank.publication WHERE run = $1 AND NOT is_taken_back)
        """, [directory])
      try connection.query("COMMIT")
      return taken.affected == 0
        ? ["\(directory)没有在\(target.text)发布，无可收回  is not published there; nothing to take back"]
        : ["\(directory)已从\(target.text)收回  taken back; \(try current(connection))"]
    } catch { throw .database(error, target, .takingBack) }
  }

  private func checkErasure() throws(RunError) {
    let gone = DatabasePublication.files.map(\.rawValue).filter(run.manifest.isErased)
    guard !gone.isEmpty, let erasure = run.manifest.erasure else { return }
    throw .data([
      Message(
        zh: "\(directory)：\(gone.joined(separator: "、"))已于\(erasure.on)按规定删除，不能再写入数据库",
        en:
          "\(directory): \(gone.joined(separator: ", ")) erased by rule on \(erasure.on), so it cannot be loaded any more"
      )
    ])
  }

  /// What goes into the database; each is held to the manifest's digest while it is loaded.
  private static let files: [OutputFile] = [.ranking, .ledger, .quarantine]

  private func tables() throws(RunError) -> [PublishedTable] {
    var tables: [PublishedTable] = []
    for file in DatabasePublication.files {
      tables.append(try PublishedTable(file, of: run))
    }
    return tables
  }

  /// `last` becomes the number of the run's last publication before this one, 0 for none, as soon as it is known.
  private func transfer(_ tables: [PublishedTable], after last: inout Int?) throws(LoadFailure) -> [String] {
    let connection = try LoadFailure.asked { () throws(PostgresError) in
      try begin(silence: DatabasePublication.longSilence)
    }
    last = try LoadFailure.asked { () throws(PostgresError) in try lastPublication(connection) }
    let isNew = try LoadFailure.asked { () throws(PostgresError) in try enter(connection) }
    let missing = try LoadFailure.asked { () throws(PostgresError) in
      try incomplete(tables, isNew: isNew, connection)
    }
    for partition in missing { try partition.load(connection) }
    return try LoadFailure.asked { () throws(PostgresError) in
      let isPointed = try point(connection)
      try connection.query("COMMIT")
      return [said(tables, isNew: isNew, reloaded: missing.map(\.source.table.file), isPointed: isPointed)]
    }
  }

  private func lastPublication(_ connection: borrowing PostgresConnection) throws(PostgresError) -> Int {
    try connection.query(
      "SELECT coalesce(max(number), 0) FROM dutyrank.publication WHERE run = $1", [directory]
    ).number ?? 0
  }

  /// What is to be loaded: of a run that is there already, what somebody took away since, with its rest removed.
  private func incomplete(
    _ tables: [PublishedTable], isNew: Bool, _ connection: borrowing PostgresConnection
  ) throws(PostgresError) -> [RunPartition] {
    let number =
      try connection.query("SELECT run_no FROM dutyrank.run WHERE run = $1", [directory]).number ?? 0
    var missing: [RunPartition] = []
    for table in tables {
      let partition = RunPartition(source: table, run: number)
      if !isNew {
        if try partition.isComplete(connection) { continue }
        try partition.remove(connection)
      }
      missing.append(partition)
    }
    return missing
  }

  private func said(
    _ tables: [PublishedTable], isNew: Bool, reloaded: [String], isPointed: Bool
  ) -> String {
    let rows = tables.map { "\($0.table.file) \(grouped($0.rows))" }.joined(separator: " · ")
    if isNew { return "\(directory)已写入\(target.text)并发布  loaded and published: \(rows)" }
    if !reloaded.isEmpty {
      let names = reloaded.joined(separator: "、")
      return
        "\(directory)在\(target.text)中缺少\(names)，已补写并发布  was loaded before and lacked \(reloaded.joined(separator: ", ")): "
        + "loaded again and published"
    }
    return
      isPointed
      ? "\(directory)早已写入\(target.text)，现在重新发布  was loaded before; published again"
      : "\(directory)早已在\(target.text)发布，未改动  was published there before; nothing was changed"
  }

  /// Seconds without a word that the keys of millions of rows may take.
  private static let longSilence = 600

  /// Begins a transaction in which no other publisher is at work, with the newest schema.
  private func begin(silence: Int = 60) throws(PostgresError) -> PostgresConnection {
    let connection = try PostgresConnection(target, silence: silence)
    // who waits for the lock must then see what its holder wrote
    try connection.query("BEGIN ISOLATION LEVEL READ COMMITTED")
    try connection.query("SET LOCAL lock_timeout = '30s'")
    try connection.query("SELECT pg_advisory_xact_lock(hashtextextended('dutyrank publish', 0))")
    try connection.query("SET LOCAL lock_timeout = '10s'")
    try DatabaseSchema.migrate(connection)
    return connection
  }

  /// Enters the run; false when it is there already.
  private func enter(_ connection: borrowing PostgresConnection) throws(PostgresError) -> Bool {
    let isNew =
      try connection.query(
        "INSERT INTO dutyrank.load_ledger (digest, run) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING",
        [digest, directory]
      ).affected == 1
    guard isNew else { return false }
    let facts = run.manifest.run
    let manifest = String(decoding: run.manifest.json(), as: UTF8.self)
    try connection.query(
      """
      INSERT INTO dutyrank.run (run, pipeline, title, period, as_of, model, tool, manifest)
      VALUES ($1, $2, $3, $4, $5::date, $6, $7, $8::jsonb)
      """,
      [directory, facts.pipeline, facts.title, facts.period, facts.asOf, facts.model, facts.tool, manifest])
    return true
  }

  /// False when the run is current already.
  private func point(_ connection: borrowing PostgresConnection) throws(PostgresError) -> Bool {
    let facts = run.manifest.run
    return try connection.query(
      """
      INSERT INTO dutyrank.publication (pipeline, period, run) SELECT $1, $2, $3
      WHERE NOT EXISTS (SELECT 1 FROM dutyrank.current_run WHERE pipeline = $1 AND period = $2 AND run = $3)
      """, [facts.pipeline, facts.period, directory]
    ).affected == 1
  }

  /// What the database says after a commit whose answer was lost; nil when it was not carried out.
  private func committed(_ tables: [PublishedTable], after last: Int) throws(PostgresError) -> [String]? {
    // waits for the lost backend, which holds the lock until its transaction has ended
    let connection = try begin()
    var isPublished = try lastPublication(connection) > last
    if !isPublished, try isCurrent(connection) {
      // nothing was left to publish, unless rows were
      isPublished = try incomplete(tables, isNew: false, connection).isEmpty
    }
    try connection.query("ROLLBACK")
    return isPublished
      ? ["\(directory)已写入\(target.text)（连接中断后查实）  loaded, as the database says after the connection was lost"]
      : nil
  }

  private func isCurrent(_ connection: borrowing PostgresConnection) throws(PostgresError) -> Bool {
    let facts = run.manifest.run
    return try connection.query(
      "SELECT count(*) FROM dutyrank.current_run WHERE pipeline = $1 AND period = $2 AND run = $3",
      [facts.pipeline, facts.period, directory]
    ).number == 1
  }

  private func current(_ connection: borrowing PostgresConnection) throws(PostgresError) -> String {
    let facts = run.manifest.run
    let found = try connection.query(
      "SELECT run FROM dutyrank.current_run WHERE pipeline = $1 AND period = $2",
      [facts.pipeline, facts.period])
    return found.rows.first?.first.flatMap { $0 }.map { "现为\($0)  current: \($0)" } ?? "现无发布  none is current"
  }
}
