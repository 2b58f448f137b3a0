import Records
import Testing

struct ColumnTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let column: Column
    let texts: [String]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "text", column: .text(TextColumn(["甲", "", "b"])), texts: ["甲", "", "b"]),
    Case(name: "coded", column: .coded(CodedColumn(["签到", nil, "签到"])), texts: ["签到", "", "签到"]),
    Case(name: "integer", column: .integer([7, Column.missingInteger, -1]), texts: ["7", "", "-1"]),
    Case(name: "number", column: .number([Fraction(3, 2), nil, Fraction(1, 3)]), texts: ["1.5", "", "1/3"]),
    Case(
      name: "day", column: .day([20_159, Column.missingDay, 0]), texts: ["2025-03-12", "", "1970-01-01"]),
    Case(
      name: "time", column: .time([1_741_769_520, Column.missingTime, 0]),
      texts: ["2025-03-12T08:52:00", "", "1970-01-01T00:00:00"]),
    Case(name: "flag", column: .flag([1, Column.missingFlag, 0]), texts: ["是", "", "否"]),
  ]

  @Test(arguments: cases)
  func `canonical text, missing and gather agree`(_ item: Case) {
    #expect(item.column.count == 3)
    #expect((0..<3).map(item.column.canonicalText) == item.texts)
    #expect((0..<3).map(item.column.isMissing) == item.texts.map(\.isEmpty))
    let gathered = item.column.gathered([2, 1, 1, 0])
    #expect((0..<4).map(gathered.canonicalText) == [2, 1, 1, 0].map { item.texts[$0] })
  }
}
