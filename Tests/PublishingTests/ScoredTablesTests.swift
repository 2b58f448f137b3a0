import Publishing
import Records
import Scoring
import Testing

@Suite struct ScoredTablesTests {
  @Test func `ranking.csv of 0147 is the bytes of model.md`() {
    let expected =
      "\u{FEFF}profile,rank,member_no,name,sector,committee,total,grade,A,B,C,D,E,F,bonus,deduction,reasons\r\n"
      + "委员,1,0147,示例甲,经济界,经济委,98.00,优秀,36.00,20.00,11.00,5.00,7.00,6.00,14.00,-1.00,"
      + "T 98.00≥90.00 优秀；Q1 经济界第1名/4席，优秀\r\n"
    #expect(RankingTable.artifact(Fixture.run()).bytes == Array(expected.utf8))
  }

  @Test func `ledger.csv of 0147 is the bytes of model.md`() throws {
    let lines = [
      "0147,委员,B,,提案,5,5,20.00,0.00,0.00,0.00,0.00,0.00,0.00,20.00",
      "0147,委员,B,B1,立案（第一提案人）,2,2,16.00,0.00,0.00,0.00,0.00,0.00,0.00,16.00",
      "0147,委员,B,B2,提交未立案,1,1,1.00,0.00,0.00,0.00,0.00,0.00,0.00,1.00",
      "0147,委员,B,B3,联名附议,2,2,4.00,0.00,0.00,0.00,0.00,1.00,0.00,3.00",
      "0147,委员,C,,社情民意,6,5,11.00,0.00,0.00,0.00,0.00,0.00,0.00,11.00",
      "0147,委员,C,C1,收录,4,4,4.00,0.00,0.00,0.00,1.00,0.00,0.00,3.00",
      "0147,委员,C,C2,采用,2,1,13.00,5.00,0.00,0.00,0.00,0.00,0.00,8.00",
    ]
    let artifact = LedgerTable.artifact(Fixture.run())
    let written = body(artifact)
    #expect(written.count == 13)
    #expect(try sent(artifact).rows == 13)
    #expect(Array(written[1...7]) == lines)
    #expect(
      String(decoding: artifact.bytes.prefix(129), as: UTF8.self)
        == "member_no,profile,category,indicator,clause,events,kept,raw,limited,prorated,entered,capped,"
        + "shared,rounding,points\r\n0147,委员,A"
    )
  }

  @Test func `a category's rounding is R minus its raw value`() {
    let card = Fixture.card
    let categories = [CategoryScore(raw: Fixture.points("8.571428"), points: Fixture.points("8.57"))]
    let changed = Scorecard(
      member: 0, profile: 0, setAsideBy: nil, categories: categories + card.categories.dropFirst(),
      leaves: card.leaves, base: card.base, bonus: card.bonus, deduction: card.deduction, sum: card.sum,
      total: card.total, withoutDivisor: [])
    #expect(
      body(LedgerTable.artifact(Fixture.run(cards: [changed])))[0]
        == "0147,委员,A,,会议活动,0,0,8.571428,0.00,0.00,0.00,0.00,0.00,-0.001428,8.57")
  }

  @Test func `a formula in a name gets an apostrophe and a comma gets quotes`() {
    let run = Fixture.run(members: [Fixture.member("0147", "=甲,\"乙\"")])
    #expect(body(RankingTable.artifact(run))[0].hasPrefix("委员,1,0147,\"'=甲,\"\"乙\"\"\",经济界"))
  }

  @Test func `events are in record order, each with its rows`() {
    var first = RecordScore(leaf: 0, member: 0, subject: .record(0))
    first.raw = Fixture.points("8")
    first.points = Fixture.points("8")
    var second = RecordScore(leaf: 0, member: 0, subject: .record(1))
    second.raw = Fixture.points("8")
    second.shared = Fixture.points("1.5")
    second.points = Fixture.points("6.5")
    var entered = RecordScore(leaf: 3, member: 0, subject: .entered(0))
    entered.entered = Fixture.points("1")
    entered.points = Fixture.points("1")
    let lines = body(EventsTable.artifact(Fixture.run(records: [entered, first, second])))
    let one =
      "00ff00ff00ff00ff-60,scans,scans.csv,4"
    #expect(
      lines == [
        "0147,委员,B,B1,authorship,T1,2025-03-12T00:00:00,8.00,0.00,0.00,0.00,0.00,1.50,6.50,\(one)",
        "0147,委员,B,B1,authorship,T2,2025-03-12T00:00:00,8.00,0.00,0.00,0.00,0.00,0.00,8.00,"
          + "00ff00ff00ff00ff-20;00ff00ff00ff00ff-40,scans;scans,scans.csv;scans.csv,2;3",
        "0147,委员,B,B4,adjustments,记分/J1,2025-03-12T00:00:00,0.00,0.00,0.00,1.00,0.00,0.00,1.00,\(one)",
      ])
  }
}
