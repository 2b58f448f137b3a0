package import CSV
import Foundation
package import Records

/// `quarantine.csv`: the refused rows with their exact bytes (design.md §5).
package enum QuarantineTable {
  package static let header = [
    "source", "file", "record", "line_first", "line_last", "byte_start", "byte_length", "column", "code",
    "severity", "message_zh", "message_en", "raw_text", "raw_base64", "row_id", "readmitted_by", "cell",
  ]

  package static func artifact(_ run: RunRecord) -> Artifact {
    let order = OriginOrder(run.quarantine.count) { run.quarantine[$0].rejection.origin }
    return Artifact(
      file: .quarantine, header: header,
      lines: EntryLines(run.quarantine.count) { index, csv in
        let row = run.quarantine[order[index]]
        write(
          row, readmittedBy: run.readmitted[run.rowID(row.rejection.origin)], run.sourceFiles, to: &csv)
      })
  }

  /// The line of one refused row; `corrected` is where the row stands that takes its place.
  package static func write(
    _ row: QuarantinedRow, readmittedBy corrected: Origin?, _ files: SourceFiles, to csv: inout CSVWriter
  ) {
    let finding = row.rejection.finding
    let origin = row.rejection.origin
    csv.text(finding.source)
    csv.text(files.file(origin).path)
    csv.number(origin.record)
    csv.number(origin.firstLine)
    csv.number(origin.lastLine)
    csv.number(origin.byteStart)
    csv.number(origin.byteLength)
    csv.text(finding.column ?? "")
    csv.text(finding.code)
    csv.text(finding.severity.rawValue)
    csv.text(finding.message.zh)
    csv.text(finding.message.en)
    csv.text(row.text)
    csv.text(Data(row.raw).base64EncodedString())
    files.writeRowID(origin, to: &csv)
    if let corrected { files.writeRowID(corrected, to: &csv) } else { csv.missing() }
    csv.text(files.cell(origin, finding.column))
    csv.endRow()
  }
}

/// `findings.csv`: every finding but those that own a rejection, also the further ones of refused rows.
package enum FindingsTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    let order = OriginOrder(run.findings.count, file: { run.findings[$0].file }) { run.findings[$0].origin }
    return Artifact(
      file: .findings,
      header: [
        "source", "file", "record", "line_first", "line_last", "column", "stage", "code", "severity",
        "message_zh", "message_en", "cell",
      ],
      lines: EntryLines(run.findings.count) { index, csv in
        write(run.findings[order[index]], run.sourceFiles, to: &csv)
      })
  }

  private static func write(_ finding: Finding, _ files: SourceFiles, to csv: inout CSVWriter) {
    csv.text(finding.source)
    csv.text(finding.file.map { files.list[Int($0)].path } ?? "")
    if let origin = finding.origin {
      csv.number(origin.record)
      csv.number(origin.firstLine)
      csv.number(origin.lastLine)
    } else {
      for _ in 0..<3 { csv.missing() }
    }
    csv.text(finding.column ?? "")
    csv.text(finding.stage.rawValue)
    csv.text(finding.code)
    csv.text(finding.severity.rawValue)
    csv.text(finding.message.zh)
    csv.text(finding.message.en)
    csv.text(files.cell(finding.origin, finding.column))
    csv.endRow()
  }
}
