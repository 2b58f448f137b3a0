import Postgres
import TestSupport
import Testing

@Suite("rows for COPY in its binary format")
struct CopyRowsTests {
  @Test("a row's bytes are those of the format's description")
  func bytes() {
    var rows = CopyRows()
    rows.beginRow(cells: 4)
    rows.text("示".utf8.span)
    rows.int(-2)
    let isTaken = rows.numeric(Array("-12345.5".utf8).span)
    rows.null()
    rows.end()
    let expected: [[UInt8]] = [
      Array("PGCOPY\n".utf8), [0xFF, 0x0D, 0x0A, 0x00], [0, 0, 0, 0], [0, 0, 0, 0],
      [0, 4],
      [0, 0, 0, 3], Array("示".utf8),
      [0, 0, 0, 4], [0xFF, 0xFF, 0xFF, 0xFE],
      // three digits in base 10,000 from 10,000¹ on, negative, one decimal: 1 2345 5000
      [0, 0, 0, 14], [0, 3], [0, 1], [0x40, 0], [0, 1], [0, 1], [0x09, 0x29], [0x13, 0x88],
      [0xFF, 0xFF, 0xFF, 0xFF],
      [0xFF, 0xFF],
    ]
    let written = Array(rows.drain())
    #expect(isTaken && written == expected.flatMap { $0 })
    #expect(rows.count == 0)
  }

  @Test(
    "what is no decimal number is refused, and leaves no cell",
    arguments: ["", "-", ".", "1.", ".5", "1e3", "1,0", "+1", "--1", "1.2.3", "１", "NaN", " 1"])
  func noNumber(_ text: String) {
    var rows = CopyRows()
    let before = rows.count
    let isTaken = rows.numeric(Array(text.utf8).span)
    #expect(!isTaken && rows.count == before)
  }

  private static func decimal(_ random: inout SplitMix64) -> String {
    let whole = String(UInt64.random(in: 0...UInt64.max, using: &random)).prefix(
      Int.random(in: 1...20, using: &random))
    let fraction = String(UInt64.random(in: 0...UInt64.max, using: &random)).suffix(
      Int.random(in: 0...12, using: &random))
    return (Bool.random(using: &random) ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// As the server writes it: without zeros before, and no sign on nothing.
  private static func plain(_ decimal: String) -> String {
    let isNegative = decimal.hasPrefix("-")
    let digits = decimal.drop { $0 == "-" }
    let kept = digits.drop { $0 == "0" }
    let text = kept.isEmpty || kept.hasPrefix(".") ? "0" + kept : String(kept)
    return isNegative && text.contains { ("1"..."9").contains($0) } ? "-" + text : text
  }

  @Test("numbers come out of a real server digit for digit", arguments: [1, 2, 3] as [UInt64])
  func numbers(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let edges = [
      "0", "-0", "0.00", "10000", "9999", "0.0001", "-0.00001", "00012.50", "100000000.0000", "1.10",
    ]
    let decimals = edges + (0..<500).map { _ in Self.decimal(&random) }
    let server = try PostgresServer.shared.get()
    let connection = try PostgresConnection(ConnectionTarget(server.url(server.newDatabase())))
    try connection.query("CREATE TABLE t (n int, b bigint, d numeric)")
    var rows = CopyRows()
    for (place, decimal) in decimals.enumerated() {
      rows.beginRow(cells: 3)
      rows.int(Int32(place))
      rows.bigint(.min + Int64(place))
      let isTaken = rows.numeric(Array(decimal.utf8).span)
      #expect(isTaken, "seed \(seed): \(decimal)")
    }
    rows.end()
    var pieces: ArraySlice<UInt8>? = rows.drain()
    let copied = try connection.copyIn("COPY t FROM STDIN (FORMAT binary)") { () throws(Never) in
      defer { pieces = nil }
      return pieces
    }
    #expect(copied == Int64(decimals.count))
    let found = try connection.query("SELECT d, b FROM t ORDER BY n").rows
    let expected = decimals.enumerated().map { [Self.plain($1), String(Int64.min + Int64($0))] }
    #expect(found == expected, "seed \(seed)")
    #expect(
      try connection.query("SELECT count(*) FROM t WHERE d <> d::text::numeric").number == 0,
      "their digits are those that the server itself would make")
  }

  @Test("a NUL becomes U+FFFD, and numbers of JSON keep their zeros")
  func texts() throws {
    let connection = try PostgresConnection(ConnectionTarget(PostgresServer.shared.get().url()))
    try connection.query("CREATE TEMP TABLE t (s text, j jsonb)")
    var rows = CopyRows()
    rows.beginRow(cells: 2)
    rows.text("a\0b\0".utf8.span)
    rows.jsonb(#"{"A":50.00,"B":null}"#.utf8.span)
    rows.end()
    var pieces: ArraySlice<UInt8>? = rows.drain()
    _ = try connection.copyIn("COPY t FROM STDIN (FORMAT binary)") { () throws(Never) in
      defer { pieces = nil }
      return pieces
    }
    #expect(
      try connection.query("SELECT s, j->>'A', j->>'B' FROM t").rows == [
        ["a\u{FFFD}b\u{FFFD}", "50.00", nil]
      ])
  }
}
