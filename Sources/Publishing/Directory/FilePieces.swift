import Foundation

/// A file's bytes, a piece at a time; ends early where the file cannot be read.
package struct FilePieces: Sequence, IteratorProtocol {
  private let handle: FileHandle
  private let size: Int

  /// Nil when the file cannot be opened.
  package init?(_ path: String, size: Int = 1 << 20) {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    self.handle = handle
    self.size = size
  }

  package mutating func next() -> ArraySlice<UInt8>? {
    guard let data = try? handle.read(upToCount: size), !data.isEmpty else { return nil }
    return Array(data)[...]
  }
}
