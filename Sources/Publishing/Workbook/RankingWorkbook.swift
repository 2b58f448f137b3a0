import Ranking
import Records
import Scoring

/// `ranking.xlsx`: a sheet per profile and one on the method and the books, for reading and printing in a spreadsheet.
///
/// It says what `ranking.csv` says, and no more of a member: no leave, no penalty and no source row stands in it beyond
/// the points and the reasons of the grade. Its date is the run's as-of date, so that equal runs give equal bytes.
package enum RankingWorkbook {
  /// Throws when the library cannot write its temporary files.
  package static func artifact(_ run: RunRecord) throws(PublishingError) -> Artifact {
    let sheets = sheets(run)
    let bytes = try WorkbookWriter.bytes(
      of: sheets, title: "\(run.identity.title) \(run.identity.period)", author: run.identity.toolVersion,
      created: run.identity.asOf)
    return Artifact(
      file: .workbook, bytes: bytes, rows: run.ranking.standings.count, parts: sheets.map(\.text))
  }

  static func sheets(_ run: RunRecord) -> [Sheet] {
    var sheets: [Sheet] = []
    for profile in run.model.profiles.indices {
      sheets += RankingSheet(run, profile: profile).sheets(taken: sheets.map(\.name))
    }
    return sheets + [MethodSheet(run).sheet(taken: sheets.map(\.name))]
  }

  /// Below each page; the room of a footer is 255 characters.
  static func footer(_ run: RunRecord) -> String {
    let identity = run.identity
    return CellText.cut(
      "\(identity.title) \(identity.period) · \(run.model.id)\(example(run)) · 截至\(identity.asOf) · "
        + "运行\(identity.runID)", to: 100)
  }

  /// Marks what was made by an example model.
  static func example(_ run: RunRecord) -> String { run.model.isExample ? "（示例）" : "" }
}
