import Ingestion
import Records
import TestSupport
import Testing

/// Free text that repeats stands as codes; whether it does changes nothing that a run says.
@Suite struct RepeatedTextTests {
  /// What the names of a roster are, row by row.
  private enum Names: String, CaseIterable, CustomTestStringConvertible {
    case few, fewThenSome, fewThenDifferent, differentThenFew, different

    var testDescription: String { rawValue }

    func name(_ row: Int, using random: inout SplitMix64) -> String {
      let isFew =
        switch self {
        case .few: true
        case .fewThenSome: row < 8000
        case .fewThenDifferent: row < 6000
        case .differentThenFew: row >= 5000
        case .different: false
        }
      return isFew ? Names.some[Int.random(in: 0..<Names.some.count, using: &random)] : "示例委员第\(row)号"
    }

    /// Plain, to be mended into plain ones, missing, of rare characters and of private use, and long ones alike at both ends.
    private static let some =
      [
        "示例甲", " 示例甲 ", "示 例", "示例", "", "\u{20BB7}例", "示\u{E001}", "示例乙·买买提", "示例乙•买买提", "\"示,例\"",
        "\"示\"\"例\"",
      ] + (0..<30).map { "长长的示例姓名第\($0)位长长的示例姓名" }
    /// Blank, a missing mark, as it should be, to be mended, and blank but for a space.
    static let phones = ["", "—", "13800001234", "138 0000 1234", " "]
  }

  @Test(
    "any cut into units gives the cells, findings and corrections of reading in units of few rows",
    arguments: Names.allCases)
  private func anyCut(_ names: Names) throws {
    var random = SplitMix64(seed: 0x7E87)
    var text = "委员编号,姓名,类别,职务,任职日期,手机\n"
    for row in 0..<9500 {
      text +=
        "\(1000 + row % 9000),\(names.name(row, using: &random)),委员,,2022-01-01,\(Names.phones[row % 5])\n"
    }
    let scratch = try Scratch()
    let file = try scratch.file("m.csv", text)
    let plain = try read(file, IngestSettings(unitSize: 16 << 10))
    #expect(!isCoded(plain) && plain.table.origins.count > 8000)
    #expect(
      Set(plain.findings.map(\.code)).isSuperset(
        of: names == .different ? [] : ["PRIVATE_USE", "RARE_CHARACTER"]))
    for (unit, batch, workers) in [
      (1 << 30, 128 << 10, 1), (1 << 30, 5000, 1), (400 << 10, 40_000, 2), (420 << 10, 1 << 20, 3),
    ] {
      let found = try read(file, IngestSettings(unitSize: unit, batchSize: batch, workers: Workers(workers)))
      let place = "\(names), unit \(unit), batch \(batch)"
      #expect(isCoded(found) == (names == .few || names == .fewThenSome), "\(place)")
      #expect(texts(found) == texts(plain), "\(place)")
      #expect(found.findings == plain.findings && found.rejections == plain.rejections, "\(place)")
      #expect(found.corrections == plain.corrections && found.accounts == plain.accounts, "\(place)")
      #expect(found.table.origins == plain.table.origins, "\(place)")
    }
  }

  private func read(_ file: ResolvedFile, _ settings: IngestSettings) throws -> IngestedSource {
    try Ingest.source(Sample.members, files: [file], firstFileIndex: 0, settings: settings)
  }

  private func isCoded(_ source: IngestedSource) -> Bool {
    if case .coded = source.table.columns[1] { true } else { false }
  }

  private func texts(_ source: IngestedSource) -> [[String]] {
    source.table.columns.map { column in
      (0..<column.count).map { column.isMissing($0) ? "∅" : column.canonicalText($0) }
    }
  }
}
