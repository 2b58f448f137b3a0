/// Why the CSV library stopped; what is wrong with the data is a `RecordKind`, not an error.
package enum CSVError: Error, Hashable, Sendable {
  /// libcsv could not be set up or ran out of memory; its own text.
  case library(String)
}
