import CLibArchive

/// The parts of a zip archive in memory, decompressed by libarchive.
///
/// The archive is not trusted: parts, and the bytes that come out of each, are counted, whatever it declares.
struct Archive {
  private let bytes: [UInt8]

  static let mostParts = 4096
  /// Bytes of a part; a sheet of a million rows is smaller.
  static let mostBytes = 512 << 20

  /// Throws unless the bytes begin like a zip archive.
  init(_ bytes: [UInt8]) throws(SpreadsheetError) {
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .oldOrEncrypted }
    guard bytes.starts(with: [0x50, 0x4B]) else { throw .notAWorkbook }
    self.bytes = bytes
  }

  /// Hands the parts that are wanted to a taker, chunk by chunk, in the order of the archive.
  func read(
    _ wanted: (String) -> Bool, _ take: (_ part: String, Span<UInt8>) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    guard let archive = unsafe archive_read_new() else { throw .notAWorkbook }
    defer { unsafe _ = archive_read_free(archive) }
    unsafe _ = archive_read_support_format_zip_seekable(archive)
    let span = bytes.span
    let result = unsafe span.withUnsafeBytes { buffer in
      Result { () throws(SpreadsheetError) in
        guard unsafe archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
          throw .notAWorkbook
        }
        unsafe try parts(archive, wanted, take)
      }
    }
    try result.get()
  }

  private func parts(
    _ archive: OpaquePointer, _ wanted: (String) -> Bool,
    _ take: (_ part: String, Span<UInt8>) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    var entry: OpaquePointer?
    var count = 0
    while true {
      let status = unsafe archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else {
        throw unsafe .damaged(part: "zip", reason: Archive.reason(archive))
      }
      count += 1
      if count > Archive.mostParts { throw .tooLarge(what: "parts", limit: "\(Archive.mostParts)") }
      guard let path = unsafe archive_entry_pathname(entry) else { continue }
      let name = unsafe String(cString: path)
      guard wanted(name) else { continue }
      if unsafe archive_entry_is_encrypted(entry) != 0 { throw .oldOrEncrypted }
      unsafe try data(archive, name, take)
    }
  }

  private func data(
    _ archive: OpaquePointer, _ name: String,
    _ take: (_ part: String, Span<UInt8>) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe archive_read_data(archive, $0.baseAddress, $0.count)
      }
      if count < 0 { throw unsafe .damaged(part: name, reason: Archive.reason(archive)) }
      if count == 0 { return }
      total += count
      if total > Archive.mostBytes { throw .tooLarge(what: name, limit: "\(Archive.mostBytes >> 20) MiB") }
      try take(name, chunk.span.extracting(0..<count))
    }
  }

  private static func reason(_ archive: OpaquePointer) -> String {
    guard let text = unsafe archive_error_string(archive) else { return "unknown" }
    return unsafe String(cString: text)
  }
}
