import Ingestion
import Records
import Synchronization
import TestSupport
import Testing

@Suite struct IngestTests {
  private let header = "委员编号,姓名,类别,职务,任职日期,手机\n"

  @Test("clean rows, mended rows and refused rows of a roster")
  func roster() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "members.csv",
      "\u{FEFF}2025年委员名册,,,,,\r\n\r\n编制：办公室\r\n"
        + "姓 名,x,x,x,x,x\r\n"
        + "委员编号,\u{200B}姓名 ,类别,职务,任职日期,手机\r\n"
        + "0147,示例甲,委员,,2022-01-01,13800138000\r\n"
        + "'148,张　三,常务委员,主席,2022年1月5日,+86 138-0013-8000\r\n"
        + " ,,,,,\r\n"
        + "０１５０,阿依古丽•买买提,常委,,44562,—\r\n"
        + "15x,示例乙,委员,,2022-01-01,\r\n"
        + "0151,示例丙,委员们,,2022-13-01,\r\n"
        + "0152,,委员,,2022-01-01,\r\n"
        + "0153,示例丁,委员\r\n"
        + "合计,4人\r\n")
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 3)
    #expect(
      source.rows == [
        "0147|示例甲|委员|委员|2022-01-01|13800138000", "0148|张三|常委|主席|2022-01-05|13800138000",
        "0150|阿依古丽·买买提|常委|常委|2022-01-01|",
      ])
    #expect(
      source.refused == [
        "BAD_CODE 10 member_no", "UNKNOWN_VALUE 11 profile", "MISSING 12 name", "RAGGED 13 -",
      ])
    #expect(source.remarks == ["BAD_DATE 11 joined_on"])
    #expect(
      source.changes == [
        "7 member_no apostrophe+pad: '148 → 0148", "7 name name_spaces: 张　三 → 张三",
        "7 profile synonym: 常务委员 → 常委", "7 joined_on date_form: 2022年1月5日 → 2022-01-05",
        "7 phone phone: +86 138-0013-8000 → 13800138000", "9 member_no width: ０１５０ → 0150",
        "9 name name_dots: 阿依古丽•买买提 → 阿依古丽·买买提", "9 joined_on date_form: 44562 → 2022-01-01",
        "9 phone missing_mark: — → ",
      ])
    let report = try #require(source.reports.first)
    #expect(report.headerLine == 5 && report.preambleRows == 3 && report.rows == 7)
    #expect(report.furnitureRows == 1 && report.blankRows == 2 && report.hasByteOrderMark)
    #expect(report.encoding == .utf8 && report.file == 3)
    #expect(source.addsUp)
    #expect(
      source.rejections.map(\.finding.message.zh).prefix(2) == [
        "委员编号“15x”不是至多4位数字；请改正编号", "类别“委员们”不在取值范围（委员、常委）；最接近“委员”",
      ])
    #expect(source.rejections.last?.finding.message.zh == "本行有3格，表头有6格；请检查逗号和引号")
  }

  @Test("every type, fallbacks, forgiven cells and checks across a row")
  func everyType() throws {
    let scratch = try Scratch()
    let head = "编号,委员编号,类别,人员,分钟,分值,日期,起,止,有效\n"
    let file = try scratch.file(
      "things.csv",
      head + "a,7,甲,张三、 李四;王五,30,0.25,2025-03-12,2025-03-12T08:00:00,2025-03-12,是\n"
        + "b,X-9,,,,2/3,约三月,2025-03-12 8:05,,TRUE\n"
        + "c,,甲,,,,,,,\n"
        + "d,0001,乙,,1.5,,,2025-03-12T08:00:00,2025-03-12T08:00:00,\n"
        + "e,0001,乙,,007,,,2025-03-12T09:00:00,2025-03-12T08:00:00,\n")
    let source = try Ingest.source(Sample.everything, files: [file], firstFileIndex: 0)
    #expect(
      source.rows == [
        "a|0007|甲|张三\u{1F}李四\u{1F}王五|30|0.25|2025-03-12|2025-03-12T08:00:00|2025-03-12T23:59:59|是",
        "b|X-9|乙||0|2/3||2025-03-12T08:05:00||是",
      ])
    #expect(source.refused == ["MISSING 4 member_no", "BAD_INTEGER 5 minutes", "BAD_RANGE 6 to"])
    #expect(source.remarks == ["BAD_DATE 3 on", "BAD_RANGE 5 to"])
    #expect(
      source.changes == [
        "2 member_no pad: 7 → 0007", "2 to time_form: 2025-03-12 → 2025-03-12T23:59:59",
        "3 from time_form: 2025-03-12 8:05 → 2025-03-12T08:05:00", "3 valid flag_form: TRUE → 是",
      ])
    #expect(source.addsUp)
  }

  @Test("columns in any order, unknown ones, missing optional ones, English keys")
  func columnOrder() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "m.csv", "joined_on,备注,姓名,类别,委员编号,手机\n2022-01-01,x,示例甲,委员,0147,\n")
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0)
    #expect(source.rows == ["0147|示例甲|委员|委员|2022-01-01|"])
    #expect(
      source.remarks == [
        "REORDERED_COLUMN - member_no", "MISSING_COLUMN - post", "REORDERED_COLUMN - joined_on",
        "EXTRA_COLUMN - -",
      ])
    #expect(
      source.findings.map(\.message.zh) == [
        "m.csv：第5列“委员编号”不在约定的次序上，按列名读取", "m.csv：没有“职务”列，全部按空白处理",
        "m.csv：第1列“joined_on”不在约定的次序上，按列名读取", "m.csv：第2列“备注”不在约定中，未读取",
      ])
    #expect(source.reports[0].columns.map(\.position) == [4, 2, 3, nil, 0, 5])
  }

  @Test("a GB18030 file, its record offsets, and a record valid in neither encoding")
  func gb18030() throws {
    let scratch = try Scratch()
    // 委员编号,姓名,类别,职务,任职日期,手机 / 0147,张三,委员,,2022-01-01, / 0148,<bad>,委员,… / 0149,𠮷,委员,…
    let head: [UInt8] = gb("委员编号,姓名,类别,职务,任职日期,手机\n")
    let first = gb("0147,张三,委员,,2022-01-01,\n")
    let bad = Array("0148,".utf8) + [0xD5, 0xFF] + gb(",委员,,2022-01-01,\n")
    let rare = gb("0149,𠮷,委员,,2022-01-01,\n")
    #expect(rare.contains(0x95))
    let source = try Ingest.source(
      Sample.members, files: [scratch.file("gb.csv", head + first + bad + rare)], firstFileIndex: 0)
    #expect(source.rows == ["0147|张三|委员|委员|2022-01-01|", "0149|𠮷|委员|委员|2022-01-01|"])
    #expect(source.refused == ["BAD_ENCODING 3 -"])
    #expect(source.reports[0].encoding == .gb18030)
    #expect(
      source.table.origins.map(\.byteStart) == [
        Int64(head.count), Int64(head.count + first.count + bad.count),
      ])
    #expect(source.addsUp)
  }

  @Test("a lost character never enters a kept row")
  func lostCharacter() throws {
    let scratch = try Scratch()
    let file = try scratch.file("m.csv", header + "0147,张\u{FFFD},委员,,2022-01-01,\n")
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0)
    #expect(source.rows.isEmpty && source.refused == ["BAD_ENCODING 2 -"])
  }

  @Test("a mixed file keeps both, with a warning")
  func mixed() throws {
    let scratch = try Scratch()
    let bytes = Array((header + "0147,张三,委员,,2022-01-01,\n").utf8) + gb("0148,李四,委员,,2022-01-01,")
    let source = try Ingest.source(Sample.members, files: [scratch.file("m.csv", bytes)], firstFileIndex: 0)
    #expect(source.rows.count == 2 && source.remarks == ["MIXED_ENCODING - -"])
    #expect(source.reports[0].encoding == .mixed && source.addsUp)
  }

  @Test("files in byte order of their names; the same file twice is loaded once")
  func severalFiles() throws {
    let scratch = try Scratch()
    let first = try scratch.file("m-1.csv", header + "0147,示例甲,委员,,2022-01-01,\n")
    let second = try scratch.file("m-2.csv", header + "0148,示例乙,委员,,2022-01-01,\n")
    let again = try scratch.file("m-3.csv", header + "0147,示例甲,委员,,2022-01-01,\n")
    let source = try Ingest.source(Sample.members, files: [again, second, first], firstFileIndex: 5)
    #expect(source.files.map(\.path) == ["m-1.csv", "m-2.csv", "m-3.csv"])
    #expect(source.rows.map { $0.prefix(4) } == ["0147", "0148"])
    #expect(source.table.origins.map(\.file) == [5, 6])
    #expect(source.findings.map(\.message.zh) == ["m-3.csv：与m-1.csv内容完全相同，未再读取"])
    #expect(source.reports[2].bytes[.duplicateFile] == source.files[2].size)
    #expect(source.reports[2].duplicateOf == 5)
    #expect(source.files[0].sha256 == source.files[2].sha256 && source.files[0].sha256.count == 64)
    #expect(source.addsUp)
  }

  @Test("an open quote costs its line; the last one without line end is the trailing fragment")
  func openQuotes() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "m.csv",
      header + "0147,\"示例甲,委员,,2022-01-01,\n0148,示例乙,委员,,2022-01-01,\n0149,\"示例丙")
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0)
    #expect(source.rows == ["0148|示例乙|委员|委员|2022-01-01|"])
    #expect(source.refused == ["UNCLOSED_QUOTE 2 -", "UNCLOSED_QUOTE 4 -"])
    #expect(source.reports[0].bytes[.fragment] == 15 && source.addsUp)
  }

  @Test("rows are read back byte by byte")
  func rawRows() throws {
    let scratch = try Scratch()
    let bytes = gb(header + "0147,\"张\n三\",委员,,2022-01-01,\r\n")
    let file = try scratch.file("m.csv", bytes)
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0)
    let raw = try RawRows(files: [file], sources: ["members"], layouts: [FileLayout()]).row(
      source.table.origins[0])
    #expect(raw.bytes == gb("0147,\"张\n三\",委员,,2022-01-01,"))
    #expect(raw.text == "0147,\"张\n三\",委员,,2022-01-01,")
    #expect(source.table.origins[0].firstLine == 2 && source.table.origins[0].lastLine == 3)
  }

  @Test("the unit size changes nothing; bytes and books add up on any bytes", arguments: 0..<24)
  func unitSize(_ index: Int) throws {
    let seed = 0x1A6E57 + UInt64(index)
    var random = SplitMix64(seed: seed)
    let scratch = try Scratch()
    let file = try scratch.file("m.csv", dirtyRoster(using: &random))
    let whole = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0)
    #expect(whole.addsUp, "seed \(seed)")
    for size in [1, 7, 61, 65_536] {
      let units = try Ingest.source(
        Sample.members, files: [file], firstFileIndex: 0, settings: IngestSettings(unitSize: size))
      #expect(units.rows == whole.rows, "seed \(seed), unit size \(size)")
      #expect(units.table.origins == whole.table.origins && units.files == whole.files)
      #expect(units.findings == whole.findings && units.rejections == whole.rejections)
      #expect(units.corrections == whole.corrections && units.accounts == whole.accounts)
      #expect(units.reports == whole.reports, "seed \(seed), unit size \(size)")
    }
  }

  @Test("what the units tell adds up to the files' bytes and rows", arguments: [1, 64, 65_536])
  func unitsTell(_ unitSize: Int) throws {
    let scratch = try Scratch()
    let text = "\u{FEFF}" + header + "0147,张三,委员,,2022-01-01,\n0148,李四\n合计,2,,,,\n"
    let files = [try scratch.file("a.csv", text), try scratch.file("b.csv", text)]
    let told = Mutex((bytes: Int64(0), rows: 0))
    let settings = IngestSettings(unitSize: unitSize) { bytes, rows in
      told.withLock { $0 = ($0.bytes + bytes, $0.rows + rows) }
    }
    let source = try Ingest.source(Sample.members, files: files, firstFileIndex: 0, settings: settings)
    let sums = told.withLock(\.self)
    #expect(sums.bytes == source.files.reduce(0) { $0 + $1.size })
    #expect(sums.rows == 2 && source.reports.map(\.rows) == [2, 0])
  }

  /// A roster in which every second row has something odd, in bytes that need not be text.
  private func dirtyRoster(using random: inout SplitMix64) -> [UInt8] {
    var bytes = Array(("名册\n\n" + header).utf8)
    let cells = [
      "0147", "148", "张 三", "委员", "常务委员", "2022-01-01", "2022/1/5", "", " ", "合计", "\"a\nb\"", "\"", "x",
    ]
    for row in 0..<40 {
      if Bool.random(using: &random) {
        bytes += Array("\(1000 + row),示例甲,委员,,2022-01-01,\r\n".utf8)
        continue
      }
      let width = Int.random(in: 0...9, using: &random) == 0 ? 5 : 6
      for column in 0..<width {
        if column > 0 { bytes.append(UInt8(ascii: ",")) }
        let odd = Int.random(in: 0...30, using: &random)
        if odd == 0 {
          bytes.append(UInt8.random(in: 0x80...0xFF, using: &random))
        } else if odd == 1 {
          bytes += gb("张三")
        } else {
          bytes += Array(cells[Int.random(in: 0..<cells.count, using: &random)].utf8)
        }
      }
      bytes += [[10], [13], [13, 10]][Int.random(in: 0...2, using: &random)]
    }
    return bytes
  }
}
