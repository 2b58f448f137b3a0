import Testing

@testable import Publishing

@Suite struct CellTextTests {
  struct Case: CustomTestStringConvertible {
    let text: String
    let mended: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Case(text: "示例甲", mended: "示例甲"),
    Case(text: "=1+1", mended: "=1+1"),
    Case(text: "a\0b\u{FFFE}\u{FFFF}", mended: "a\u{FFFD}b\u{FFFD}\u{FFFD}"),
    Case(text: "_x0041_", mended: "_x005F_x0041_"),
    Case(text: "_x00e9_x000A_", mended: "_x005F_x00e9_x005F_x000A_"),
    Case(text: "_x004_ _X0041_ _x00g1_", mended: "_x004_ _X0041_ _x00g1_"),
    Case(text: "\u{FF21}", mended: "\u{FF21}"),
  ]) func `a cell holds what XML and Excel can hold`(_ example: Case) {
    #expect(CellText.mended(example.text) == example.mended)
  }

  @Test func `a text beyond Excel's limit ends in an ellipsis`() {
    let most = String(repeating: "长", count: CellText.limit)
    #expect(CellText.mended(most) == most)
    let cut = CellText.mended(most + "长")
    #expect(cut.utf16.count == CellText.limit)
    #expect(cut.hasSuffix("长…"))
  }

  @Test func `a cut splits no character`() {
    #expect(CellText.cut("a👨‍👩‍👧b", to: 5) == "a…")
    #expect(CellText.cut("a👨‍👩‍👧b", to: 10) == "a👨‍👩‍👧b")
  }
}

@Suite struct SheetNameTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    var taken: [String] = []
    let sheet: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "委员", sheet: "委员"),
    Case(name: "委员/常委[1]:*?\\", sheet: "委员／常委［1］：＊？＼"),
    Case(name: "''委员'", sheet: "委员"),
    Case(name: "常'委", sheet: "常'委"),
    Case(name: "", sheet: "类别"),
    Case(name: "'", sheet: "类别"),
    Case(name: " ", sheet: "类别"),
    Case(name: "A1", sheet: "类别 A1"),
    Case(name: "2025", sheet: "类别 2025"),
    Case(name: "History", sheet: "类别 History"),
    Case(name: String(repeating: "委", count: 32), sheet: String(repeating: "委", count: 30) + "…"),
    Case(name: "委员", taken: ["委员"], sheet: "委员 (2)"),
    Case(name: "委员 a", taken: ["委员 A", "委员 A (2)"], sheet: "委员 a (3)"),
    Case(
      name: String(repeating: "委", count: 31), taken: [String(repeating: "委", count: 31)],
      sheet: String(repeating: "委", count: 26) + "… (2)"),
  ]) func `every profile gets a name that Excel takes`(_ example: Case) {
    #expect(SheetName.mended(example.name, taken: example.taken) == example.sheet)
  }
}
