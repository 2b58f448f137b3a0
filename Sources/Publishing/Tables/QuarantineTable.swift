import CSV
import Foundation
import Records

/// `quarantine.csv`: the refused rows with their exact bytes (design.md §5).
package enum QuarantineTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    var csv = CSVWriter()
    csv.row([
      "source", "file", "record", "line_first", "line_last", "byte_start", "byte_length", "column", "code",
      "severity", "message_zh", "message_en", "raw_text", "raw_base64", "row_id", "readmitted_by", "cell",
    ])
    let order = OriginOrder(run.quarantine.map(\.rejection.origin))
    for index in order.indices { write(run.quarantine[index], run, to: &csv) }
    return Artifact(file: .quarantine, bytes: csv.drain(), rows: run.quarantine.count)
  }

  private static func write(_ row: QuarantinedRow, _ run: RunRecord, to csv: inout CSVWriter) {
    let finding = row.rejection.finding
    let origin = row.rejection.origin
    csv.text(finding.source)
    csv.text(run.file(origin).path)
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
    run.writeRowID(origin, to: &csv)
    if let corrected = run.readmitted[run.rowID(origin)] {
      run.writeRowID(corrected, to: &csv)
    } else {
      csv.missing()
    }
    csv.text(run.cell(origin, finding.column))
    csv.endRow()
  }
}

/// `findings.csv`: every finding but those that own a rejection, also the further ones of refused rows.
package enum FindingsTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    var csv = CSVWriter()
    csv.row([
      "source", "file", "record", "line_first", "line_last", "column", "stage", "code", "severity",
      "message_zh", "message_en", "cell",
    ])
    let order = OriginOrder(run.findings.map(\.origin), files: run.findings.map(\.file))
    for index in order.indices { write(run.findings[index], run, to: &csv) }
    return Artifact(file: .findings, bytes: csv.drain(), rows: run.findings.count)
  }

  private static func write(_ finding: Finding, _ run: RunRecord, to csv: inout CSVWriter) {
    csv.text(finding.source)
    csv.text(finding.file.map { run.files[Int($0)].path } ?? "")
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
    csv.text(run.cell(finding.origin, finding.column))
    csv.endRow()
  }
}
