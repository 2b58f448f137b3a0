import Ingestion
import Publishing
import Records

extension PrivacyScan {
  /// Withholds the columns that a contract mends as phone or identity numbers, whatever they are called, with all their cells.
  init(withholding contracts: [Contract], in tables: [Table]) {
    var names: Set<Key> = []
    var values: Set<Key> = []
    for contract in contracts {
      for (index, column) in contract.columns.enumerated() where column.isPrivate {
        names.insert(Key(contract.shape.fields[index].key))
        for heading in column.headings { names.insert(Key(heading)) }
        for table in tables where table.source == contract.shape.name {
          for row in table.live where !table.columns[index].isMissing(Int(row)) {
            values.insert(Key(table.columns[index].canonicalText(Int(row))))
          }
        }
      }
    }
    self.init(withheldNames: names, withheldValues: values)
  }
}
