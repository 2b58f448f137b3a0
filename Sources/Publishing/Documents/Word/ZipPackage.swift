import CLibArchive

/// Packs parts into a zip archive by libarchive, and unpacks them. No part has a time, so that equal parts give equal bytes in every zone.
enum ZipPackage {
  struct Part: Sendable {
    let name: String
    let bytes: [UInt8]
  }

  /// In the order of the parts. Throws what libarchive says when it fails.
  static func bytes(of parts: [Part]) throws(PublishingError) -> [UInt8] {
    guard let archive = unsafe archive_write_new() else { throw .document(reason: "archive_write_new") }
    defer { unsafe _ = archive_write_free(archive) }
    var capacity = 1 << 16
    for part in parts { capacity += part.bytes.count + part.bytes.count / 8 + 2 * part.name.utf8.count + 512 }
    var packed = [UInt8](repeating: 0, count: capacity)
    var used = 0
    let result = unsafe packed.withUnsafeMutableBytes { room in
      Result { () throws(PublishingError) in
        unsafe try check(archive_write_set_format_zip(archive), archive)
        unsafe try check(archive_write_set_bytes_per_block(archive, 0), archive)
        unsafe try check(archive_write_open_memory(archive, room.baseAddress, room.count, &used), archive)
        for part in parts { unsafe try write(part, to: archive) }
        unsafe try check(archive_write_close(archive), archive)
      }
    }
    try result.get()
    packed.removeLast(packed.count - used)
    return packed
  }

  /// The parts of an archive, in its order. Throws what libarchive says of bytes that are none.
  static func parts(of packed: [UInt8]) throws(PublishingError) -> [Part] {
    guard let archive = unsafe archive_read_new() else { throw .document(reason: "archive_read_new") }
    defer { unsafe _ = archive_read_free(archive) }
    let result = unsafe packed.withUnsafeBytes { bytes in
      Result { () throws(PublishingError) in
        unsafe try check(archive_read_support_format_zip(archive), archive)
        unsafe try check(archive_read_open_memory(archive, bytes.baseAddress, bytes.count), archive)
        return unsafe try readAll(archive)
      }
    }
    return try result.get()
  }

  private static func readAll(_ archive: OpaquePointer) throws(PublishingError) -> [Part] {
    var parts: [Part] = []
    var entry: OpaquePointer?
    while true {
      let status = unsafe archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return parts }
      unsafe try check(status, archive)
      guard let name = unsafe archive_entry_pathname(entry) else {
        throw .document(reason: "archive_entry_pathname")
      }
      parts.append(Part(name: unsafe String(cString: name), bytes: unsafe try content(archive)))
    }
  }

  private static func content(_ archive: OpaquePointer) throws(PublishingError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { room in
        unsafe archive_read_data(archive, room.baseAddress, room.count)
      }
      guard count >= 0 else { throw unsafe .document(reason: reason(archive)) }
      if count == 0 { return bytes }
      bytes += buffer[..<Int(count)]
    }
  }

  private static func write(_ part: Part, to archive: OpaquePointer) throws(PublishingError) {
    guard let entry = unsafe archive_entry_new() else { throw .document(reason: "archive_entry_new") }
    defer { unsafe archive_entry_free(entry) }
    unsafe archive_entry_set_pathname(entry, part.name)
    unsafe archive_entry_set_size(entry, Int64(part.bytes.count))
    unsafe archive_entry_set_filetype(entry, UInt32(S_IFREG))
    unsafe archive_entry_set_perm(entry, 0o644)
    unsafe try check(archive_write_header(archive, entry), archive)
    let written = unsafe part.bytes.withUnsafeBytes { bytes in
      unsafe archive_write_data(archive, bytes.baseAddress, bytes.count)
    }
    guard written == part.bytes.count else { throw unsafe .document(reason: reason(archive)) }
  }

  private static func check(_ status: Int32, _ archive: OpaquePointer) throws(PublishingError) {
    guard status == ARCHIVE_OK else { throw unsafe .document(reason: reason(archive)) }
  }

  private static func reason(_ archive: OpaquePointer) -> String {
    guard let text = unsafe archive_error_string(archive) else { return "libarchive" }
    return unsafe String(cString: text)
  }
}
