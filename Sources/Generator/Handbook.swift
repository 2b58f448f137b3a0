/// SampleData/README.md: what the files are, who plays a part, and what was planted where.
struct Handbook {
  let files: [DataFile]
  let roster: Roster

  var text: String {
    [head, fileTable, columnTable, castTable, caseTable, plantTable].joined(separator: "\n")
  }

  private var head: String {
    """
    # SampleData

    Two years of a fictional body, 示例市政协: \(roster.members.count) members of \(Sector.all.count) sectors, all of 2025 and 2026
    to the end of September, in the twenty-two sources that the shipped model reads, and the list of studios. Every name, number and text is made up; a likeness
    to real persons is chance. Phones stand in one block, 199-0000-xxxx. Licence: Apache-2.0, like the rest of the repository.

    Made by `swift run Generator --out SampleData` (or `make sample`) from the seed \(Draw.sampleSeed): the same bytes on every machine,
    this page too. Do not edit by hand; a test compares.

    The files are dirty on purpose, as exports are. What was planted, and what a run must make of it, is listed at the end.

    """
  }

  private var fileTable: String {
    var lines = ["## Files", "", "| File | Rows | Encoding | Remark |", "|---|---|---|---|"]
    for file in files.sorted(by: { $0.name < $1.name }) {
      lines.append("| \(file.name) | \(file.rows.count) | \(file.encoding.rawValue) | \(file.remark) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var columnTable: String {
    var lines = [
      "## Columns", "",
      "A source is `NAME.csv` and `NAME-*.csv`. 姓名 and 手机 beside a member's number help to resolve it.", "",
      "| Source | Headings |", "|---|---|",
    ]
    for source in Source.allCases {
      lines.append("| \(source.rawValue) | \(source.headings.joined(separator: " · ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var castTable: String {
    var lines = [
      "## Cast", "",
      "Members whose 2025 is written so that each gate, reason code and the tie at a last seat occur.", "",
      "| Member | Sector | What the member shows |", "|---|---|---|",
    ]
    for part in Part.allCases {
      for member in roster.players(of: part) {
        lines.append("| \(member.code) | \(Sector.all[member.sector].name) | \(part.story) |")
      }
    }
    lines.append("| 0001–0008 | several | 主席, 副主席, 秘书长, 驻会常委 (X1) |")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A row's places are the first ones; all stand in the last table.
  private var caseTable: String {
    var lines = [
      "## Cases", "",
      "The kinds of dirt that real records have, 1 to 47: where they are planted, which tests hold them.",
      "A fixture is a test file with a contract of its own, where no shipped source has such a column.",
      "",
      "| Case | Kind | Outcome | Planted | Tests | Fixture |", "|---|---|---|---|---|---|",
    ]
    for kind in DirtCase.all {
      let tests = kind.tests.map { "“\($0)”" }.joined(separator: "; ")
      lines.append(
        "| \(kind.number) | \(kind.name) | \(kind.outcome) | \(places(of: kind)) | \(tests) | \(kind.fixture ?? "") |"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func places(of kind: DirtCase) -> String {
    let planted = files.sorted { $0.name < $1.name }.flatMap { file in
      zip(file.rows, file.firstLines).filter { row, _ in
        row.plants.contains { kind.plants.contains($0.what) }
      }.map { "\(file.name):\($0.1)" }
    }
    let shown = kind.files + planted.prefix(6)
    return shown.joined(separator: ", ") + (planted.count > 6 ? " and \(planted.count - 6) more" : "")
  }

  private var plantTable: String {
    var lines = [
      "## Planted", "", "Line is the physical line at which the record begins, counted from 1.", "",
      "| File | Line | What | Expected |", "|---|---|---|---|",
    ]
    for file in files.sorted(by: { $0.name < $1.name }) {
      for (row, line) in zip(file.rows, file.firstLines) {
        for plant in row.plants {
          lines.append("| \(file.name) | \(line) | \(plant.what) | \(plant.expected) |")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
