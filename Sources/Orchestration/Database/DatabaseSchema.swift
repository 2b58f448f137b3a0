import Postgres

/// The tables that publications are kept in, and how they came about: a list of steps that is only added to.
enum DatabaseSchema {
  /// Brings the schema up to the newest step; inside a transaction, under the publishers' lock.
  static func migrate(_ connection: borrowing PostgresConnection) throws(PostgresError) {
    // whoever may not create schemas may still own this one
    if try connection.query("SELECT 1 FROM pg_namespace WHERE nspname = 'dutyrank'").rows.isEmpty {
      try connection.query("CREATE SCHEMA dutyrank")
    }
    try connection.query("CREATE TABLE IF NOT EXISTS dutyrank.schema_version (version int PRIMARY KEY)")
    let version =
      try connection.query("SELECT coalesce(max(version), 0) FROM dutyrank.schema_version").number ?? 0
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
        run text PRIMARY KEY, run_no int NOT NULL UNIQUE GENERATED ALWAYS AS IDENTITY, pipeline text NOT NULL, title text NOT NULL, period text NOT NULL, as_of date NOT NULL,
        model text NOT NULL, tool text NOT NULL, manifest jsonb NOT NULL)
      """,
      """
      CREATE TABLE dutyrank.ranking (
        run_no int NOT NULL, position int NOT NULL, profile text NOT NULL, rank int,
        member_no text COLLATE "C" NOT NULL, name text NOT NULL, sector text, committee text, total numeric NOT NULL,
        grade text, points jsonb NOT NULL, bonus numeric, deduction numeric, reasons text,
        PRIMARY KEY (member_no, run_no)) PARTITION BY LIST (run_no)
      """,
      """
      CREATE TABLE dutyrank.ledger_heading (
        run_no int NOT NULL, heading int NOT NULL, profile text, category text, indicator text, clause text,
        PRIMARY KEY (run_no, heading))
      """,
      """
      CREATE TABLE dutyrank.ledger_entry (
        run_no int NOT NULL, position int NOT NULL, member_no text COLLATE "C" NOT NULL, heading int NOT NULL,
        events bigint, kept bigint, raw numeric, limited numeric, prorated numeric,
        entered numeric, capped numeric, shared numeric, rounding numeric, points numeric)
        PARTITION BY LIST (run_no)
      """,
      "CREATE INDEX ledger_member ON dutyrank.ledger_entry USING brin (member_no)",
      """
      CREATE VIEW dutyrank.ledger AS
        SELECT r.run, e.position, e.member_no, h.profile, h.category, h.indicator, h.clause, e.events, e.kept, e.raw,
          e.limited, e.prorated, e.entered, e.capped, e.shared, e.rounding, e.points
        FROM dutyrank.run r JOIN dutyrank.ledger_entry e USING (run_no)
        JOIN dutyrank.ledger_heading h USING (run_no, heading)
      """,
      """
      CREATE TABLE dutyrank.quarantine (
        run_no int NOT NULL, position int NOT NULL, source text NOT NULL, file text NOT NULL, record bigint, line_first bigint,
        line_last bigint, byte_start bigint, byte_length bigint, column_key text, code text NOT NULL, severity text,
        message_zh text, message_en text, raw_text text, raw_base64 text, row_id text, readmitted_by text, cell text,
        PRIMARY KEY (position, run_no)) PARTITION BY LIST (run_no)
      """,
      """
      CREATE TABLE dutyrank.publication (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, pipeline text NOT NULL, period text NOT NULL,
        run text NOT NULL REFERENCES dutyrank.run, is_taken_back boolean NOT NULL DEFAULT false,
        published_at timestamptz NOT NULL DEFAULT now())
      """,
      """
      CREATE VIEW dutyrank.current_run AS
        SELECT DISTINCT ON (p.pipeline, p.period) p.pipeline, p.period, run, r.run_no, p.number, p.published_at
        FROM dutyrank.publication p JOIN dutyrank.run r USING (run)
        WHERE NOT p.is_taken_back ORDER BY p.pipeline, p.period, p.number DESC
      """,
      """
      CREATE VIEW dutyrank.current_ranking AS
        SELECT c.pipeline, c.period, k.position, k.profile, k.rank, k.member_no, k.name, k.sector, k.committee, k.total,
          k.grade, k.points, k.bonus, k.deduction, k.reasons
        FROM dutyrank.current_run c JOIN dutyrank.ranking k USING (run_no)
      """,
      """
      CREATE VIEW dutyrank.member_score AS
        SELECT c.pipeline, c.period, k.member_no, p.key AS category, p.value::numeric AS points
        FROM dutyrank.current_run c JOIN dutyrank.ranking k USING (run_no)
        CROSS JOIN LATERAL jsonb_each_text(
          k.points || jsonb_build_object('bonus', k.bonus, 'deduction', k.deduction, 'total', k.total)) p
      """,
    ]
  ]
}
