import Definitions
import Ingestion
import Records
import Testing

@Suite struct ContractFileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let expected: [String]
    var testDescription: String { name }

    /// The lines follow a contract of one required column `id` on line 4.
    init(_ name: String, _ rest: String, _ expected: String...) {
      self.name = name
      text = "source: s\nkey: id\ncolumns:\n- {key: id, required: true}\n" + rest
      self.expected = expected.map { "c.yaml:\($0)" }
    }
  }

  static let refused: [Case] = [
    Case("a column twice", "- {key: id}", "5:3  column 'id' was used on line 4"),
    Case("a heading twice", "- {key: a, heading: id}", "5:3  heading 'id' was used on line 4"),
    Case(
      "a type", "- {key: a, type: texts}",
      "5:18  type: 'texts' is none of text, code, category, list, integer, number, date, time, flag; nearest 'text'"
    ),
    Case("no width", "- {key: a, type: code}", "5:3  column a: width: missing"),
    Case(
      "values of a text", "- {key: a, type: text, values: [甲]}",
      "5:24  column a: values stand with type category, not with text"),
    Case(
      "a default", "- {key: a, values: [甲一, 乙], default: 甲}",
      "5:38  default: '甲' is not a value of the column; nearest '甲一'"),
    Case("a default column", "- {key: a, default: {column: b}}", "5:3  default: no column 'b'"),
    Case(
      "a default of what is required", "- {key: a, required: true, default: x}",
      "5:28  column a: required and default exclude each other"),
    Case(
      "a mapped value", "- {key: a, values: [省, 全国], value_map: {国家: 国}}",
      "5:45  value_map: '国' is not a value of the column; nearest '全国'"),
    Case(
      "a key", "- {key: a, hedding: x}",
      """
      5:12  unknown key 'hedding' in column a
          nearest 'heading'; keys of a column: key, heading, synonyms, type, width, values, required, default, \
      references, value_map, missing, separators, mend, ends_day, serials, fill_down, forgives, outside_row, expected, drift
      """),
    Case(
      "a rule", "- {key: a, mend: [trin]}",
      """
      5:19  mend: 'trin' is none of trim, width, apostrophe, pad, name_spaces, name_dots, radicals, name_title, first_of_list, percent, phone, id_number; \
      nearest 'trim'
      """),
    Case("needs", "- {key: ab}\nchecks: [{needs: abc}]", "6:18  needs: no column 'abc'; nearest 'ab'"),
    Case(
      "when", "- {key: a, values: [立案]}\nchecks: [{needs: id, when: {a: 立}}]",
      "6:32  when: '立' is not a value of a; nearest '立案'"),
    Case(
      "later", "checks: [{later: id, than: id}]", "5:18  later: 'id' is neither a date nor a time",
      "5:28  than: 'id' is neither a date nor a time"),
    Case(
      "a range of a text", "checks: [{range: id, from: 1}]",
      "5:18  range: 'id' is no integer, number, date or time"),
    Case(
      "a range without bounds", "- {key: mm, type: integer}\nchecks: [{range: mm}]",
      "6:10  range needs from or to"),
    Case(
      "a bound", "- {key: mm, type: integer}\nchecks: [{range: mm, from: 1/2}]",
      "6:28  from: expected a whole number, found 0.5"),
    Case(
      "an order", "- {key: mm, type: integer}\nchecks: [{compare: mm, at_most: id}]",
      "6:33  at_most: 'mm' and 'id' have no common order"),
    Case(
      "a rate without a whole", "- {key: mm, type: integer}\nchecks: [{rate: mm, part: mm}]",
      "6:17  rate needs part and whole"),
    Case(
      "a rate of texts", "- {key: mm, type: integer}\nchecks: [{rate: mm, part: id, whole: mm, decimals: 5}]",
      "6:27  rate: 'id' is no integer or number", "6:52  decimals: 0 to 4, found 5"),
    Case(
      "a pattern", "checks: [{pattern: id, fits: \"(a)\"}]",
      "5:30  fits: '(a)' is no pattern; use characters, ., [a-z], ?, *, + and {n}"),
    Case(
      "a strange neighbour", "checks: [{pattern: id, fits: a, when: {id: b}}]",
      "5:33  when does not stand with pattern"),
    Case(
      "a severity", "checks: [{pattern: id, fits: a, severity: wran}]",
      "5:43  severity: 'wran' is none of refuse, warn, fail; nearest 'warn'"),
    Case("unique", "checks: [{unique: [id, idd]}]", "5:19  unique: no column 'idd'; nearest 'id'"),
    Case(
      "fresh", "checks: [{fresh: id, days: 3}]", "5:18  fresh: 'id' is neither a date nor a time"),
    Case("fresh without days", "- {key: mm, type: date}\nchecks: [{fresh: mm}]", "6:10  days: missing"),
    Case(
      "a volume without bounds", "checks: [{volume: rows}]", "5:19  volume needs least or most"),
    Case(
      "volume", "checks: [{volume: rows, least: 2, most: 1/2, severity: refuse}]",
      "5:19  volume: most 0.5 is below least 2",
      "5:56  severity: 'refuse' is none of warn, fail; nearest 'fail'"),
    Case(
      "near same", "near_same: {columns: [idd], threshold: 2, grams: 4}",
      "5:22  columns: no column 'idd'; nearest 'id'", "5:40  threshold: above 0 and at most 1, found 2",
      "5:50  grams: 1 to 3, found 4"),
    Case(
      "a shared device", "shared_device: {column: id, members: 1}",
      "5:16  shared_device needs a column activity_no", "5:16  shared_device needs a column member_no",
      "5:16  shared_device needs a column scanned_at", "5:38  members: at least 2, found 1"),
    Case("two checks in one", "checks: [{unique: id, days: 3}]", "5:23  days does not stand with unique"),
    Case(
      "a drift mode", "drift: frezee",
      "5:8  drift: 'frezee' is none of freeze, warn, discard_row, discard_value; nearest 'freeze'"),
    Case(
      "a required column that is discarded", "- {key: a, required: true, drift: discard_value}",
      "5:35  column a: required and drift: discard_value exclude each other"),
    Case("date", "date: id", "5:7  date: 'id' is neither a date nor a time"),
    Case(
      "a name", "- {key: Big}", "5:9  key: 'Big' is no name: small letters, then small letters, digits and _"),
    Case("a key twice", "key: id", "5:1  key 'key' was used on line 2"),
    Case(
      "same thing", "same_thing: {by: id, prefer: {least: id, greatest: id}}",
      "5:30  prefer: one of least, greatest"),
    Case(
      "a delimiter", "layout: {delimiter: \"||\"}",
      "5:21  delimiter: expected one ASCII character, found \"||\""),
  ]

  @Test(arguments: refused)
  func aMistakeIsNamed(_ item: Case) {
    #expect(throws: (any Error).self) { try ContractFile.decode(text: item.text, path: "c.yaml") }
    do {
      _ = try ContractFile.decode(text: item.text, path: "c.yaml")
    } catch {
      #expect(error.problems.map(\.description) == item.expected)
    }
  }

  @Test func membersAreNotAskedWhetherTheyAreTheSame() {
    let text = "source: members\nkey: id\ncolumns: [{key: id, required: true}]\nnear_same: {columns: id}"
    #expect(
      throws: DefinitionErrors([
        DefinitionProblem(
          file: "c.yaml", place: Place(line: 4, column: 12),
          message: "near_same is not for members: that two numbers are one member stands in aliases")
      ])
    ) { try ContractFile.decode(text: text, path: "c.yaml") }
  }

  @Test func aKeyMustNotBeBlank() {
    #expect(
      throws: DefinitionErrors([
        DefinitionProblem(
          file: "c.yaml", place: Place(line: 2, column: 6),
          message: "key: 'id' may be blank; make it required")
      ])
    ) { try ContractFile.decode(text: "source: s\nkey: id\ncolumns: [{key: id}]", path: "c.yaml") }
  }

  @Test func aNumberIsADayOnlyWhereTheContractSaysSo() throws {
    let columns =
      "columns:\n- {key: a, type: date}\n- {key: b, type: time, serials: 1904}\n"
      + "- {key: c, type: date, serials: none, fill_down: true}\n"
    let silent = try ContractFile.decode(text: "source: s\n" + columns, path: "c.yaml")
    #expect(silent.columns.map(\.serials) == [.none, .from1904, .none])
    #expect(silent.columns.map(\.fillsDown) == [false, false, true])
    let stated = try ContractFile.decode(text: "source: s\nserials: 1900\n" + columns, path: "c.yaml")
    #expect(stated.columns.map(\.serials) == [.from1900, .from1904, .none])
  }

  @Test func columnsHaveTheMendingThatSuitsTheirType() throws {
    let text = """
      source: s
      key: id
      missing: ["—"]
      columns:
      - {key: id, required: true}
      - {key: title}
      - {key: who, type: code, width: 4, references: members, required: true}
      - {key: at, type: time, ends_day: true, missing: []}
      - {key: names, type: list}
      - {key: name, mend: name}
      - {key: raw, mend: none, expected: false}
      """
    let contract = try ContractFile.decode(text: text, path: "c.yaml")
    #expect(
      contract.columns.map(\.mending) == [
        [.trim, .width, .apostrophe], [.trim], [.trim, .width, .apostrophe, .pad], [.trim, .width], [.trim],
        [.trim, .nameSpaces, .nameDots, .radicals, .nameTitle], [],
      ])
    #expect(contract.columns.map(\.missingMarks) == [["—"], ["—"], ["—"], [], ["—"], ["—"], ["—"]])
    #expect(contract.columns[3].dateEndsDay)
    #expect(contract.columns[4].separators == ["、", "，", ",", "；", ";"])
    #expect(contract.shape.fields[2].references == "members")
    #expect(contract.columns.map(\.leavesBlankToResolve) == [false, false, true, false, false, false, false])
    #expect(contract.columns.map(\.isExpected) == [true, true, true, true, true, true, false])
    #expect(contract.shape.title == "s")
    #expect(contract.privacy == .staff)
  }
}
