import Ingestion
import Records
import Testing

/// The twelve torture files on which no reader of the study was right throughout: DuckDB, Polars, pandas, Frictionless
/// and Spark each failed on some. Right means: every row kept or rejected as it should be, said so, with its true line
/// and its exact bytes, and every byte of the file in a class.
@Suite struct TortureTests {
  struct File: CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let rows: [String]
    /// `code line column`, then the rejected bytes.
    var refused: [String] = []
    var raw: [[UInt8]] = []
    var remarks: [String] = []

    init(
      _ name: String, _ bytes: [UInt8], rows: [String], refused: [String] = [], raw: [[UInt8]] = [],
      remarks: [String] = []
    ) {
      testDescription = name
      self.bytes = bytes
      self.rows = rows
      self.refused = refused
      self.raw = raw
      self.remarks = remarks
    }

    init(
      _ name: String, _ text: String, rows: [String], refused: [String] = [], raw: [String] = [],
      remarks: [String] = []
    ) {
      self.init(
        name, Array(text.utf8), rows: rows, refused: refused, raw: raw.map { Array($0.utf8) },
        remarks: remarks)
    }
  }

  private static let contract = Sample.contract(
    "scans",
    [
      ("id", "id", .integer, .init(required: true)), ("name", "name", .text, .init()),
      ("on", "on", .date, .init(required: true)),
    ], key: ["id"])

  static let files: [File] = [
    File(
      "two bad cells in one row", "id,name,on\n1,a,2025-01-01\nx,b,2025-13-01\n", rows: ["1|a|2025-01-01"],
      refused: ["BAD_INTEGER 3 id"], raw: ["x,b,2025-13-01"], remarks: ["BAD_DATE 3 on"]),
    File(
      "short row and long row", "id,name,on\n1,a\n2,b,2025-01-02,more\n3,c,2025-01-03\n",
      rows: ["3|c|2025-01-03"], refused: ["RAGGED 2 -", "RAGGED 3 -"], raw: ["1,a", "2,b,2025-01-02,more"]),
    File(
      "quoted newline, then a bad cell", "id,name,on\n1,\"a\nb\",2025-01-01\nx,c,2025-01-02\n",
      rows: ["1|a\nb|2025-01-01"], refused: ["BAD_INTEGER 4 id"], raw: ["x,c,2025-01-02"]),
    File(
      "unterminated quote", "id,name,on\n1,\"a,2025-01-01\n2,b,2025-01-02\n3,c,2025-01-03\n",
      rows: ["2|b|2025-01-02", "3|c|2025-01-03"], refused: ["UNCLOSED_QUOTE 2 -"], raw: ["1,\"a,2025-01-01"]),
    File(
      "invalid UTF-8 byte",
      Array("id,name,on\n1,".utf8) + [0xFF] + Array(",2025-01-01\n2,b,2025-01-02\n".utf8),
      rows: ["2|b|2025-01-02"], refused: ["BAD_ENCODING 2 -"],
      raw: [Array("1,".utf8) + [0xFF] + Array(",2025-01-01".utf8)]),
    File(
      "NUL inside a field", "id,name,on\n1,a\0b,2025-01-01\n2,b,2025-01-02\n", rows: ["2|b|2025-01-02"],
      refused: ["NUL_BYTE 2 -"], raw: ["1,a\0b,2025-01-01"]),
    File(
      "GB18030 file, no hint",
      Array("id,name,on\n1,".utf8) + [0xD5, 0xC5, 0xC8, 0xFD] + Array(",2025-01-01\n".utf8),
      rows: ["1|张三|2025-01-01"]),
    File("BOM", "\u{FEFF}id,name,on\n1,a,2025-01-01\n", rows: ["1|a|2025-01-01"]),
    File(
      "header columns swapped", "name,id,on\na,1,2025-01-01\n", rows: ["1|a|2025-01-01"],
      remarks: ["REORDERED_COLUMN - name"]),
    File(
      "file truncated in its last row", "id,name,on\n1,a,2025-01-01\n2,b,20", rows: ["1|a|2025-01-01"],
      refused: ["BAD_DATE 3 on"], raw: ["2,b,20"]),
    File(
      "CRLF and LF mixed", "id,name,on\r\n1,a,2025-01-01\n2,b,2025-01-02\r\n",
      rows: ["1|a|2025-01-01", "2|b|2025-01-02"]),
    File(
      "blank line", "id,name,on\n1,a,2025-01-01\n\n2,b,2025-01-02\n",
      rows: ["1|a|2025-01-01", "2|b|2025-01-02"]),
  ]

  @Test("twelve of twelve", arguments: files)
  func torture(_ file: File) throws {
    let scratch = try Scratch()
    let resolved = try scratch.file("t.csv", file.bytes)
    let source = try Ingest.source(Self.contract, files: [resolved], firstFileIndex: 0)
    #expect(source.rows == file.rows)
    #expect(source.refused == file.refused)
    #expect(source.remarks == file.remarks)
    let raw = RawRows(files: [resolved], sources: ["scans"], layouts: [FileLayout()])
    #expect(try source.rejections.map { try raw.row($0.origin).bytes } == file.raw)
    #expect(source.addsUp)
    #expect(Self.files.count == 12)
  }

  @Test("CR alone ends rows; a file in which every row holds NUL keeps none")
  func lineEnds() throws {
    let scratch = try Scratch()
    let lone = try scratch.file("cr.csv", "id,name,on\r1,a,2025-01-01\r2,b,2025-01-02\r")
    let source = try Ingest.source(Self.contract, files: [lone], firstFileIndex: 0)
    #expect(source.rows == ["1|a|2025-01-01", "2|b|2025-01-02"] && source.addsUp)
    let nul = try scratch.file("nul.csv", "id,name,on\n1,\0,2025-01-01\n\0\n")
    let damaged = try Ingest.source(Self.contract, files: [nul], firstFileIndex: 0)
    #expect(damaged.rows.isEmpty && damaged.addsUp)
    #expect(damaged.refused == ["NUL_BYTE 2 -", "NUL_BYTE 3 -"])
  }

  @Test("text that an earlier system lost is refused and named, in either encoding")
  func mojibake() throws {
    let scratch = try Scratch()
    let header = Array("id,name,on\n".utf8)
    let file = try scratch.file("m.csv", header + Array("1,锟斤拷,2025-01-01\n2,锟,2025-01-02\n".utf8))
    let source = try Ingest.source(Self.contract, files: [file], firstFileIndex: 0)
    #expect(source.rows == ["2|锟|2025-01-02"])
    #expect(source.refused == ["MOJIBAKE 2 -"] && source.addsUp)
    let other = try scratch.file(
      "g.csv", header + gb("1,张锟斤拷,2025-01-01\n2,镕䶮𠮷,2025-01-02\n3,锟斤拷,2025-01-03\n"))
    let chinese = try Ingest.source(Self.contract, files: [other], firstFileIndex: 0)
    #expect(chinese.rows == ["2|镕䶮𠮷|2025-01-02"])
    // The third row's bytes are U+FFFD twice in UTF-8 as well: lost either way.
    #expect(chinese.refused == ["MOJIBAKE 2 -", "BAD_ENCODING 4 -"] && chinese.addsUp)
  }

  /// etl.md U5: on these pairs readers differ; Python's codec gives private-use characters.
  @Test(
    "the edition of GB18030",
    arguments: [
      ([0xA6, 0xD9], "\u{FE10}"), ([0xFE, 0x59], "\u{9FB4}"), ([0xA8, 0xBC], "\u{1E3F}"),
      ([0x95, 0x32, 0x82, 0x36], "\u{20000}"), ([0xA2, 0xE3], "\u{20AC}"),
    ] as [([UInt8], String)])
  func edition(bytes: [UInt8], text: String) throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "e.csv", Array("id,name,on\n1,".utf8) + bytes + Array(",2025-01-01\n".utf8))
    let source = try Ingest.source(Self.contract, files: [file], firstFileIndex: 0)
    #expect(source.rows == ["1|\(text)|2025-01-01"])
    #expect(source.reports.map(\.encoding.rawValue) == ["GB18030-2022"])
  }

  @Test("an unclosed quote takes its own line only, however the file is cut", arguments: [1, 7, 65_536])
  func unclosed(unitSize: Int) throws {
    let scratch = try Scratch()
    let lines = (1...200).map { $0 == 50 ? "\($0),\"open,2025-01-01" : "\($0),n,2025-01-01" }
    let file = try scratch.file("q.csv", "id,name,on\n" + lines.joined(separator: "\n") + "\n")
    let source = try Ingest.source(
      Self.contract, files: [file], firstFileIndex: 0, settings: IngestSettings(unitSize: unitSize))
    #expect(source.rows.count == 199 && source.addsUp)
    #expect(source.refused == ["UNCLOSED_QUOTE 51 -"])
    #expect(source.rejections.first?.origin.lastLine == 51)
  }
}
