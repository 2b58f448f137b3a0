package import CSV
package import Records

/// `corrections.csv`: the cells that a cleaning rule changed and the references that resolve credited.
package enum CorrectionsTable {
  package static let header = [
    "source", "file", "record", "line", "row_id", "column", "rule", "before", "after", "cell",
  ]

  package static func artifact(_ run: RunRecord) -> Artifact {
    let order = OriginOrder(run.corrections.count) { run.corrections[$0].origin }
    return Artifact(
      file: .corrections, header: header,
      lines: EntryLines(run.corrections.count) { index, csv in
        write(run.corrections[order[index]], run.sourceFiles, to: &csv)
      })
  }

  /// The line of one correction.
  package static func write(_ correction: Correction, _ files: SourceFiles, to csv: inout CSVWriter) {
    csv.text(correction.source)
    csv.text(files.file(correction.origin).path)
    csv.number(correction.origin.record)
    csv.number(correction.origin.firstLine)
    files.writeRowID(correction.origin, to: &csv)
    csv.text(correction.column)
    csv.text(correction.rule)
    csv.text(correction.before)
    csv.text(correction.after)
    csv.text(files.cell(correction.origin, correction.column))
    csv.endRow()
  }
}

/// `merges.csv`: the rows that deduplication merged, each with its survivor.
package enum MergesTable {
  package static let header = [
    "source", "stage", "key", "file", "line", "row_id", "survivor_file", "survivor_line", "survivor_row_id",
  ]

  package static func artifact(_ run: RunRecord) -> Artifact {
    let order = OriginOrder(run.merges.count) { run.merges[$0].merged }
    return Artifact(
      file: .merges, header: header,
      lines: EntryLines(run.merges.count) { index, csv in
        write(run.merges[order[index]], run.sourceFiles, to: &csv)
      })
  }

  /// The line of one merged row.
  package static func write(_ merge: Merge, _ files: SourceFiles, to csv: inout CSVWriter) {
    csv.text(merge.source)
    csv.text(merge.stage.rawValue)
    csv.text(merge.key)
    for origin in [merge.merged, merge.survivor] {
      csv.text(files.file(origin).path)
      csv.number(origin.firstLine)
      files.writeRowID(origin, to: &csv)
    }
    csv.endRow()
  }
}

/// `accounting.csv`: what each stage did with the rows of each source.
package enum AccountingTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    var csv = CSVWriter()
    csv.row(["stage", "source", "in", "kept", "rejected", "merged", "filtered", "digest"])
    for account in run.books.accounts {
      csv.text(account.stage.rawValue)
      csv.text(account.source)
      for tally in [account.input, account.kept, account.rejected, account.merged, account.filtered] {
        csv.number(tally.count)
      }
      csv.text(account.kept.digest.description)
      csv.endRow()
    }
    return Artifact(file: .accounting, bytes: csv.drain(), rows: run.books.accounts.count)
  }
}
