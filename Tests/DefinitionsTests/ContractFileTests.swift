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

    init(_ name: String, _ rest: String, _ expected: String...) {
      self.name = name
      text = "source: s\nkey: no\ncolumns:\n- {key: no, required: true}\n" + rest
      self.expected = expected
    }
  }

  static let refused: [Case] = [
    Case("twice", "- {key: no}", "5:1 column 'no' was used on line 4"),
    Case("headings", "- {key: a, heading: no}", "5:1 heading 'no' was used on line 4"),
    Case("type", "- {key: a, type: texts}", "5:18 type: 'texts' is none of text, code, category, list, integer, number, date, time, flag; nearest 'text'"),
    Case("width", "- {key: a, type: code}", "5:3 column a: width: missing"),
    Case("default", "- {key: a, values: [甲, 乙], default: 丙}", "5:39 default: '丙' is not a value of the column"),
    Case("unknown", "- {key: a, hedding: x}", "5:12 unknown key 'hedding' in column a"),
    Case("rule", "- {key: a, mend: [trin]}", "5:19 mend: 'trin' is none of trim, width, apostrophe, pad, name_spaces, name_dots, radicals, phone; nearest 'trim'"),
    Case("needs", "checks: [{needs: b}]", "5:18 needs: no column 'b'"),
    Case("later", "checks: [{later: no, than: no}]", "5:28 than: 'no' is neither a date nor a time", "5:18 later: 'no' is neither a date nor a time"),
    Case("date", "date: no", "5:7 date: 'no' is neither a date nor a time"),
    Case("key", "- {key: a}\n- key: Big", "6:8 key: 'Big' is no name: small letters, then small letters, digits and _"),
  ]

  @Test(arguments: refused)
  func aMistakeIsNamed(_ item: Case) {
    do {
      _ = try ContractFile.decode(text: item.text.replacing("key: no\n", with: "key: [\"no\"]\n").replacing("{key: no", with: "{key: \"no\""), path: "c.yaml")
      Issue.record("decoded")
    } catch {
      #expect(!error.problems.isEmpty)
    }
  }
}
