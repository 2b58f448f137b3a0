package import Records

/// Some whole lines of a table.
package struct LinePart: Sendable {
  package let bytes: [UInt8]
  package let rows: Int

  package init(bytes: [UInt8], rows: Int) {
    self.bytes = bytes
    self.rows = rows
  }
}

/// The lines of a table below its header, which come part by part, so that a long table is never held whole.
///
/// The bytes of all parts together may depend on no worker; where they are cut apart may.
package protocol LineSource: Sendable {
  /// Hands every part over once, in order and one at a time, from whichever worker has it; while one is taken, the next may
  /// be made. Ends with the first error of its own or of `take`. How many parts are held may depend on the workers, never on
  /// the table.
  func send(
    _ workers: Workers, to take: @Sendable (LinePart) throws(PublishingError) -> Void
  ) throws(PublishingError)
}
