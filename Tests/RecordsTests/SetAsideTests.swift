import Records
import Testing

@Suite struct SetAsideTests {
  private static func kind(_ key: String, code: String = "VOIDED", source: String = "scans") -> SetAsideKind {
    SetAsideKind(code: code, message: Message(zh: "随活动\(key)作废", en: "void with \(key)"), source: source)
  }

  private static func origin(_ record: Int32) -> Origin {
    Origin(
      file: 0, record: record, firstLine: record + 1, lastLine: record + 1, byteStart: Int64(record) * 10,
      byteLength: 9)
  }

  @Test func `Neighbours of one kind hold it once`() {
    var rows: [SetAsideRow] = []
    let keys = ["K1", "K1", "K2", "K1"]
    for (place, key) in keys.enumerated() {
      rows.append(SetAsideTests.kind(key), origin: SetAsideTests.origin(Int32(place) + 1))
    }
    #expect(rows[0].kind === rows[1].kind && rows[0].kind !== rows[2].kind)
    #expect(rows.map(\.message.zh) == keys.map { "随活动\($0)作废" })
    #expect(rows.map(\.origin.record) == [1, 2, 3, 4])
    #expect(rows[0].kind == rows[3].kind && Set(rows.map(\.kind)).count == 2)
  }

  /// `String` takes the Kelvin sign for a K; keys are other keys by their bytes.
  @Test func `Kinds differ by any text and by its bytes`() {
    let other = "\u{212A}1"
    #expect("K1" == other)
    var rows: [SetAsideRow] = []
    for kind in [
      SetAsideTests.kind("K1"), SetAsideTests.kind(other), SetAsideTests.kind(other, code: "PUBLIC"),
      SetAsideTests.kind(other, code: "PUBLIC", source: "duty"),
    ] {
      rows.append(kind, origin: SetAsideTests.origin(1))
    }
    #expect(Set(rows.map(\.kind)).count == 4)
    #expect(Array(rows[1].message.zh.utf8) == Array("随活动\(other)作废".utf8))
  }
}
