import Crypto
import Foundation
import Records
import Spreadsheet
import SystemCalls

/// An open file that is read by `pread`: a file cut short while it is read is an error, not a signal.
final class FileReader: Sendable {
  private let opened: SystemFile
  private let source: String
  private let file: ResolvedFile
  /// Bytes when it was opened.
  let fileSize: Int64
  private let status: FileStatus
  /// What is read in its place; nil for a file that is read as it is.
  let rendition: Rendition?

  /// Bytes to be read.
  var size: Int64 { rendition.map { Int64($0.bytes.count) } ?? fileSize }

  /// `layout` says which sheet of a workbook is read.
  init(_ file: ResolvedFile, source: String, layout: FileLayout) throws(IngestionError) {
    do throws(SystemError) {
      opened = try SystemFile(reading: file.location)
      status = try opened.status()
    } catch {
      if error.isAbsent { throw .missingFile(source, file.path) }
      throw .unreadable(source, file.path, reason: error.text)
    }
    guard status.kind == .file else { throw .unreadable(source, file.path, reason: "not a regular file") }
    fileSize = status.size
    self.source = source
    self.file = file
    do throws(FailedRead) {
      rendition = try FileReader.rendition(opened, fileSize, file, layout)
    } catch {
      switch error {
      case .system(let error): throw .unreadable(source, file.path, reason: error.text)
      case .endedEarly: throw .changedWhileRead(source, file.path)
      case .workbook(let problem): throw .unreadableWorkbook(source, file.path, problem)
      }
    }
  }

  private enum FailedRead: Error {
    case system(SystemError)
    case endedEarly
    case workbook(SpreadsheetError)
  }

  /// The rendition of a workbook, by its name, or of a text whose first bytes ask for one.
  private static func rendition(
    _ opened: borrowing SystemFile, _ size: Int64, _ file: ResolvedFile, _ layout: FileLayout
  ) throws(FailedRead) -> Rendition? {
    if file.isWorkbook, size > 0 {
      if size > Int64(SheetText.mostBytes) {
        throw .workbook(.tooLarge(what: file.path, limit: "\(SheetText.mostBytes >> 20) MiB"))
      }
      let book = try bytes(opened, count: size)
      do { return try SheetText.rendition(of: book, layout) } catch { throw .workbook(error) }
    }
    guard UTF16Text.isBegun(by: try bytes(opened, count: min(2, size))) else { return nil }
    return UTF16Text.rendition(of: try bytes(opened, count: size))
  }

  private static func bytes(_ opened: borrowing SystemFile, count: Int64) throws(FailedRead) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(count))
    let outcome = unsafe bytes.withUnsafeMutableBytes { unsafe opened.read(at: 0, into: $0) }
    if outcome < 0 { throw .system(SystemError(code: Int32(-outcome))) }
    if outcome < bytes.count { throw .endedEarly }
    return bytes
  }

  /// How much of the file is read when reading stands at a byte, for progress: its share of all that is read.
  func shareOfFile(_ byte: Int64) -> Int64 {
    rendition == nil ? byte : Int64(Int128(byte) * Int128(fileSize) / Int128(max(size, 1)))
  }

  /// Fills the buffer from an offset; returns how many bytes there were, or the error number as a negative.
  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let rendition else { return unsafe readFile(at: offset, into: buffer) }
    let part = rendition.bytes[Int(offset)...].prefix(buffer.count)
    unsafe buffer.copyBytes(from: part)
    return part.count
  }

  private func readFile(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    unsafe opened.read(at: offset, into: buffer)
  }

  /// A range of the file; fewer bytes than asked for are an error.
  func bytes(at offset: Int64, count: Int) throws(IngestionError) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count)
    let outcome = unsafe result.withUnsafeMutableBytes { unsafe read(at: offset, into: $0) }
    try check(outcome, expected: count)
    return result
  }

  /// The exact bytes of a row, whose place is that in the file; of a workbook those of its text; of an overlong one its beginning (`RawRow`).
  func row(_ origin: Origin) throws(IngestionError) -> [UInt8] {
    let count = Int(origin.byteLength) > RawRow.mostBytes ? RawRow.beginning : Int(origin.byteLength)
    if let rendition, rendition.sheet != nil {
      return Array(rendition.bytes[Int(origin.byteStart)...].prefix(count))
    }
    var result = [UInt8](repeating: 0, count: count)
    let outcome = unsafe result.withUnsafeMutableBytes { unsafe readFile(at: origin.byteStart, into: $0) }
    try check(outcome, expected: result.count)
    return result
  }

  /// A row's bytes as text to look at.
  func text(of row: [UInt8]) -> String {
    rendition?.text(of: row) ?? RawRows.text(of: row)
  }

  /// Throws unless a read gave what was expected.
  func check(_ outcome: Int, expected: Int) throws(IngestionError) {
    if outcome < 0 { throw .unreadable(source, file.path, reason: SystemError.text(Int32(-outcome))) }
    if outcome < expected { throw .changedWhileRead(source, file.path) }
  }

  /// Throws when the file was written to since it was opened.
  func checkUnchanged() throws(IngestionError) {
    guard let now = try? opened.status(), now == status else { throw .changedWhileRead(source, file.path) }
  }

  /// SHA-256 of the whole file, 64 hex digits.
  func digest(bufferSize: Int) throws(IngestionError) -> String {
    var hash = SHA256()
    var offset: Int64 = 0
    var buffer = [UInt8](repeating: 0, count: Int(min(Int64(bufferSize), fileSize)))
    while offset < fileSize {
      let wanted = Int(min(Int64(buffer.count), fileSize - offset))
      let outcome = unsafe buffer.withUnsafeMutableBytes { buffer in
        let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
        let count = unsafe readFile(at: offset, into: part)
        unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: part[..<max(count, 0)]))
        return count
      }
      try check(outcome, expected: wanted)
      offset += Int64(wanted)
    }
    return hexDigits(hash.finalize())
  }
}

/// Lower-case hex digits of a digest.
func hexDigits(_ digest: SHA256.Digest) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in digest {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
