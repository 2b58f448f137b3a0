import Postgres

/// The tables that publications are kept in, and how they came about: a list of steps that is only added to.
enum DatabaseSchema {
  /// Brings the schema up to the newest step; inside a transaction, under the publishers' lock.
  static func migrate(_ connection: borrowing PostgresConnection) throws(PostgresError) {
    try connection.query("CREATE SCHEMA IF NOT EXISTS dutyrank")
    try connection.query("CREATE TABLE IF NOT EXISTS dutyrank.schema_version (version int PRIMARY KEY)")
    let done = try connection.query("SELECT coalesce(max(version), 0) FROM dutyrank.schema_version").rows
    let version = done.first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
    for (index, statements) in steps.enumerated() where index >= version {
      for statement in statements { try connection.query(statement) }
      try connection.query("INSERT INTO dutyrank.schema_version VALUES ($1::int)", [String(index + 1)])
    }
  }

  /// A step that was released is never changed.
  private static let steps: [[String]] = [
    [
      """
      CREATE TABLE dutyrank.load_ledger (
        digest text PRIMARY KEY, run text NOT NULL UNIQUE, loaded_at timestamptz NOT NULL DEFAULT now())
      """,
      """
      CREATE TABLE dutyrank.run (
        run text PRIMARY KEY, pipeline text NOT NULL, title text NOT NULL, period text NOT NULL, as_of date NOT NULL,
        model text NOT NULL, tool text NOT NULL, manifest jsonb NOT NULL)
      """,
      """
      CREATE TABLE dutyrank.ranking (
        run text NOT NULL, position int NOT NULL, profile text NOT NULL, rank int, member_no text NOT NULL,
        name text NOT NULL, sector text, committee text, total numeric NOT NULL, grade text, points jsonb NOT NULL,
        bonus numeric, deduction numeric, reasons text, PRIMARY KEY (run, member_no))
      """,
      """
      CREATE TABLE dutyrank.ledger (
        run text NOT NULL, position int NOT NULL, member_no text NOT NULL, profile text, category text, indicator text,
        clause text, events bigint, kept bigint, raw numeric, limited numeric, prorated numeric, entered numeric,
        capped numeric, shared numeric, rounding numeric, points numeric)
      """,
      "CREATE INDEX ledger_member ON dutyrank.ledger (run, member_no)",
      """
      CREATE TABLE dutyrank.quarantine (
        run text NOT NULL, position int NOT NULL, source text NOT NULL, file text NOT NULL, record bigint, line_first bigint,
        line_last bigint, byte_start bigint, byte_length bigint, column_key text, code text NOT NULL, severity text,
        message_zh text, message_en text, raw_text text, raw_base64 text, row_id text, readmitted_by text, cell text,
        PRIMARY KEY (run, position))
      """,
      """
      CREATE TABLE dutyrank.publication (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, pipeline text NOT NULL, period text NOT NULL,
        run text NOT NULL REFERENCES dutyrank.run, is_taken_back boolean NOT NULL DEFAULT false,
        published_at timestamptz NOT NULL DEFAULT now())
      """,
      """
      CREATE VIEW dutyrank.current_run AS
        SELECT DISTINCT ON (pipeline, period) pipeline, period, run, number, published_at
        FROM dutyrank.publication WHERE NOT is_taken_back ORDER BY pipeline, period, number DESC
      """,
      """
      CREATE VIEW dutyrank.current_ranking AS
        SELECT c.pipeline, c.period, k.position, k.profile, k.rank, k.member_no, k.name, k.sector, k.committee, k.total,
          k.grade, k.points, k.bonus, k.deduction, k.reasons
        FROM dutyrank.current_run c JOIN dutyrank.ranking k USING (run)
      """,
      """
      CREATE VIEW dutyrank.member_score AS
        SELECT c.pipeline, c.period, k.member_no, p.key AS category, p.value::numeric AS points
        FROM dutyrank.current_run c JOIN dutyrank.ranking k USING (run)
        CROSS JOIN LATERAL jsonb_each_text(
          k.points || jsonb_build_object('bonus', k.bonus, 'deduction', k.deduction, 'total', k.total)) p
      """,
    ]
  ]
}
