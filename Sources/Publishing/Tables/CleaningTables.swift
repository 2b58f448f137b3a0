import CSV
package import Records

/// `corrections.csv`: the cells that a cleaning rule changed and the references that resolve credited.
package enum CorrectionsTable {
  package static func artifact(_ run: RunRecord, _ workers: Workers = .one) -> Artifact {
    let table = TableParts(
      file: .corrections,
      header: ["source", "file", "record", "line", "row_id", "column", "rule", "before", "after", "cell"],
      workers: workers)
    let order = OriginOrder(run.corrections.map(\.origin))
    return table.artifact(entries: run.corrections.count) { index, csv in
      let correction = run.corrections[order.indices[index]]
      csv.text(correction.source)
      csv.text(run.file(correction.origin).path)
      csv.number(correction.origin.record)
      csv.number(correction.origin.firstLine)
      run.writeRowID(correction.origin, to: &csv)
      csv.text(correction.column)
      csv.text(correction.rule)
      csv.text(correction.before)
      csv.text(correction.after)
      csv.text(run.cell(correction.origin, correction.column))
      csv.endRow()
    }
  }
}

/// `merges.csv`: the rows that deduplication merged, each with its survivor.
package enum MergesTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    var csv = CSVWriter()
    csv.row([
      "source", "stage", "key", "file", "line", "row_id", "survivor_file", "survivor_line", "survivor_row_id",
    ])
    let order = OriginOrder(run.merges.map(\.merged))
    for index in order.indices {
      let merge = run.merges[index]
      csv.text(merge.source)
      csv.text(merge.stage.rawValue)
      csv.text(merge.key)
      for origin in [merge.merged, merge.survivor] {
        csv.text(run.file(origin).path)
        csv.number(origin.firstLine)
        run.writeRowID(origin, to: &csv)
      }
      csv.endRow()
    }
    return Artifact(file: .merges, bytes: csv.drain(), rows: run.merges.count)
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
