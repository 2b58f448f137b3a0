/// What must hold of any bytes.
package struct Oracle: Sendable {
  /// As on the command line and in the corpus.
  package let name: String
  /// Throws where it does not hold.
  package let check: @Sendable ([UInt8]) throws -> Void

  package static let all = [csv, definitions, workbook, copy]

  /// What did not hold.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func demand(_ holds: Bool, _ what: @autoclosure () -> String) throws(Failure) {
    guard holds else { throw Failure(description: what()) }
  }
}
