/// Cells that many rows have in common, quoted once.
package struct SharedCells: Hashable, Sendable {
  let bytes: [UInt8]

  package init(_ texts: some Sequence<String>) {
    var csv = CSVWriter()
    for text in texts { csv.text(text) }
    bytes = csv.bytes
  }
}
