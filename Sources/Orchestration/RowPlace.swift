import Records

/// A row by its file and first byte, for look-ups.
struct RowPlace: Hashable {
  private let file: UInt32
  private let byte: Int64

  init(_ origin: Origin) {
    file = origin.file
    byte = origin.byteStart
  }
}
