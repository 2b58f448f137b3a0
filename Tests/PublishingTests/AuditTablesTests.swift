import Publishing
import Records
import Testing

@Suite struct AuditTablesTests {
  static let finding = Finding(
    code: "MISSING", severity: .error, message: Message(zh: "委员编号为空", en: "member_no is blank"),
    stage: .clean, source: "scans", origin: Fixture.origin(3), column: "member_no")

  @Test func `quarantine.csv holds the exact bytes of the row`() {
    let raw: [UInt8] = [0x53, 0x33, 0x2C, 0xFF]
    let row = QuarantinedRow(
      rejection: Rejection(finding: Self.finding, origin: Fixture.origin(3)), raw: raw,
      text: String(decoding: raw, as: UTF8.self))
    #expect(
      body(QuarantineTable.artifact(Fixture.run(quarantine: [row]))) == [
        "scans,scans.csv,3,4,4,60,18,member_no,MISSING,error,委员编号为空,member_no is blank,"
          + "\"S3,\u{FFFD}\",UzMs/w==,00ff00ff00ff00ff-60,,"
      ])
  }

  @Test func `findings stand by file and place, those about a file first`() {
    let ofFile = Finding(
      code: "NO_CALENDAR", severity: .warning, message: Message(zh: "无节假日", en: "no calendar"),
      stage: .derive,
      source: "calendar", file: 0)
    #expect(
      body(FindingsTable.artifact(Fixture.run(findings: [Self.finding, ofFile]))) == [
        "calendar,scans.csv,,,,,derive,NO_CALENDAR,warning,无节假日,no calendar,",
        "scans,scans.csv,3,4,4,member_no,clean,MISSING,error,委员编号为空,member_no is blank,",
      ])
  }

  @Test func `of a workbook the sheet and cell are named, of a row alone the row`() {
    let ofRow = Finding(
      code: "RAGGED", severity: .error, message: Message(zh: "格数", en: "cells"), stage: .ingest,
      source: "scans", origin: Fixture.origin(3), column: "gone")
    let run = Fixture.run(
      findings: [Self.finding, ofRow], sheets: [SheetPlaces(sheet: "签到", letters: ["member_no": "AB"])])
    #expect(
      body(FindingsTable.artifact(run)).map { $0.split(separator: ",").last } == ["签到!AB4", "签到!4"])
  }

  @Test func `accounting.csv states each stage's rows and the digest of what it kept`() {
    #expect(
      body(AccountingTable.artifact(Fixture.run())) == [
        "ingest,scans,3,2,1,0,0,\(Fixture.books.accounts[0].kept.digest)"
      ])
  }

  @Test func `merges name the survivor, corrections both values`() {
    let merge = Merge(
      stage: .deduplicateKey, source: "scans", merged: Fixture.origin(2), survivor: Fixture.origin(1),
      key: "S1")
    let correction = Correction(
      rule: "width", source: "scans", origin: Fixture.origin(1), column: "scan_no", before: "Ｓ1", after: "S1")
    let run = Fixture.run(corrections: [correction], merges: [merge])
    #expect(
      body(MergesTable.artifact(run)) == [
        "scans,deduplicate.key,S1,scans.csv,3,00ff00ff00ff00ff-40,scans.csv,2,00ff00ff00ff00ff-20"
      ])
    #expect(
      body(CorrectionsTable.artifact(run)) == [
        "scans,scans.csv,1,2,00ff00ff00ff00ff-20,scan_no,width,Ｓ1,S1,"
      ])
  }

  @Test func `unused and filtered rows say why, in the order of their places`() {
    let rows = [2, 1].map {
      SetAsideRow(
        SetAsideKind(
          code: "OUT_OF_OFFICE", message: Message(zh: "不在任", en: "out of office"), source: "scans"),
        origin: Fixture.origin(Int32($0)))
    }
    #expect(
      body(SetAsideTable.artifact(.unused, rows, Fixture.run())) == [
        "scans,scans.csv,1,2,00ff00ff00ff00ff-20,OUT_OF_OFFICE,不在任,out of office",
        "scans,scans.csv,2,3,00ff00ff00ff00ff-40,OUT_OF_OFFICE,不在任,out of office",
      ])
  }

  @Test func `a long table has the same bytes on one worker and on three`() throws {
    let rows = (1...9000).map {
      SetAsideRow(
        SetAsideKind(
          code: "C", message: Message(zh: "a,b", en: ""), source: "scans"), origin: Fixture.origin(Int32($0)))
    }
    let table = SetAsideTable.artifact(.unused, rows, Fixture.run())
    #expect(try sent(table, Workers(3)) == sent(table))
    #expect(body(table).last == "scans,scans.csv,9000,9001,00ff00ff00ff00ff-180000,C,\"a,b\",")
    #expect(try sent(table).rows == 9000)
    #expect(body(table).count == 9000)
  }

  @Test func `attendance lists half-days by member and start with the rows that decided`() {
    let line = AttendanceLine(
      member: 0, activity: "A1", kind: "调研", halfDay: 1, startsAt: Instant(seconds: 1_741_768_200),
      basis: "registered", status: "present", isLate: true, leftEarly: false,
      evidence: [RowReference(table: 0, row: 0)])
    #expect(
      body(AttendanceTable.artifact(Fixture.run(attendance: [line]))) == [
        "0147,A1,调研,1,2025-03-12T08:30:00,registered,present,是,否,scans.csv:2"
      ])
  }

  @Test func `the summary tells the story in Chinese and then in English and names no reason`() {
    let text = String(decoding: Summary.artifact(Fixture.run()).bytes, as: UTF8.self)
    #expect(text.hasPrefix("# 示例考核 · 2025\n\n模型 YY-DEFAULT-1（示例） · 截至 2025-12-31 · 运行 7f3a91c2\n"))
    #expect(text.contains("- 委员：1人参加排名，优秀1人，不合格0人。\n"))
    #expect(text.contains("共读入3行：保留2，退回1（33.33%），合并0，过滤0；每一步账目相符。\n"))
    #expect(text.contains("| 委员 | 优秀 | 经济界 | 40 | 4 | 1 | 1 |\n"))
    #expect(text.contains("| 委员 | 90–100 | 1 |\n"))
    #expect(text.contains("3 rows read: 2 kept, 1 rejected (33.33 %), 0 merged, 0 filtered; "))
    #expect(!text.contains("≥90.00"))
  }

  @Test func `the manifest reads back as it was written`() throws {
    let run = Fixture.run(findings: [Self.finding])
    let outputs = try OutputFile.allCases.compactMap { try run.artifact($0) }.map { artifact in
      let (bytes, rows) = try sent(artifact)
      return Manifest.Output(artifact, size: bytes.count, sha256: "cd", rows: rows)
    }
    let manifest = Manifest(run, outputs: outputs)
    let json = manifest.json()
    #expect(Manifest(json: json) == manifest)
    #expect(manifest.counts.rejected == 1)
    #expect(manifest.findings.map { "\($0.code) \($0.severity) \($0.count)" } == ["MISSING error 1"])
    let text = String(decoding: json, as: UTF8.self)
    #expect(text.contains("\"as_of\" : \"2025-12-31\""))
    #expect(text.contains("\"name\" : \"ledger.csv\""))
  }
}
