import Crypto
import Foundation
import Ingestion
import Publishing
import Records
import SystemCalls

/// A file of a source as it lies there before a run.
struct InputFile: Sendable {
  let file: SourceFile
  /// Line ends, and the last line where it has none; nil for a workbook, whose rows are known once it is unpacked (`RenditionSize`).
  let lines: Int64?

  /// Reads the whole file. O(bytes) time, O(1) memory.
  init(_ resolved: ResolvedFile, source: String) throws(RunError) {
    var hash = SHA256()
    var (size, ends): (Int64, Int64) = (0, 0)
    var last = UInt8(ascii: "\n")
    do throws(SystemError) {
      let opened = try SystemFile(reading: resolved.location)
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let count = try opened.readNext(&buffer)
        if count == 0 { break }
        hash.update(data: buffer[..<count])
        ends += Int64(buffer[..<count].count { $0 == UInt8(ascii: "\n") })
        size += Int64(count)
        last = buffer[count - 1]
      }
    } catch {
      throw .operation(IngestionError.unreadable(source, resolved.path, reason: error.text).message)
    }
    file = SourceFile(
      source: source, path: resolved.path, size: size, sha256: Digest.hex(hash.finalize()))
    lines = resolved.isWorkbook ? nil : last == UInt8(ascii: "\n") ? ends : ends + 1
  }
}

extension Plan {
  /// Bytes of all files of all sources, as they lie there now; a file that is gone counts 0.
  var inputBytes: Int64 {
    sources.flatMap(\.files).reduce(0) { $0 + Plan.size(of: $1) }
  }

  static func size(of file: ResolvedFile) -> Int64 {
    ((try? System.status(file.location)) ?? nil)?.size ?? 0
  }

  /// All files in the plan's order, as a run numbers them.
  func inputs() throws(RunError) -> [InputFile] {
    let places = sources.flatMap { source in source.files.map { (source.contract.shape.name, $0) } }
    let results = Workers(workers).map(places.count) { index in
      Result { () throws(RunError) in try InputFile(places[index].1, source: places[index].0) }
    }
    var files: [InputFile] = []
    for result in results { files.append(try result.get()) }
    return files
  }
}
